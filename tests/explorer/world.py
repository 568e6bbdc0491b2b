"""What the explorer is shown: articles that the pipeline enriched, and a few made by hand for what is rare.

Each kind lies in a collection of its own, so that one test's articles do not change what another one counts.
"""

import re
from pathlib import Path
from typing import Any

import redis

from dateline.follower import Follower
from dateline.ledger import Ledger
from dateline.models import (
    Actor,
    Article,
    EnrichedArticle,
    Entity,
    EventDate,
    EventSource,
    Interval,
    Place,
    Quantity,
    Quote,
    Span,
    StageReport,
    Timex,
)
from dateline.settings import Settings
from tests.make import LEEDS, enriched, event, place_of, store, take
from workers import pipeline
from workers.pipeline import Pipeline

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT / "tests" / "fixtures" / "articles.jsonl"
SEED = ROOT.parent / "shared" / "seeds" / "000_586f377d8ea5ee54.txt"
WIRE = (
    "A gunman killed at least three people in a synagogue in Pittsburgh on Saturday, police said. The man opened fire"
    " during a morning service and wounded four officers before he gave himself up, witnesses told reporters."
)
OWN = (
    "On Saturday a gunman killed 11 people in Pittsburgh, the chief of police told reporters on Sunday. The mayor said"
    " that vigils would be held in every quarter of the city."
)
# One event of the world: a wire's report, a copy of it, and a later one of another paper's own.
TOLD = (
    Article(id="w1", text=f"PITTSBURGH (Wire) - {WIRE}", published_at="2018-10-27T15:00:00Z", source="The Wire"),
    Article(id="w2", text=WIRE, published_at="2018-10-27T16:00:00Z", source="Morning Post"),
    Article(id="w3", text=OWN, published_at="2018-10-28T09:00:00Z", source="The Herald", title="Eleven are dead"),
)
_HEADER = re.compile(r"\s*date (\d{4}-\d{2}-\d{2}) ")

# Characters that JavaScript counts as two stand before and in everything that is annotated.
SYMBOLS = (
    "🚨🚨 Breaking 🇬🇧: Marchers met police 👮🏽 in Léeds 𝔛 on Monday. “No 𝟗 years of this,” said Ann 🦊 Lee."
    " Three 🧍 people were hurt."
)
SYMBOLS_TITLE = "🎉 Leeds marches 🎉 on Monday"
SCRIPT = "<script>window.ran=1</script>"
IMAGE = "<img src=x onerror='window.ran=1'>"
HOSTILE = (
    f"{IMAGE} met police in Leeds on Monday, said {SCRIPT}. <b onmouseover='window.ran=1'>Bold</b>"
    " “<svg/onload=window.ran=1>”"
)


def fill(client: redis.Redis, loaded: Pipeline) -> None:
    """All collections."""
    lines = ARTICLES.read_text(encoding="utf-8").splitlines()
    articles = [Article.model_validate_json(line) for line in lines]
    store(client, [pipeline.enrich(loaded, article, 1) for article in articles])
    store(client, [pipeline.enrich(loaded, article, 1) for article in TOLD], "stories")
    if SEED.exists():
        store(client, [pipeline.enrich(loaded, read_document(SEED, "seed"), 1)], "seed")
    store(client, [make_symbols(), make_failed(), make_revision(1), make_revision(2)], "made")
    store(client, [make_hostile()], "hostile")
    fail(client, "failing", "retries")
    tell_stories(client, "main", "stories", "made", "hostile")


def fail(client: redis.Redis, article_id: str, collection: str) -> None:
    """An article that no attempt could enrich."""
    ledger = Ledger(client, collection, Settings())
    article = Article(id=article_id, text="Nurses marched through Leeds on Monday.", published_at="2018-10-29")
    claim = take(ledger, article)
    assert ledger.fail(claim, article_id, "the worker was killed three times")


def tell_stories(client: redis.Redis, *collections: str) -> None:
    """Have the follower take in all that was committed."""
    for collection in collections:
        follower = Follower(client, collection)
        while follower.follow():
            pass
        follower.release()


def commit(client: redis.Redis, collection: str, *names: str) -> None:
    """Articles of these names, each with one event, `event-NAME`, in Leeds."""
    for name in names:
        told = event(f"event-{name}", places=(place_of(LEEDS),))
        store(client, [enriched(name, [told], title=f"March {name}")], collection)


def read_document(path: Path, article_id: str, **fields: Any) -> Article:
    text = path.read_text(encoding="utf-8")
    header = _HEADER.match(text)
    assert header
    return Article(id=article_id, text=text[header.end() :], published_at=header[1], **fields)


def at(surface: str, text: str) -> dict[str, Any]:
    """The span of `surface` in `text`, in code points."""
    start = text.index(surface)
    return {"start": start, "end": start + len(surface), "surface": surface}


