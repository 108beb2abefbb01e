"""The parsers that Coranto is measured against, each as a function to the same ``Feed``."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from coranto.feeds import values
from coranto.feeds.parse import parse_feed
from coranto.model import Enclosure, Feed, FeedEntry

Parser = Callable[[bytes, str], Feed]
"""From a feed's bytes and address to a feed; raises for what it cannot read."""

_NAMES = {"feedparser": "feedparser", "fastfeedparser": "fastfeedparser", "feedparser-rs": "feedparser_rs"}


def peers() -> dict[str, Parser]:
    """Return Coranto and every peer that is installed (the dependency group ``bench`` has them all)."""
    found: dict[str, Parser] = {"coranto": lambda data, url: parse_feed(data, url=url)}
    for name, module in _NAMES.items():
        if find_spec(module):
            found[name] = _adapt(name, import_module(module).parse)
    return found


def _adapt(name: str, parse: Callable[..., Any]) -> Parser:
    """Return a peer as a ``Parser``; only feedparser can be told where a document was fetched from."""
    if name == "feedparser":
        return lambda data, url: as_feed(parse(data, response_headers={"content-location": url} if url else None))
    return lambda data, _: as_feed(parse(data))


def as_feed(parsed: Any) -> Feed:  # noqa: ANN401 - three libraries' own objects, alike by convention only
    """Return feedparser's kind of result as a ``Feed``."""
    head = parsed.feed
    return Feed(
        title=values.plain_text(_text(head, "title")),
        site=_text(head, "link"),
        description=_text(head, "subtitle") or _text(head, "description"),
        language=_text(head, "language"),
        updated=_time(head, "updated") or _time(head, "published"),
        image=_first(_get(head, "image"), "href", "url") or _text(head, "logo"),
        authors=_people(head),
        entries=tuple(_entry(entry) for entry in parsed.entries),
    )


def _entry(entry: Any) -> FeedEntry:  # noqa: ANN401 - as above
    return FeedEntry(
        id=_text(entry, "id"),
        url=_text(entry, "link"),
        title=values.plain_text(_text(entry, "title")),
        summary=_text(entry, "summary") or _text(entry, "description"),
        content=" ".join(_text(part, "value") for part in _list(entry, "content")),
        authors=_people(entry),
        published=_time(entry, "published") or _time(entry, "created"),
        updated=_time(entry, "updated"),
        categories=tuple(name for tag in _list(entry, "tags") for name in (_text(tag, "term"), _text(tag, "label"))),
        enclosures=tuple(Enclosure(_first(part, "href", "url")) for part in _list(entry, "enclosures")),
        image=_first(_get(entry, "image"), "href", "url"),
        language=_text(entry, "language"),
        source_title=_first(_get(entry, "source"), "title"),
    )


def _people(holder: Any) -> tuple[str, ...]:  # noqa: ANN401 - as above
    named = [_first(person, "name", "email") for person in _list(holder, "authors")]
    return tuple(name for name in (*named, _text(holder, "author")) if name)


def _time(holder: Any, name: str) -> datetime | None:  # noqa: ANN401 - as above
    parsed = _get(holder, name + "_parsed")
    if isinstance(parsed, tuple) and len(parsed) == 9:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    return values.read_time(_text(holder, name))


def _first(holder: Any, *names: str) -> str:  # noqa: ANN401 - as above
    return next((text for name in names if (text := _text(holder, name))), "")


def _list(holder: Any, name: str) -> Iterable[Any]:  # noqa: ANN401 - as above
    return _get(holder, name) or ()


def _text(holder: Any, name: str) -> str:  # noqa: ANN401 - as above
    found = _get(holder, name)
    return found if isinstance(found, str) else ""


def _get(holder: Any, name: str) -> Any:  # noqa: ANN401 - as above
    if holder is None:
        return None
    try:
        return holder.get(name)
    except AttributeError:
        return getattr(holder, name, None)
