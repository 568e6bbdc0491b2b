"""The worker side: enrichment as pure functions of a document, and the processes that run it."""

import os

# Read when numpy is loaded.  There is a worker for each core, so threads of one would only take the others' time.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
