"""Element names without the accidents of namespaces: ``title``, ``dc:creator``, ``media:content``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from coranto.feeds.document import Element

MAX_ENTRIES = 10_000
"""Entries of one feed that are read; the longest feeds seen have some thousands."""
XML = "{http://www.w3.org/XML/1998/namespace}"

_CORE = frozenset(
    (
        "",
        "http://www.w3.org/2005/atom",
        "http://purl.org/atom/ns#",
        "http://purl.org/rss/1.0/",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://channel.netscape.com/rdf/simple/0.9/",
        "http://purl.org/rss/1.0/modules/rss091#",
        "http://backend.userland.com/rss",
        "http://backend.userland.com/rss2",
        "http://backend.userland.com/rss091",
        "http://blogs.law.harvard.edu/tech/rss",
        "http://purl.org/net/rss1.1#",
        "http://purl.org/pie/",
        "http://purl.org/echo/",
        "http://example.com/necho",
        "http://example.com/newformat#",
        "uri/of/echo/namespace#",
    )
)
"""Namespaces (lower-case) of the feed formats themselves; an element of theirs has a bare name."""

_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/elements/1.0/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://search.yahoo.com/mrss": "media",
    "http://video.search.yahoo.com/mrss": "media",
    "http://tools.search.yahoo.com/mrss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://example.com/dtds/podcast-1.0.dtd": "itunes",
    "https://podcastindex.org/namespace/1.0": "podcast",
    "http://www.google.com/schemas/play-podcasts/1.0": "googleplay",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://prismstandard.org/namespaces/basic/2.0/": "prism",
    "http://prismstandard.org/namespaces/1.2/basic/": "prism",
    "http://www.newsml.org/": "newsml",
    "http://purl.org/rss/1.0/modules/annotate/": "annotate",
    "http://purl.org/rss/1.0/modules/email/": "email",
    "http://www.google.com/schemas/sitemap-news/0.9": "news",
    "http://www.google.com/schemas/sitemap-image/1.1": "image",
}
_UNDECLARED = {"atom": "", "rss": "", "atom10": "", "a10": "", "rdf": "rdf"}
_NAME = re.compile(r"(?:\{([^{}]*)\})?(?:([^:{}]*):)?([^:{}]*)")

Children = dict[str, list[Element]]
"""The children of an element by name, in order."""


@lru_cache(maxsize=8192)
def short_name(tag: str, home: str = "") -> str:
    """Return the short, lower-case name of a tag in lxml's form (``{namespace}local``).

    ``home`` is the namespace of the root element: whatever it is, its elements have bare names. A prefix that
    the document never declared is taken at its word.
    """
    found = _NAME.fullmatch(tag)
    if found is None:
        return tag.lower()
    namespace, prefix, local = found[1] or "", (found[2] or "").lower(), found[3].lower()
    if namespace and namespace != home:
        folded = namespace.strip().lower()
        prefix = "" if folded in _CORE else _PREFIXES.get(folded) or _PREFIXES.get(folded.rstrip("/"), "other")
    prefix = _UNDECLARED.get(prefix, prefix)
    return f"{prefix}:{local}" if prefix else local


def namespace_of(element: Element) -> str:
    """Return the namespace of an element, empty for none."""
    return str(element.tag)[1:].partition("}")[0] if element.tag[0] == "{" else ""


def children(element: Element, home: str) -> Children:
    """Return the children of an element by short name."""
    found: Children = defaultdict(list)
    for child in element:
        if isinstance(child.tag, str):
            found[short_name(child.tag, home)].append(child)
    return found


def named(parts: Children, names: Iterable[str]) -> list[Element]:
    """Return the children of these names, in the order of the names."""
    return [element for name in names if name in parts for element in parts[name]]


def attribute(element: Element | Mapping[str, str], *names: str) -> str:
    """Return the first of these attributes that has a value; CDF writes their names in capitals."""
    for name in names:
        value = element.get(name) or element.get(name.upper())
        if value:
            return str(value)
    return ""


@dataclass(frozen=True, slots=True)
class Scope:
    """What holds for a whole document, or for the entry ``top`` in it.

    ``base`` is where relative addresses start, ``home`` the namespace of its root; ``based`` and ``marked`` tell
    whether it uses ``xml:base`` and ``xml:lang`` at all, ``atom`` whether it is Atom.
    """

    base: str
    home: str
    based: bool
    marked: bool
    atom: bool
    top: Element | None = None
