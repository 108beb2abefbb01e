"""What a labelled feed case says, as facts, and whether a parsed feed still holds them."""

from __future__ import annotations

import ast
import calendar
import html
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from coranto.feeds import values
from coranto.model import Feed, FeedEntry
from coranto.text.urls import is_web_url

FEED = -1
"""The holder of a fact about the feed itself; entries are numbered from 0."""

_FEEDPARSER_NAMES = {
    "title": "title",
    "title_detail": "title",
    "link": "link",
    "id": "id",
    "guid": "id",
    "updated": "date",
    "updated_parsed": "date",
    "modified": "date",
    "modified_parsed": "date",
    "published": "date",
    "published_parsed": "date",
    "issued": "date",
    "created": "date",
    "created_parsed": "date",
    "author": "author",
    "author_detail": "author",
    "authors": "author",
    "summary": "summary",
    "summary_detail": "summary",
    "description": "summary",
    "subtitle": "summary",
    "subtitle_detail": "summary",
    "tagline": "summary",
    "tagline_detail": "summary",
    "content": "content",
    "tags": "category",
    "category": "category",
    "categories": "category",
    "enclosures": "enclosure",
    "language": "language",
    "image": "image",
    "logo": "image",
}
_KEPT_PARTS = frozenset(("value", "href", "name", "email", "term", "label", "url", "title"))
"""Keys below a fact whose value Coranto keeps; types, languages, schemes and sizes of a part are not facts."""
_SECOND = timedelta(seconds=1)
"""feedparser drops what is below it."""
_NOT_KEPT = {("image", "title"), ("author", "email"), ("author", "href"), ("author", "url")}
"""A person is kept by name; the address only where no name is given."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a feed says of itself or of an entry."""

    holder: int
    name: str
    value: str | datetime


def expected_by_feedparser(expression: str) -> list[Fact]:
    """Return the facts in an ``Expect:`` line of feedparser's cases that are of a kind that Coranto keeps."""
    found: list[Fact] = []
    for node in ast.walk(ast.parse(expression.strip(), mode="eval")):
        if not isinstance(node, ast.Compare) or not all(isinstance(op, ast.Eq) for op in node.ops):
            continue
        *paths, last = (node.left, *node.comparators)
        try:
            value = ast.literal_eval(last)
        except ValueError:
            continue
        for path in paths:
            found += _fact(_keys(path), value)
    return found


def _keys(node: ast.expr) -> list[Any]:
    """Return the names and indexes of ``entries[0]['title']``, outermost first."""
    if isinstance(node, ast.Subscript):
        return [*_keys(node.value), node.slice.value if isinstance(node.slice, ast.Constant) else None]
    if isinstance(node, ast.Attribute):
        return [*_keys(node.value), node.attr]
    return [node.id] if isinstance(node, ast.Name) else [None]


def _fact(keys: list[Any], value: object) -> list[Fact]:
    if len(keys) > 2 and keys[0] == "entries" and isinstance(keys[1], int):
        holder, rest = keys[1], keys[2:]
    elif len(keys) > 1 and keys[0] == "feed":
        holder, rest = FEED, keys[1:]
    else:
        return []
    name = _FEEDPARSER_NAMES.get(str(rest[0]))
    parts = [part for part in rest[1:] if isinstance(part, str)]
    if name is None or (parts and (parts[0] not in _KEPT_PARTS or (name, parts[0]) in _NOT_KEPT)):
        return []
    read = _date(value) if name == "date" else value
    return [Fact(holder, name, read)] if isinstance(read, str | datetime) and read else []


def _date(value: object) -> datetime | None:
    if isinstance(value, tuple) and len(value) == 9:
        return datetime.fromtimestamp(calendar.timegm(value), UTC)
    return values.read_time(value) if isinstance(value, str) else None


def expected_by_gofeed(parsed: dict[str, Any]) -> list[Fact]:
    """Return the facts in the expected parse of a gofeed case (its RSS or Atom form)."""
    found = list(_gofeed_facts(FEED, parsed))
    for number, entry in enumerate(parsed.get("items") or parsed.get("entries") or []):
        found += _gofeed_facts(number, entry)
    return [fact for fact in found if fact.value]


