"""The `dateline` command.  Whatever is heavy is imported by the command that needs it."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import SecretStr

from dateline import __version__, care, keyring, log
from dateline.bulk import command as bulk
from dateline.errors import DatelineError
from dateline.export import export
from dateline.settings import read_settings, require_redis_url
from dateline.terminal import err, out, parse_instant, post_and_follow, tabulate
from dateline.top import top

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="News articles in; dated, located, attributed events out."
    "  Commands that call a service which needs a key read it from the environment: DATELINE_KEY.",
)
DEFAULT_URL = "http://127.0.0.1:8000"
ServiceUrl = Annotated[str, typer.Option("--url", envvar="DATELINE_URL", help="Where Dateline is served.")]
CollectionName = Annotated[
    str | None, typer.Option("--collection", help="The collection to use; default: that of the key, else main.")
]
Many = Annotated[list[str] | None, typer.Option()]


def main() -> None:
    """Run the command; its logs go to standard error, so that standard output holds results alone.

    Errors that a user can meet end it with their message and code 1, not a traceback.
    """
    log.configure("warning")
    try:
        app()
    except DatelineError as error:
        err.print(f"[bold red]{error.title}[/]: {error}", highlight=False)
        sys.exit(1)


@app.command()
def up(
    host: Annotated[str | None, typer.Option(help="Address to serve on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to serve on.")] = None,
    data: Annotated[Path | None, typer.Option(help="Folder of the embedded Redis.")] = None,
    workers: Annotated[int | None, typer.Option(help="Worker processes.")] = None,
    redis_url: Annotated[str | None, typer.Option(help="Use this Redis, not an embedded one.")] = None,
    load: Annotated[Path | None, typer.Option(help="Post the articles of this folder, then show their events.")] = None,
) -> None:
    """Start Redis, the APIs and the workers on this machine, and serve until Ctrl-C."""
    from dateline.up import run

    given = {"host": host, "port": port, "data": data, "workers": workers}
    settings = read_settings({name: value for name, value in given.items() if value is not None})
    run(settings, None if redis_url is None else SecretStr(require_redis_url(redis_url)), load)


app.command()(bulk.enrich)
app.command()(bulk.load)


@app.command()
def post(
    files: Annotated[list[Path], typer.Argument(help="Plain texts with a date header, JSON or HTML.", exists=True)],
    url: ServiceUrl = DEFAULT_URL,
    collection: CollectionName = None,
) -> None:
    """Post articles and follow them until they are enriched."""
    from dateline.client import Dateline

    with Dateline(url, collection) as client:
        if not post_and_follow(client, files):
            raise typer.Exit(1)


@app.command()
def events(
    q: Annotated[str | None, typer.Option(help="Words of the evidence.")] = None,
    type_: Annotated[list[str] | None, typer.Option("--type")] = None,
    status: Many = None,
    entity: Many = None,
    speaker: Many = None,
    place: Many = None,
    country: Many = None,
    article: Many = None,
    source: Many = None,
    bbox: Annotated[str | None, typer.Option(help="west,south,east,north")] = None,
    near: Annotated[str | None, typer.Option(help="lat,lon,radius: 29.4,-98.5,500km")] = None,
    datetime: Annotated[str | None, typer.Option(help="A day, or begin/end.")] = None,
    published: Annotated[str | None, typer.Option(help="The same, of the article.")] = None,
    min_confidence: Annotated[float | None, typer.Option()] = None,
    sort: Annotated[str | None, typer.Option(help="date, published or confidence; - for downwards.")] = None,
    limit: Annotated[int, typer.Option(help="How many at most.", min=1)] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="JSON lines, not a table.")] = False,
    url: ServiceUrl = DEFAULT_URL,
    collection: CollectionName = None,
) -> None:
    """Show events that match all filters, newest first; a repeated filter means any of its values."""
    from itertools import islice

    from dateline.client import Dateline

    filters: dict[str, Any] = {
        "q": q, "type": type_, "status": status, "entity": entity, "speaker": speaker, "place": place,
        "country": country, "article": article, "source": source, "bbox": bbox, "near": near, "datetime": datetime,
        "published": published, "min_confidence": min_confidence, "sort": sort, "limit": min(limit, 1000),
    }  # fmt: skip
    with Dateline(url, collection) as client:
        found = islice(client.events(**filters), limit)
        if as_json:
            for event in found:
                sys.stdout.write(event.model_dump_json() + "\n")
        else:
            out.print(tabulate(found))


app.command()(export)
app.command()(top)
app.add_typer(keyring.app, name="keys")
app.add_typer(care.retention, name="retention")
app.command()(care.backup)
app.command()(care.restore)
app.command()(care.doctor)


@app.command()
def status(
    article_id: Annotated[str | None, typer.Argument(help="An article; all of them if left out.")] = None,
    url: ServiceUrl = DEFAULT_URL,
    collection: CollectionName = None,
) -> None:
    """Show how many articles are queued, enriched and failed, or how far one is."""
    from dateline.client import Dateline

    with Dateline(url, collection) as client:
        if article_id is None:
            found = client.overview()
            out.print(
                f"{found.succeeded + found.partial} enriched ({found.partial} of them in part), {found.failed} failed,"
                f" {found.running} running, {found.queued} queued",
                highlight=False,
            )
            return
        article = client.status(article_id)
        out.print(
            f"{article.id} revision {article.revision}: {article.status}, {article.attempts} attempts", highlight=False
        )
        for name, report in article.stages.items():
            detail = report.error or ("" if report.found is None else f"{report.found} found")
            out.print(f"  {name:<12}{report.state:<9}{detail}", highlight=False)


@app.command()
def reenrich(
    everything: Annotated[
        bool, typer.Option("--all/--older", help="All articles, or those that an older pipeline enriched.")
    ] = False,
    pace: Annotated[
        int, typer.Option(help="How many may wait at once: fewer leave more room for new ones.", min=1)
    ] = 20,
    before: Annotated[str | None, typer.Option(help="Only those that ended before this time (RFC 3339).")] = None,
    url: ServiceUrl = DEFAULT_URL,
    collection: CollectionName = None,
) -> None:
    """Bring enriched articles up to date with the pipeline that the workers run, in the background.

    It can be stopped and started again at any time; until an article is done, its events stay as they are.
    """
    from dateline.client import Dateline
    from dateline.terminal import reenrich as queue_all

    with Dateline(url, collection) as client:
        queued = queue_all(client, "all" if everything else "older", parse_instant(before), pace)
    out.print(f"{queued} articles queued to be enriched again.", highlight=False)


@app.command()
def version() -> None:
    """Show the version."""
    out.print(__version__, highlight=False)


if __name__ == "__main__":
    main()
