"""``/search``: full text with filters."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from coranto.app.problems import sentence_of
from coranto.app.reading.search import SearchPage, search_page
from coranto.errors import InputError
from coranto.ports.index import SearchQuery
from coranto.web import feeds
from coranto.web.asking import page_number, site_of, spend, viewer_of
from coranto.web.render import page

_LONGEST = 500
_FILTERS = ("publisher", "author", "hashtag", "language", "agency")


def show(request: Request) -> Response:
    """Show the form, and what was found. A query that cannot be read is said, not guessed."""
    query = _query(request)
    given = {name: request.query_params.get(name, "") for name in ("q", "since", "until", "order", *_FILTERS)}
    found, problem = None, ""
    if _asks(query):
        try:
            found = _search(request, query)
        except InputError as error:
            problem = sentence_of(error)
    return page(request, "search.html", 400 if problem else 200, found=found, problem=problem, given=given)


def feed(request: Request) -> Response:
    """Give what a search finds, newest first, as a feed."""
    found = _search(request, _query(request, newest_first=True))
    return feeds.of_articles(request, f"Search: {found.query.text}", found.shown.items)


def _search(request: Request, query: SearchQuery) -> SearchPage:
    spend(request, "search")
    coranto = site_of(request).coranto
    return search_page(coranto.library, coranto.texts, viewer_of(request), query, page_number(request))


def _asks(query: SearchQuery) -> bool:
    return bool(query.text or any(getattr(query, name) for name in _FILTERS) or query.since or query.until)


def _query(request: Request, *, newest_first: bool = False) -> SearchQuery:
    asked = {name: value.strip()[:_LONGEST] for name, value in request.query_params.items()}
    return SearchQuery(
        text=asked.get("q", ""),
        **{name: asked.get(name, "") for name in _FILTERS},  # type: ignore[arg-type]  # all of them are text
        since=_day(asked.get("since", ""), viewer_of(request).zone),
        until=_day(asked.get("until", ""), viewer_of(request).zone),
        newest_first=newest_first or asked.get("order") == "newest",
    )


def _day(given: str, zone: str) -> datetime | None:
    """Return the start of a day as the reader's zone has it."""
    try:
        return datetime.strptime(given, "%Y-%m-%d").replace(tzinfo=ZoneInfo(zone))
    except ValueError:
        return None