def _gofeed_facts(holder: int, part: dict[str, Any]) -> Iterator[Fact]:
    """Yield what one part says; a date that gofeed could not read either has no ``Parsed`` form and is no fact."""
    for key, name in (("title", "title"), ("description", "summary"), ("subtitle", "summary"), ("summary", "summary")):
        yield Fact(holder, name, str(part.get(key) or ""))
    for key in ("publishedParsed", "updatedParsed", "pubDateParsed", "lastBuildDateParsed"):
        if when := _date(part.get(key) or ""):
            yield Fact(holder, "date", when)
    yield Fact(holder, "language", str(part.get("language") or ""))
    yield Fact(holder, "id", _gofeed_id(part) if holder != FEED else "")
    yield Fact(holder, "link", _gofeed_link(part))
    content = part.get("content") or ""
    yield Fact(holder, "content", str(content.get("value") or "") if isinstance(content, dict) else content)
    for person in [*(part.get("authors") or []), part.get("author") or "", part.get("managingEditor") or ""]:
        yield Fact(
            holder, "author", person if isinstance(person, str) else person.get("name") or person.get("email") or ""
        )
    for category in part.get("categories") or []:
        yield Fact(holder, "category", category.get("value") or category.get("label") or category.get("term") or "")
    for enclosure in part.get("enclosures") or []:
        yield Fact(holder, "enclosure", enclosure.get("url") or "")
    if holder == FEED:
        yield Fact(holder, "image", (part.get("image") or {}).get("url") or part.get("logo") or "")
    elif isinstance(part.get("source"), dict):
        yield Fact(holder, "source", part["source"].get("title") or "")


def _gofeed_id(part: dict[str, Any]) -> str:
    guid = part.get("guid") or part.get("id") or ""
    return str(guid.get("value") or "") if isinstance(guid, dict) else str(guid)


def _gofeed_link(part: dict[str, Any]) -> str:
    if isinstance(part.get("link"), str):
        return str(part["link"])
    links = [link for link in part.get("links") or [] if isinstance(link, dict)]
    return next((link.get("href") or "" for link in links if link.get("rel") == "alternate"), "")


def said_by_peer(feed: Feed) -> list[Fact]:
    """Return titles, ids, web links and dates of a peer's parse, for cases that come without an expectation."""
    found = [Fact(FEED, "title", feed.title), Fact(FEED, "link", feed.site)]
    for number, entry in enumerate(feed.entries):
        found += [Fact(number, "title", entry.title), Fact(number, "id", entry.id), Fact(number, "link", entry.url)]
        found += [Fact(number, "date", when) for when in (entry.published, entry.updated) if when]
    return [fact for fact in found if fact.value and (fact.name != "link" or is_web_url(str(fact.value)))]


def survives(fact: Fact, feed: Feed) -> bool:
    """Whether the feed still says it."""
    if fact.holder == FEED:
        return _in_feed(fact, feed)
    return fact.holder < len(feed.entries) and _in_entry(fact, feed.entries[fact.holder])


def _in_feed(fact: Fact, feed: Feed) -> bool:
    held: dict[str, tuple[object, ...]] = {
        "title": (feed.title,),
        "link": (feed.site, feed.url),
        "date": (feed.updated,),
        "summary": (feed.description,),
        "author": feed.authors,
        "language": (feed.language,),
        "image": (feed.image,),
    }
    return fact.name not in held or _said(fact, held[fact.name])


def _in_entry(fact: Fact, entry: FeedEntry) -> bool:
    held: dict[str, tuple[object, ...]] = {
        "title": (entry.title,),
        "link": (entry.url,),
        "id": (entry.id,),
        "date": (entry.published, entry.updated),
        "summary": (entry.summary, entry.content),
        "content": (entry.content, entry.summary),
        "author": entry.authors,
        "category": entry.categories,
        "enclosure": tuple(enclosure.url for enclosure in entry.enclosures),
        "language": (entry.language,),
        "image": (entry.image,),
        "source": (entry.source_title,),
    }
    return _said(fact, held[fact.name])


def _said(fact: Fact, held: tuple[object, ...]) -> bool:
    if isinstance(fact.value, datetime):
        return any(isinstance(when, datetime) and abs(when - fact.value) < _SECOND for when in held)
    texts = [value for value in held if isinstance(value, str)]
    if fact.name == "author":
        return any(text and (text in fact.value or fact.value in text) for text in texts)
    return any(_same_text(fact.value, text) for text in texts)


def _same_text(expected: str, got: str) -> bool:
    """Whether both show the same words: as they stand, or one of them or both read as HTML."""
    plain = values.plain_text(expected)
    shown = (values.one_line(got), values.one_line(html.unescape(got)), values.plain_text(got))
    return values.one_line(expected) in shown or plain in shown
