"""One ``item`` or ``entry`` to a ``FeedEntry``: each fact is looked for under the names that feeds give it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from coranto.feeds import values
from coranto.feeds.constructs import NO_TEXT, Text, base_of, language_of, read_text
from coranto.feeds.document import Element
from coranto.feeds.tags import Children, Scope, attribute, children, named
from coranto.model import Enclosure, FeedEntry

_TITLES = ("title", "dc:title", "itunes:title", "media:title")
_SUMMARIES = (
    "description",
    "summary",
    "abstract",
    "dc:description",
    "dcterms:abstract",
    "itunes:summary",
    "media:description",
    "itunes:subtitle",
)
_CONTENTS = ("content:encoded", "content", "xhtml:body", "body", "fullitem", "xhtml:div")
_IDS = ("guid", "id", "dc:identifier")
_PUBLISHED = (
    "published",
    "pubdate",
    "issued",
    "dcterms:issued",
    "dcterms:available",
    "created",
    "dcterms:created",
    "dc:date",
)
_UPDATED = ("updated", "modified", "dcterms:modified", "lastbuilddate", "dc:date")
_PEOPLE = ("author", "dc:creator", "dc:author", "itunes:author", "managingeditor")
CATEGORIES = ("category", "dc:subject", "itunes:category", "media:category")
_KEYWORD_LISTS = ("itunes:keywords", "media:keywords", "keywords", "tags")
_MOST_CATEGORIES = 200
_PAGES = ("", "text/html", "application/xhtml+xml")
_PICTURES = ("media:thumbnail", "itunes:image", "image", "itunes:link")
_PICTURE = re.compile(r"<img\s[^<>]{0,1000}?\bsrc\s*=\s*[\"']([^\"'<>]{5,2000})[\"'][^<>]{0,2000}>", re.IGNORECASE)
_PIXEL = re.compile(
    r"\b(?:width|height)\s*=\s*[\"']?[01](?:px)?[\"'\s>]|/(?:pixel|count|stats?|track|emoji)[./?-]", re.IGNORECASE
)
_SEARCHED = 20_000
_IMAGES = frozenset((*_PICTURES, "media:content", "enclosure"))
_PROXIES = ("feedproxy.google.com", "feeds.feedburner.com", "feedburner.com", "feedsportal.com")


class Link(NamedTuple):
    """A link of an entry or a feed; ``own`` marks one that gave no relation and so has ``alternate``."""

    rel: str
    type: str
    address: str
    own: bool
    length: str


def read_entry(element: Element, scope: Scope) -> FeedEntry:
    """Return the entry that an element holds."""
    if scope.based:
        scope = replace(scope, base=base_of(element, scope), top=element)
    parts = children(element, scope.home)
    _spread_groups(parts, scope)
    links = read_links(parts, scope)
    identity = _identity(element, parts, scope)
    summary, content = _bodies(parts, scope)
    published = first_time(parts, _PUBLISHED)
    updated = first_time(parts, _UPDATED) or values.read_time(attribute(element, "lastmod"))
    return FeedEntry(
        id=identity,
        url=_address(element, parts, links, scope, identity),
        title=first_text(parts, _TITLES, scope).line,
        summary=summary.html,
        content=content.html,
        authors=people(parts, _PEOPLE, scope),
        published=published or updated,
        updated=updated,
        categories=categories(parts),
        enclosures=tuple(_enclosures(parts, links, scope)),
        image=_image(parts, scope) or first_picture(content.html or summary.html, scope.base),
        language=_language(element, parts, scope),
        source_title=_source_title(parts, scope),
    )


def first_text(parts: Children, names: tuple[str, ...], scope: Scope) -> Text:
    """Return the first of these elements that has any text."""
    for element in named(parts, names):
        text = read_text(element, scope)
        if text.value:
            return text
    return NO_TEXT


def first_time(parts: Children, names: tuple[str, ...]) -> datetime | None:
    """Return the date under the first of these names that has one; said twice, the last one counts."""
    for name in names:
        for element in reversed(parts[name]) if name in parts else ():
            found = values.read_time(element.text or "")
            if found:
                return found
    return None


def people(parts: Children, names: tuple[str, ...], scope: Scope) -> tuple[str, ...]:
    """Return the people of these elements by name, or by address where that is all there is."""
    return values.unique([_person(element, scope) for element in named(parts, names)])


def _person(element: Element, scope: Scope) -> str:
    if not len(element):
        return values.person_name(element.text or "")
    inner = children(element, scope.home)
    found = first_text(inner, ("name", "itunes:name", "email", "itunes:email", "uri", "url"), scope).line
    return found or values.person_name("".join(element.itertext()))


def categories(parts: Children) -> tuple[str, ...]:
    """Return terms and, where it differs, the label made for people."""
    found: list[str] = []
    for element in named(parts, CATEGORIES):
        found += [
            attribute(element, "label"),
            attribute(element, "term", "text", "value"),
            values.plain_text("".join(element.itertext())),
        ]
        found += [attribute(inner, "text") for inner in element]
    for element in named(parts, _KEYWORD_LISTS):
        found += [word.strip() for word in (element.text or "").split(",")]
    return values.unique([values.one_line(name) for name in found])[:_MOST_CATEGORIES]


def read_links(parts: Children, scope: Scope) -> list[Link]:
    """Return every link with an address, made absolute."""
    found = []
    for element in parts.get("link", ()):
        attributes = dict(element.attrib)
        address = values.absolute(base_of(element, scope), attribute(attributes, "href") or element.text or "")
        if address:
            rel = (attributes.get("rel") or "alternate").lower().rpartition("/")[2]
            kind = (attributes.get("type") or "").lower()
            found.append(Link(rel, kind, address, not attributes.get("rel"), attributes.get("length", "")))
    return found


def best_link(links: list[Link], scope: Scope) -> str:
    """Return the link to the page: in RSS the last one without a relation, else the first alternate in HTML, or any."""
    alternates = [link for link in links if link.rel == "alternate"]
    pages = [link for link in alternates if link.type in _PAGES]
    own = [] if scope.atom else [link for link in pages if link.own]
    best = own[-1:] or pages or alternates
    return best[0].address if best else ""


def _identity(element: Element, parts: Children, scope: Scope) -> str:
    for found in named(parts, _IDS):
        text = values.one_line("".join(found.itertext()))
        if text:
            relative = scope.based or text.startswith(("/", "./", "../"))
            return values.absolute(base_of(found, scope), text) if relative and found in parts.get("id", ()) else text
    return attribute(element, "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about")


def _address(element: Element, parts: Children, links: list[Link], scope: Scope, identity: str) -> str:
    """Return the page's address: the link, unless a proxy of feeds stands in it and the publisher's own is told too."""
    link = best_link(links, scope) or values.absolute(base_of(element, scope), attribute(element, "href"))
    for origin in parts.get("feedburner:origlink", ()):
        if not link or any(proxy in link for proxy in _PROXIES):
            link = values.absolute(scope.base, origin.text or "") or link
    if link:
        return link
    guids = parts.get("guid", ())
    permanent = all((guid.get("isPermaLink") or guid.get("ispermalink") or "true").lower() != "false" for guid in guids)
    if identity and guids and permanent:
        return values.absolute(base_of(element, scope), identity)
    return identity if identity.startswith(("http://", "https://")) and not guids else ""


def _bodies(parts: Children, scope: Scope) -> tuple[Text, Text]:
    """Return summary and content; where there are only descriptions, two of them are a short and a long one."""
    content = first_text(parts, _CONTENTS, scope)
    said = [read_text(element, scope) for element in named(parts, _SUMMARIES)]
    said = [text for text in said if text.value]
    if content.value or not said:
        return (said[0] if said else NO_TEXT), content
    others = [text for text in said[1:] if text.value != said[0].value]
    if not others:
        return said[0], NO_TEXT
    short, long = sorted((said[0], max(others, key=_length)), key=_length)
    return short, long


def _length(text: Text) -> int:
    return len(text.value)


def _enclosures(parts: Children, links: list[Link], scope: Scope) -> Iterator[Enclosure]:
    """Yield the media files; those of Media RSS only where the entry has no others."""
    files = parts.get("enclosure") or ()
    linked = [link for link in links if link.rel == "enclosure"]
    if not files and not linked:
        files = [e for e in parts.get("media:content", ()) if _medium(e) in ("audio", "video")]
    for element in files:
        address = values.absolute(base_of(element, scope), attribute(element, "url", "href"))
        if address:
            size = values.whole_number(attribute(element, "length", "fileSize"))
            yield Enclosure(address, attribute(element, "type"), size)
    for link in linked:
        yield Enclosure(link.address, link.type, values.whole_number(link.length))


def _medium(element: Element) -> str:
    return attribute(element, "medium").lower() or attribute(element, "type").lower().partition("/")[0]


def _image(parts: Children, scope: Scope) -> str:
    """Return the largest picture that the entry names as its own."""
    if _IMAGES.isdisjoint(parts):
        return ""
    media = [e for e in named(parts, ("media:content", "enclosure")) if _medium(e) == "image"]
    offered = sorted(media, key=lambda e: -values.whole_number(attribute(e, "width")))
    offered += named(parts, _PICTURES)
    for element in offered:
        written = attribute(element, "url", "href") or _inner_url(element, scope)
        if address := values.absolute(base_of(element, scope), written):
            return address
    return ""


def first_picture(markup: str, base: str) -> str:
    """Return the address of the first picture in HTML that is meant to be seen: no pixel that only counts readers."""
    for tag in _PICTURE.finditer(markup, 0, _SEARCHED):
        if not _PIXEL.search(tag[0]):
            return values.absolute(base, html.unescape(tag[1]))
    return ""


def _inner_url(element: Element, scope: Scope) -> str:
    inner = children(element, scope.home).get("url", ())
    return str((inner[0].text if inner else element.text) or "")


def _language(element: Element, parts: Children, scope: Scope) -> str:
    said = [values.one_line(e.text or "") for e in named(parts, ("dc:language", "language"))]
    if scope.marked:
        said.append(language_of(element))
        said += [language_of(e) for e in named(parts, (*_CONTENTS, *_SUMMARIES, "title"))]
    return next((name for name in said if name), "")


def _source_title(parts: Children, scope: Scope) -> str:
    for element in parts.get("source", ()):
        inner = first_text(children(element, scope.home), ("title",), scope).line
        return inner or values.plain_text("".join(element.itertext()))
    return ""


def _spread_groups(parts: Children, scope: Scope) -> None:
    """Let what stands inside ``media:group`` and ``media:content`` count as the entry's own."""
    if "media:group" not in parts and "media:content" not in parts:
        return
    for group in parts.pop("media:group", []):
        for name, found in children(group, scope.home).items():
            parts.setdefault(name, []).extend(found)
    for content in tuple(parts.get("media:content", ())):
        for name, found in children(content, scope.home).items():
            parts.setdefault(name, []).extend(found)
