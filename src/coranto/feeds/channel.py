"""A document's root to a ``Feed``: RSS 0.9x to 2.0, RSS 1.0 and 1.1 (RDF), Atom 0.3 and 1.0, CDF."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from coranto.feeds import values
from coranto.feeds.constructs import base_of, language_of
from coranto.feeds.document import Element
from coranto.feeds.entry import (
    CATEGORIES,
    best_link,
    categories,
    first_text,
    first_time,
    people,
    read_entry,
    read_links,
)
from coranto.feeds.tags import MAX_ENTRIES, Children, Scope, attribute, children, named, namespace_of, short_name
from coranto.model import Feed
from coranto.text.urls import is_web_url

ROOTS = frozenset(("rss", "rdf", "rdf:rdf", "feed", "channel"))
ENTRIES = frozenset(("item", "entry"))
_DESCRIPTIONS = (
    "description",
    "subtitle",
    "tagline",
    "abstract",
    "info",
    "dc:description",
    "itunes:summary",
    "itunes:subtitle",
)
_IMAGES = ("image", "logo", "itunes:image", "googleplay:image", "media:thumbnail", "itunes:link", "icon")
_UPDATED = (
    "lastbuilddate",
    "updated",
    "modified",
    "dcterms:modified",
    "pubdate",
    "published",
    "dc:date",
    "dcterms:issued",
    "dcterms:created",
    "created",
)
_PEOPLE = ("author", "managingeditor", "dc:creator", "dc:author", "itunes:author", "itunes:owner", "webmaster")
_PERIODS = {"hourly": 3600.0, "daily": 86_400.0, "weekly": 604_800.0, "monthly": 2_592_000.0, "yearly": 31_536_000.0}
_LONGEST_TTL = 31_536_000.0
_ADULT_LABEL = "rta-5042-1996-1400-1577-rta"
_ADULT_WORDS = {
    "media:rating": ("adult",),
    "media:adult": ("true",),
    "itunes:explicit": ("yes", "true", "explicit"),
    "googleplay:explicit": ("yes", "true"),
    "rating": ("adult", "mature"),
}
_ADULT_TAGS = (_ADULT_LABEL, "adult", "nsfw")
_HOURS = range(24)


def is_feed(root: Element) -> bool:
    """Whether the root element is that of a feed."""
    return short_name(root.tag, namespace_of(root)) in ROOTS


def read_feed(root: Element, text: str, *, url: str) -> Feed:
    """Return the feed under a root element of a document. ``url`` is where it was fetched from, empty if not known."""
    atom = short_name(root.tag, namespace_of(root)) == "feed"
    holder = root if atom else _channel(root)
    home = namespace_of(holder)
    scope = Scope(url, home, based="xml:base" in text, marked="xml:lang" in text, atom=atom)
    parts = _head(root, holder, home)
    links = read_links(parts, scope)
    linked = {link.rel: link.address for link in reversed(links)}
    site = best_link(links, scope) or _site(holder, parts, scope)
    base = _base_of_entries(scope, linked.get("self", ""), site)
    inner = Scope(base, home, based=scope.based, marked=scope.marked, atom=atom)
    return Feed(
        title=first_text(parts, ("title", "dc:title", "itunes:title"), scope).line,
        site=site,
        url=linked.get("self", ""),
        description=first_text(parts, _DESCRIPTIONS, scope).line,
        language=_language(holder, parts, scope),
        updated=first_time(parts, _UPDATED) or values.read_time(attribute(holder, "lastmod")),
        image=_image(parts, scope),
        authors=people(parts, _PEOPLE, scope),
        hub=linked.get("hub", ""),
        next_url=linked.get("next", ""),
        ttl=_ttl(parts),
        skip_hours=_skip_hours(parts),
        adult=_is_adult(parts),
        entries=tuple([read_entry(element, inner) for element in islice(find_entries(root, home), MAX_ENTRIES)]),
    )


def find_entries(root: Element, home: str) -> Iterator[Element]:
    """Yield the entries in order, wherever they stand, but none that stands in another."""
    waiting = [iter(root)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
        elif isinstance(element.tag, str):
            if short_name(element.tag, home) in ENTRIES:
                yield element
            elif len(element):
                waiting.append(iter(element))


def _base_of_entries(scope: Scope, own: str, site: str) -> str:
    """Return where the entries' relative addresses start: Atom says at the document, RSS writers mean their site."""
    if scope.atom:
        return scope.base or own or site
    return site if is_web_url(site) else scope.base or own


