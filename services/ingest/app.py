"""The ingest API as a service of its own: `python -m services ingest`."""

from fastapi import FastAPI

from dateline import log
from dateline.settings import Settings
from services.http import build, connect_backend
from services.ingest.routes import router


def create_app() -> FastAPI:
    """The service, set up from the environment."""
    settings = Settings()
    log.configure(settings.log_level)
    return build(connect_backend(settings), router)
