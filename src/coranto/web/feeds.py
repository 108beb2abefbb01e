"""Feeds out: any list of stories or articles as Atom (RFC 4287), RSS 2.0 or JSON Feed 1.1.

Entries carry headline, summary and link, not the body: the text is its publisher's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.etree import ElementTree as Xml

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from coranto.app.reading.lines import ArticleLine, StoryLine
from coranto.web.asking import VARY, viewer_of
from coranto.web.render import key
from coranto.web.words import counted

FORMS = ("atom", "rss", "json")
ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Xml.register_namespace("atom", ATOM)
Xml.register_namespace("dc", _DC)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry, whatever the form."""

    address: str
    title: str
    summary: str
    author: str
    when: datetime
    language: str


@dataclass(frozen=True, slots=True)
class Channel:
    """What the feed is of: its own address, and the page it mirrors."""

    title: str
    own: str
    page: str
    when: datetime


def of_stories(request: Request, title: str, stories: Sequence[StoryLine]) -> Response:
    """Return a feed with one entry a story."""
    base = str(request.base_url)
    return _answer(
        request,
        title,
        [
            Entry(
                f"{base}story/{key(story.id)}",
                story.headline,
                f"{story.summary} ({counted(story.independent, 'independent report')})",
                ", ".join(paper.name for paper in story.publishers[:3]),
                story.last,
                story.language,
            )
            for story in stories
        ],
    )


def of_articles(request: Request, title: str, articles: Sequence[ArticleLine]) -> Response:
    """Return a feed with one entry an article."""
    base = str(request.base_url)
    entries = [
        Entry(f"{base}article/{key(line.id)}", line.title, line.summary, line.publisher.name, line.when, line.language)
        for line in articles
    ]
    return _answer(request, title, entries)


def _answer(request: Request, title: str, entries: Sequence[Entry]) -> Response:
    form = request.path_params["form"]
    if form not in FORMS:
        raise HTTPException(404)
    own = str(request.url)
    when = max((entry.when for entry in entries), default=viewer_of(request).now)
    channel = Channel(writable(title), own, own.replace(f"/feed.{form}", "") or str(request.base_url), when)
    entries = [_clean(entry) for entry in entries]
    body, media_type = _WRITERS[form](channel, entries)
    headers = {"Cache-Control": "max-age=300", "Vary": VARY}
    return Response(body, media_type=media_type, headers=headers)


def _atom(channel: Channel, entries: Sequence[Entry]) -> tuple[bytes, str]:
    root = Xml.Element("feed", xmlns=ATOM)  # as a plain attribute: no element needs a prefix then
    add(root, "title", channel.title)
    add(root, "id", channel.own)
    add(root, "updated", _iso(channel.when))
    Xml.SubElement(root, "link", rel="self", href=channel.own)
    Xml.SubElement(root, "link", rel="alternate", href=channel.page)
    for entry in entries:
        element = Xml.SubElement(root, "entry")
        add(element, "title", entry.title)
        add(element, "id", entry.address)
        add(element, "updated", _iso(entry.when))
        author = Xml.SubElement(element, "author")
        add(author, "name", entry.author or "Unknown")
        Xml.SubElement(element, "link", rel="alternate", href=entry.address)
        add(element, "summary", entry.summary)
    return xml(root), "application/atom+xml"


def _rss(channel: Channel, entries: Sequence[Entry]) -> tuple[bytes, str]:
    root = Xml.Element("rss", version="2.0")
    element = Xml.SubElement(root, "channel")
    add(element, "title", channel.title)
    add(element, "link", channel.page)
    add(element, "description", channel.title)
    add(element, "lastBuildDate", format_datetime(channel.when.astimezone(UTC)))
    Xml.SubElement(element, f"{{{ATOM}}}link", rel="self", href=channel.own, type="application/rss+xml")
    for entry in entries:
        item = Xml.SubElement(element, "item")
        add(item, "title", entry.title)
        add(item, "link", entry.address)
        add(item, "guid", entry.address)
        add(item, "pubDate", format_datetime(entry.when.astimezone(UTC)))
        add(item, f"{{{_DC}}}creator", entry.author)
        add(item, "description", entry.summary)
    return xml(root), "application/rss+xml"


def _json(channel: Channel, entries: Sequence[Entry]) -> tuple[bytes, str]:
    items = [
        {
            "id": entry.address,
            "url": entry.address,
            "title": entry.title,
            "content_text": entry.summary,
            "date_published": _iso(entry.when),
            "authors": [{"name": entry.author}] if entry.author else [],
            "language": entry.language or None,
        }
        for entry in entries
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.page,
        "feed_url": channel.own,
        "items": items,
    }
    return msgspec.json.encode(feed), "application/feed+json"


_WRITERS = {"atom": _atom, "rss": _rss, "json": _json}


def _clean(entry: Entry) -> Entry:
    return replace(entry, title=writable(entry.title), summary=writable(entry.summary), author=writable(entry.author))


def writable(text: str) -> str:
    """Drop what XML 1.0 cannot hold (2.2, Char)."""
    return _NOT_XML.sub("", text)


def add(parent: Xml.Element, tag: str, text: str) -> None:
    """Add an element that holds a text."""
    Xml.SubElement(parent, tag).text = text


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def xml(root: Xml.Element) -> bytes:
    """Return a document as it is sent."""
    written: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return written
