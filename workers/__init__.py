"""The worker side: enrichment as pure functions of a document, and the processes that run it."""
