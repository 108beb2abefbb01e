"""The feeds of a site, found in one of its pages (RSS autodiscovery, and links that look like feeds)."""

from __future__ import annotations

import re

import turbohtml

from coranto.feeds import values
from coranto.text.urls import host_of, is_web_url

MAX_FEEDS = 50
_USUAL_PATHS = ("feed", "rss", "feed.xml", "rss.xml", "atom.xml", "index.xml", "feeds/posts/default")
"""What the programs that most sites run on call their feed."""
_READ = 5_000_000
_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "text/rss+xml")
_LOOSE_TYPES = ("application/json", "application/xml", "text/xml")
_SIDE = re.compile(r"comment|kommentar|commentaire|coment[aá]rio|/replies", re.IGNORECASE)
_LOOKS_LIKE_FEED = re.compile(
    r"(?:/|^)(?:feeds?|rss|atom)(?:[./]|$)|\.(?:rss|rdf|atom)$|(?:/|^)(?:rss|feed|index|atom)\w{0,20}\.(?:xml|json|php)$|[?&]feed=",
    re.IGNORECASE,
)
_NO_FEED = re.compile(
    r"wp-json|oembed|opensearch|sitemap|manifest|\.(?:png|jpe?g|gif|svg|css|js|mp3|pdf)$", re.IGNORECASE
)


def find_feeds(html: bytes | str, url: str) -> list[str]:
    """Return the absolute addresses of the feeds that a page names, best first.

    First come the feeds that the page declares as its own, then declared ones of comments, then those of other media
    types, then plain links that look like feeds (those on the same host first).
    """
    page = turbohtml.parse(html[:_READ])
    base = values.absolute(url, _attribute(page.select_one("base[href]"), "href"))
    ranked: list[tuple[int, int, str]] = []
    for order, link in enumerate(page.select("link[href], a[href]")):
        address = values.absolute(base or url, _attribute(link, "href")).partition("#")[0]
        rank = _rank_declared(link, address) if link.tag == "link" else _rank_linked(address, url)
        if rank is not None and is_web_url(address):
            ranked.append((rank, order, address))
    return list(dict.fromkeys(address for _, _, address in sorted(ranked)))[:MAX_FEEDS]


def guess_feeds(url: str) -> list[str]:
    """Return addresses where a site may have a feed that its page does not name, likeliest first."""
    here = url.partition("?")[0].partition("#")[0].rstrip("/")
    site = "/".join(url.split("/")[:3])
    places = dict.fromkeys((here, site)) if is_web_url(url) else ()
    return [f"{place}/{path}" for place in places for path in _USUAL_PATHS]


def _rank_declared(link: turbohtml.Element, address: str) -> int | None:
    """Return how good a ``<link>`` is, None if it is no feed."""
    relations = _attribute(link, "rel").lower().split()
    kind = _attribute(link, "type").lower().partition(";")[0].strip()
    if _NO_FEED.search(address) or not {"alternate", "feed"} & set(relations):
        return None
    if kind in _TYPES or "feed" in relations:
        return 1 if _SIDE.search(address) or _SIDE.search(_attribute(link, "title")) else 0
    return 2 if kind in _LOOSE_TYPES and not _attribute(link, "hreflang") else None


def _rank_linked(address: str, url: str) -> int | None:
    """Return how good an ``<a>`` is, None if it does not look like a feed."""
    path = address.partition("://")[2].partition("/")[2]
    if not _LOOKS_LIKE_FEED.search(path) or _NO_FEED.search(path):
        return None
    same = host_of(address).endswith(host_of(url)) or host_of(url).endswith(host_of(address))
    return (3 if same else 5) + bool(_SIDE.search(path))


def _attribute(element: turbohtml.Element | None, name: str) -> str:
    found = element.attrs.get(name) if element is not None else None
    return " ".join(found) if isinstance(found, list) else found or ""