def make_symbols() -> EnrichedArticle:
    """An article full of characters beyond the first plane, with every kind of annotation, and a title with its own."""
    text = SYMBOLS
    day = Interval(begin="2018-10-29", end="2018-10-29")
    leeds = Place(id="p1", geonameid=2644688, name="Leeds", country="GB", admin1="England", lat=53.8, lon=-1.55,
                  feature_class="P", mentions=(Span(**at("Léeds 𝔛", text)),), confidence=0.9)  # fmt: skip
    lee = Entity(id="n1", key="person/ann-lee", type="PERSON", name="Ann Lee", aliases=("Ann 🦊 Lee",),
                 mentions=(Span(**at("Ann 🦊 Lee", text)),), confidence=0.8)  # fmt: skip
    monday = Timex(**at("Monday", text), id="t1", type="DATE", value="2018-10-29", interval=day, precision="day",
                   anchor="publication", confidence=0.9)  # fmt: skip
    quote = Quote(**at("No 𝟗 years of this,", text), id="q1", speaker="n1", speaker_text="Ann 🦊 Lee", cue="said",
                  direct=True, confidence=0.7)  # fmt: skip
    three = Quantity(**at("Three 🧍 people", text), id="m1", value=3, unit="people", role="injured", confidence=0.8)
    march = event(
        "sym1", trigger=Span(**at("met", text)), main=True, places=(place_of(leeds),), quantities=("m1",),
        evidence=Span(**at("🚨🚨 Breaking 🇬🇧: Marchers met police 👮🏽 in Léeds 𝔛 on Monday.", text)),
        actors=(Actor(**at("Marchers", text), role="actor", name="Marchers"),
                Actor(**at("police 👮🏽", text), role="recipient", name="police")),
        source=EventSource(speaker="n1", key="person/ann-lee", speaker_text="Ann 🦊 Lee", quote="q1"),
        date=EventDate(value="2018-10-29", interval=day, precision="day", basis="clause", timex="t1"),
    )  # fmt: skip
    title = {
        "places": [{**leeds.model_dump(mode="json", exclude={"mentions"}),
                    "mentions": [_in_title("Leeds")]}],
        "dates": [{**monday.model_dump(mode="json", exclude={"start", "end", "surface"}), **_in_title("Monday")}],
    }  # fmt: skip
    return enriched(
        "symbols", [march], text=text, title=SYMBOLS_TITLE, in_title=title, source="The 🦊 Paper",
        places=(leeds,), entities=(lee,), dates=(monday,), quotes=(quote,), quantities=(three,),
    )  # fmt: skip


def _in_title(surface: str) -> dict[str, Any]:
    found = at(surface, SYMBOLS_TITLE)
    return {"title_start": found["start"], "title_end": found["end"], "surface": surface}


def make_failed() -> EnrichedArticle:
    """An article of which one stage found nothing, one failed and one was left out."""
    whole = enriched("in-part", [event("part1")], status="partial", title="A march in Leeds")
    stages = {
        **whole.stages,
        "quotes": StageReport(state="done", found=0, milliseconds=0.4),
        "quantities": StageReport(state="failed", milliseconds=3.0, error="ValueError"),
        "places": StageReport(state="skipped", error="language"),
    }
    return whole.model_copy(update={"stages": stages})


def make_revision(number: int) -> EnrichedArticle:
    """One of two revisions: three were hurt at first, then eleven; one event goes, one comes, one stays."""
    hurt = "Three" if number == 1 else "Eleven"
    text = f"Marchers met police in Leeds on Monday. {hurt} people were hurt. Trump spoke in Illinois."
    first = event("rev-march", evidence=Span(**at("Marchers met police in Leeds on Monday.", text)))
    second = event(
        f"rev-hurt-{number}", type="ACCIDENT", trigger=Span(**at("hurt", text)),
        evidence=Span(**at(f"{hurt} people were hurt.", text)),
    )  # fmt: skip
    return enriched(
        "revised", [first, second], text=text, title=f"{hurt} hurt in Leeds", revision=number, places=(), entities=()
    )


def make_hostile() -> EnrichedArticle:
    """Markup and scripts wherever an article has words."""
    text = HOSTILE
    who = Entity(id="n1", key="person/img", type="PERSON", name=IMAGE, aliases=(SCRIPT,), titles=(SCRIPT,),
                 mentions=(Span(**at(IMAGE, text)),), confidence=0.8)  # fmt: skip
    said = Quote(**at("<svg/onload=window.ran=1>", text), id="q1", speaker="n1", speaker_text=IMAGE, cue=SCRIPT,
                 direct=True, confidence=0.7)  # fmt: skip
    place = Place(id="p1", geonameid=2644688, name=f"Leeds{SCRIPT}", country="GB", admin1=IMAGE, lat=53.8, lon=-1.55,
                  mentions=(Span(**at("Leeds", text)),), confidence=0.9)  # fmt: skip
    told = event(
        "hostile1", trigger=Span(**at("met", text)), evidence=Span(**at(f"{IMAGE} met police in Leeds", text)),
        actors=(Actor(**at(IMAGE, text), role="actor", entity="n1", key="person/img", name=IMAGE),),
        places=(place_of(place),), mode=None, source=EventSource(speaker="n1", key="person/img", speaker_text=IMAGE),
    )  # fmt: skip
    return enriched(
        "hostile", [told], text=text, title=f"{SCRIPT}{IMAGE}", source=f"\"'>{SCRIPT}", authors=(IMAGE,),
        url="https://courier.example/?q=%3Cscript%3E&x='\"><script>window.ran=1</script>",
        metadata={SCRIPT: IMAGE}, places=(place,), entities=(who,), quotes=(said,),
    )  # fmt: skip
