"""All routers of the query API, in the order in which their paths are tried."""

from services.query.corrections import router as corrections
from services.query.entities import router as entities
from services.query.explorer import router as explorer
from services.query.export import router as export
from services.query.feed import router as feed
from services.query.revisions import router as revisions
from services.query.routes import router as routes
from services.query.stories import router as stories
from services.query.summaries import router as summaries

ROUTERS = (export, routes, summaries, entities, corrections, feed, stories, revisions, explorer)