def _channel(root: Element) -> Element:
    """Return the element that holds what RSS says of the feed itself."""
    named = (child for child in root if isinstance(child.tag, str) and child.tag.lower().endswith("channel"))
    return next(named, root)


def _head(root: Element, holder: Element, home: str) -> Children:
    """Return the feed's own children; RSS 1.0 puts the image beside the channel, as a full element."""
    parts = children(holder, home)
    if holder is not root:
        for name, found in children(root, home).items():
            if name not in ENTRIES and name != "channel":
                parts[name] = [*found, *parts.get(name, ())]
    return parts


def _site(holder: Element, parts: Children, scope: Scope) -> str:
    """Return the site's address where there is no link to it: CDF has an attribute, some Atom feeds only an id."""
    written = values.absolute(base_of(holder, scope), attribute(holder, "href"))
    named = [values.one_line(element.text or "") for element in parts.get("id", ())]
    return written or next((address for address in named if is_web_url(address)), "")


def _language(holder: Element, parts: Children, scope: Scope) -> str:
    said = [values.one_line(e.text or "") for e in named(parts, ("language", "dc:language"))]
    if scope.marked:
        said += [language_of(part) for part in (holder, *holder.iterancestors())]
        said += [language_of(e) for e in named(parts, ("title", *_DESCRIPTIONS))]
    return next((name for name in said if name), "")


def _image(parts: Children, scope: Scope) -> str:
    for element in named(parts, _IMAGES):
        inner = children(element, scope.home).get("url", ())
        written = inner[0].text if inner else attribute(element, "href", "url") or element.text
        address = values.absolute(base_of(element, scope), written or "")
        if address:
            return address
    return ""


def _ttl(parts: Children) -> float:
    """Return seconds between updates: ``ttl`` (minutes) or the syndication module's period over frequency."""
    for element in parts.get("ttl", ()):
        if minutes := values.whole_number(element.text or ""):
            return min(minutes * 60.0, _LONGEST_TTL)
    for element in parts.get("sy:updateperiod", ()):
        period = _PERIODS.get(values.one_line(element.text or "").lower(), 0.0)
        often = [values.whole_number(e.text or "") for e in parts.get("sy:updatefrequency", ())]
        return period / max(1, *often, 1)
    return 0.0


def _skip_hours(parts: Children) -> tuple[int, ...]:
    """Return the hours (UTC) in which the feed asks not to be polled; 24 stands for 0 in RSS 0.91."""
    hours = [e.text or "" for element in parts.get("skiphours", ()) for e in element if isinstance(e.tag, str)]
    found = {int(hour) % 24 for hour in hours if hour.strip().isdigit() and len(hour.strip()) <= 2}
    return tuple(sorted(hour for hour in found if hour in _HOURS))


def _is_adult(parts: Children) -> bool:
    """Whether the feed calls itself adult: Media RSS, podcast tags, or the RTA label (``shared/conventions.md``)."""
    for name in _ADULT_WORDS.keys() & parts.keys():
        for element in parts[name]:
            said = values.one_line(element.text or "").lower()
            if said in _ADULT_WORDS[name] or _ADULT_LABEL in said:
                return True
    return any(name in parts for name in CATEGORIES) and any(name.lower() in _ADULT_TAGS for name in categories(parts))
