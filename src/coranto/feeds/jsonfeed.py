"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/) to a ``Feed``."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from json import JSONDecoder
from typing import Any

import msgspec

from coranto.errors import UnreadableInput
from coranto.feeds import values
from coranto.feeds.decode import NOT_XML
from coranto.feeds.entry import first_picture
from coranto.feeds.tags import MAX_ENTRIES
from coranto.model import Enclosure, Feed, FeedEntry

_Object = dict[str, Any]
_ITEMS = re.compile(r'"items"\s*:\s*\[')
_DECODER = JSONDecoder()


def read_json_feed(text: str, *, url: str) -> Feed:
    """Return the feed of a JSON document; of one that is cut off or damaged, the items before the damage.

    Raises:
        UnreadableInput: no JSON, or JSON that is no feed.
    """
    text = NOT_XML.sub("", text)
    try:
        return _feed(msgspec.json.decode(text), url)
    except (msgspec.DecodeError, RecursionError) as error:
        found = _salvage(text)
        if not found:
            raise UnreadableInput(f"no JSON that can be read: {error}") from error
        return replace(_feed(found, url), damaged=str(error))


def _salvage(text: str) -> _Object:
    """Return the head and the items of a damaged document, as far as they can be read one by one."""
    opening = _ITEMS.search(text)
    if opening is None:
        return {}
    items: list[Any] = []
    position = opening.end()
    with suppress(ValueError, RecursionError):
        while len(items) < MAX_ENTRIES:
            start = text.index("{", position)
            item, position = _DECODER.raw_decode(text, start)
            items.append(item)
    try:
        head = msgspec.json.decode(text[: opening.start()].rstrip().rstrip(",") + "}")
    except (msgspec.DecodeError, RecursionError):
        head = {}
    return {**head, "items": items} if items else {}


def _feed(found: object, url: str) -> Feed:
    if not isinstance(found, dict) or not isinstance(found.get("items", []), list) or not _looks_like_feed(found):
        raise UnreadableInput("JSON, but no JSON Feed", hint="a JSON Feed has 'version' and a list 'items'")
    base = url or _text(found, "feed_url") or _text(found, "home_page_url")
    site = values.absolute(base, _text(found, "home_page_url"))
    hubs = [hub for hub in _objects(found, "hubs") if _text(hub, "type").lower() in ("websub", "pubsubhubbub")]
    return Feed(
        title=values.one_line(_text(found, "title")),
        site=site,
        url=values.absolute(base, _text(found, "feed_url")),
        description=values.one_line(_text(found, "description")),
        language=_text(found, "language"),
        image=values.absolute(base, _text(found, "icon") or _text(found, "favicon")),
        authors=_authors(found),
        hub=values.absolute(base, _text(hubs[0], "url")) if hubs else "",
        next_url=values.absolute(base, _text(found, "next_url")),
        entries=tuple(_entry(item, site or base) for item in _objects(found, "items")[:MAX_ENTRIES]),
    )


def _looks_like_feed(found: _Object) -> bool:
    return "items" in found or "jsonfeed.org" in _text(found, "version")


def _entry(item: _Object, base: str) -> FeedEntry:
    published = values.read_time(_text(item, "date_published"))
    updated = values.read_time(_text(item, "date_modified"))
    content = values.absolute_links(base, _text(item, "content_html")) or values.as_markup(_text(item, "content_text"))
    return FeedEntry(
        id=_text(item, "id"),
        url=values.absolute(base, _text(item, "url") or _text(item, "external_url")),
        title=values.one_line(_text(item, "title"))[: values.LONGEST_TITLE],
        summary=values.as_markup(_text(item, "summary")),
        content=content,
        authors=_authors(item),
        published=published or updated,
        updated=updated,
        categories=values.unique([values.one_line(tag) for tag in _list(item, "tags") if isinstance(tag, str)]),
        enclosures=tuple(_enclosure(attachment, base) for attachment in _objects(item, "attachments")),
        image=values.absolute(base, _text(item, "image") or _text(item, "banner_image"))
        or first_picture(content, base),
        language=_text(item, "language"),
    )


def _enclosure(attachment: _Object, base: str) -> Enclosure:
    size = values.whole_number(_text(attachment, "size_in_bytes"))
    return Enclosure(values.absolute(base, _text(attachment, "url")), _text(attachment, "mime_type"), size)


def _authors(holder: _Object) -> tuple[str, ...]:
    """Return the names of ``authors`` (1.1) and ``author`` (1.0)."""
    people = _objects(holder, "authors") + ([holder["author"]] if isinstance(holder.get("author"), dict) else [])
    return values.unique([values.one_line(_text(person, "name") or _text(person, "url")) for person in people])


def _text(holder: _Object, key: str) -> str:
    """Return a value as text; numbers stand where text should in many feeds (ids above all)."""
    found = holder.get(key)
    if isinstance(found, bool) or not isinstance(found, str | int | float):
        return ""
    return str(found).strip()


def _list(holder: _Object, key: str) -> list[Any]:
    found = holder.get(key)
    return found if isinstance(found, list) else []


def _objects(holder: _Object, key: str) -> list[_Object]:
    return [found for found in _list(holder, key) if isinstance(found, dict)]
