"""The query API as a service of its own: `python -m services query`."""

from fastapi import FastAPI

from dateline import log
from dateline.search import prepare_store
from dateline.settings import Settings
from services.http import build, connect_backend
from services.query.routers import ROUTERS

START_SECONDS = 60.0


def create_app() -> FastAPI:
    """The service, set up from the environment."""
    settings = Settings()
    log.configure(settings.log_level)
    backend = connect_backend(settings)
    prepare_store(backend.client, START_SECONDS)
    return build(backend, *ROUTERS)
