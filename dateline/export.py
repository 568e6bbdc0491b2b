"""`dateline export`: everything that matches, into a file."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, Literal, cast

import typer

from dateline.errors import Setup
from dateline.terminal import err, show_progress

if TYPE_CHECKING:
    from dateline.client import Dateline
    from dateline.client.calls import EventFilters

Values = Annotated[list[str] | None, typer.Option(rich_help_panel="Filters")]
Value = Annotated[str | None, typer.Option(rich_help_panel="Filters")]
What = Literal["events", "articles"]
Format = Literal["jsonl", "csv", "geojson"]
STANDARD_OUTPUT = Path("-")


def export(
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write; - is standard output.")],
    what: Annotated[What, typer.Option(help="Events, or the articles that have a matching one.")] = "events",
    format: Annotated[Format, typer.Option(help="Articles come as jsonl alone.")] = "jsonl",  # noqa: A002
    q: Annotated[str | None, typer.Option(help="Words of the evidence.", rich_help_panel="Filters")] = None,
    type_: Annotated[list[str] | None, typer.Option("--type", rich_help_panel="Filters")] = None,
    status: Values = None,
    entity: Values = None,
    speaker: Values = None,
    place: Values = None,
    country: Values = None,
    article: Values = None,
    source: Values = None,
    story: Values = None,
    bbox: Value = None,
    near: Value = None,
    datetime: Value = None,
    published: Value = None,
    min_confidence: Annotated[float | None, typer.Option(rich_help_panel="Filters")] = None,
    url: Annotated[str, typer.Option("--url", envvar="DATELINE_URL", help="Where Dateline is served.")] = (
        "http://127.0.0.1:8000"
    ),
    collection: Annotated[
        str | None, typer.Option("--collection", help="The collection to use; default: that of the key, else main.")
    ] = None,
) -> None:
    """Write all events that match (or their articles) to a file, which is there only once it is whole."""
    from dateline.client import Dateline

    given: dict[str, Any] = {
        "q": q, "type": type_, "status": status, "entity": entity, "speaker": speaker, "place": place,
        "country": country, "article": article, "source": source, "story": story, "bbox": bbox, "near": near,
        "datetime": datetime, "published": published, "min_confidence": min_confidence,
    }  # fmt: skip
    filters = cast("EventFilters", {name: value for name, value in given.items() if value is not None})
    with Dateline(url, collection) as client:
        if output == STANDARD_OUTPUT:
            write(client, sys.stdout.buffer, what, format, filters)
            return
        part = output.with_name(output.name + ".part")
        try:
            with part.open("wb") as file:
                count = write(client, file, what, format, filters)
            part.replace(output)
        except OSError as error:
            raise Setup(f"--output: {error.strerror}: {part}") from error
    err.print(f"{output}: {count} bytes", highlight=False)


def write(client: "Dateline", file: BinaryIO, what: What, format: Format, filters: "EventFilters") -> int:  # noqa: A002
    """Write an export to `file`, with a progress bar; the number of bytes."""
    total = client.count(**filters) if what == "events" and format != "csv" else None
    written = 0
    with show_progress() as bar, client.export(format, what=what, **filters) as chunks:
        task = bar.add_task("exporting", total=total)
        for chunk in chunks:
            file.write(chunk)
            written += len(chunk)
            # One item is one line; only the cells of CSV may hold some.
            bar.advance(task, chunk.count(b"\n"))
    return written
