// The shapes of countries on a flat map.  Pure.

const POLE = 90;

/** A GeoJSON feature whose rings do not leap from one edge of the map to the other where they cross the 180th meridian. */
export function unfold(feature) {
  const { type, coordinates } = feature.geometry;
  const polygons = type === "MultiPolygon" ? coordinates : [coordinates];
  return { ...feature, geometry: { type: "MultiPolygon", coordinates: polygons.map((rings) => rings.map(unfoldRing)) } };
}

function unfoldRing(ring) {
  let turn = 0;
  const unfolded = ring.map(([lon, lat], at) => {
    const leap = at ? lon - ring[at - 1][0] : 0;
    if (leap > 180) turn -= 360;
    else if (leap < -180) turn += 360;
    return [lon + turn, lat];
  });
  if (!turn) return unfolded;
  // It goes round a pole, and is closed along the edge of the map.
  const pole = Math.sign(unfolded[0][1]) * POLE;
  return [...unfolded, [unfolded.at(-1)[0], pole], [unfolded[0][0], pole], unfolded[0]];
}
