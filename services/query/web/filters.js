// The one state of the linked views: filters of events, named as the API names them, as they stand in the address.

const MANY = [
  "type", "status", "entity", "speaker", "place", "country", "article", "source", "story",
  "exclude_type", "exclude_status", "exclude_entity", "exclude_speaker", "exclude_place", "exclude_country",
  "exclude_article", "exclude_source", "exclude_story",
];
const ONE = ["q", "actor_role", "bbox", "near", "datetime", "published", "min_confidence"];
const NAMES = new Set([...MANY, ...ONE]);
const REPEATED = new Set(MANY);
const UPPER = new Set(["type", "country", "exclude_type", "exclude_country"]);
const LOWER = new Set(["status", "exclude_status"]);

/** Immutable: each change gives another state. */
export class Filters {
  /** `pairs` of [name, value]; those that are no filters are left out. */
  constructor(pairs = [], sort = "") {
    this.pairs = pairs.filter(([name, value]) => NAMES.has(name) && value !== "");
    this.sort = sort;
  }

  static read(search) {
    const given = new URLSearchParams(search);
    return new Filters([...given].map(([name, value]) => [name, spell(name, value)]), given.get("sort") ?? "");
  }

  has(name, value) {
    return this.pairs.some(([each, held]) => each === name && held === value);
  }

  get(name) {
    return this.pairs.find(([each]) => each === name)?.[1] ?? "";
  }

  isEmpty() {
    return this.pairs.length === 0;
  }

  /** With the value if it is not there, without it if it is. */
  toggle(name, value) {
    return this.has(name, value) ? this.without(name, value) : this.with(name, value);
  }

  with(name, value) {
    const kept = REPEATED.has(name) ? this.pairs : this.pairs.filter(([each]) => each !== name);
    return new Filters([...kept, [name, value]], this.sort);
  }

  /** Without the value, or without all of the name. */
  without(name, value) {
    const kept = this.pairs.filter(([each, held]) => each !== name || (value !== undefined && held !== value));
    return new Filters(kept, this.sort);
  }

  sorted(sort) {
    return new Filters(this.pairs, sort);
  }

  /** The query string of the filters, and of what else a call takes: "?type=AID&top=12", or "". */
  write(more = {}) {
    const query = new URLSearchParams(this.pairs);
    for (const [name, value] of Object.entries(more)) if (value) query.append(name, value);
    const text = query.toString();
    return text ? `?${text}` : "";
  }
}

/** As the API's answers have it, which folds the case of what it is asked. */
function spell(name, value) {
  if (UPPER.has(name)) return value.toUpperCase();
  return LOWER.has(name) ? value.toLowerCase() : value;
}
