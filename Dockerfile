# Two images of one source: `api` (ingest and query, no NLP) and `worker`.
FROM python:3.11-slim AS base
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
# By its number, so that a cluster can see that it is not root.
RUN useradd --create-home --uid 10001 dateline && install --directory --owner 10001 --group 10001 --mode 700 /backups
WORKDIR /app

FROM base AS api
COPY requirements/api.lock requirements/
RUN pip install --require-hashes --only-binary :all: --no-deps -r requirements/api.lock
COPY dateline dateline
COPY services services
USER 10001
EXPOSE 8000

FROM base AS worker
COPY requirements/worker.lock requirements/
RUN pip install --require-hashes --only-binary :all: --no-deps -r requirements/worker.lock
COPY dateline dateline
COPY workers workers
ENV DATELINE_GAZETTEER=/app/gazetteer.sqlite
RUN python -m workers.gazetteer
USER 10001
CMD ["python", "-m", "workers"]
