"""``coranto search``: articles that match a query."""

from __future__ import annotations

from datetime import datetime

import click

from coranto.cli._shared import article_line, json_option, library_option, opened, write_line
from coranto.errors import InputError
from coranto.ports.index import SearchQuery, SearchResult
from coranto.text.dates import in_utc_unless_zoned, read_date


@click.command("search")
@click.argument("query")
@click.option("--since", metavar="DAY", help="From this day on.")
@click.option("--until", metavar="DAY", help="Before this day.")
@click.option("--language", default="", metavar="CODE", help="In this language (ISO 639-1).")
@click.option("--newest", is_flag=True, help="Newest first instead of best first.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000))
@library_option
@json_option
def command(
    query: str,
    since: str | None,
    until: str | None,
    language: str,
    newest: bool,
    limit: int,
    library: str | None,
    as_json: bool,
) -> None:
    """Search headlines and bodies; docs/reference/search.md shows the search language."""
    asked = SearchQuery(
        text=query,
        language=language,
        since=_day(since, "--since"),
        until=_day(until, "--until"),
        newest_first=newest,
        limit=limit,
    )
    with opened(library) as coranto:
        result = coranto.texts.search(asked)
        stored = {one.id: one for one in coranto.library.articles.get_many([hit.article for hit in result.hits])}
    if as_json:
        _print_data(result)
        return
    for hit in result.hits:
        if hit.article in stored:
            click.echo(article_line(stored[hit.article]))
            click.echo(f"    {_marked(hit.snippet, hit.marks)}")
    click.echo(f"{result.total} found")


def _day(given: str | None, flag: str) -> datetime | None:
    if given is None:
        return None
    day = read_date(given)
    if day is None:
        raise InputError(f"{given!r} is no day", where=flag, hint="write it as 2026-11-24")
    return in_utc_unless_zoned(day)


def _print_data(result: SearchResult) -> None:
    for hit in result.hits:
        write_line({"id": hit.article, "score": hit.score, "snippet": hit.snippet, "marks": hit.marks})


def _marked(snippet: str, marks: tuple[tuple[int, int], ...]) -> str:
    """Return the snippet on one line, matches in bold where the terminal can."""
    pieces, at = [], 0
    for start, end in marks:
        pieces += [snippet[at:start], click.style(snippet[start:end], bold=True)]
        at = end
    return " ".join("".join([*pieces, snippet[at:]]).split())
