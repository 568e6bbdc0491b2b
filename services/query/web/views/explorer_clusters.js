// Places whose marks would cover one another are gathered into one.  Pure.

const NEAR_PIXELS = 34;

/** Clusters {places, count, lat, lon} of `places`, those near one another on the screen; `project` gives their pixels. */
export function gather(places, project) {
  const clusters = [];
  // The most frequent first: the others join them.
  for (const place of [...places].sort((one, other) => other.count - one.count)) {
    const at = project(place);
    const near = clusters.find(({ x, y }) => Math.hypot(x - at.x, y - at.y) < NEAR_PIXELS);
    if (near) near.places.push(place);
    else clusters.push({ x: at.x, y: at.y, places: [place] });
  }
  return clusters.map(sumUp);
}

/** It stands at its most frequent place. */
function sumUp({ places }) {
  return { places, count: places.reduce((sum, place) => sum + place.count, 0), lat: places[0].lat, lon: places[0].lon };
}
