"""A page's bytes as a parsed ``Page``: with ``walk`` and ``tree`` the only modules that know the HTML parser.

The tree is walked once (``walk``). What follows works on the flat result: ``Passage`` (a run of text without a
block boundary in it, in reading order) and ``Container`` (the elements around it).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cached_property
from typing import Protocol

import turbohtml

from coranto.extract.encoding import decode
from coranto.extract.walk import MAX_NODES, Container, Passage, Walk

__all__ = ["MAX_CHARACTERS", "MAX_NODES", "Container", "Element", "Page", "Passage", "parse_page"]

MAX_CHARACTERS = 8_000_000
"""Characters of a page that are read; what follows is dropped (the largest held article page has 3 million)."""
_MAX_JSON_LD = 200
"""Objects of structured data that are kept."""


class Surrounding(Protocol):
    """What the parser's nodes that hold others offer to the rest of the room."""

    @property
    def text(self) -> str:
        """All text below, as in the source."""

    @property
    def stripped_strings(self) -> Iterator[str]:
        """The pieces of text below that are not blank, without blanks around them."""

    def find(self, tag: str, /) -> object | None:
        """Return the first element of a name below, or None."""


class Element(Surrounding, Protocol):
    """What the parser's element offers to the rest of the room."""

    @property
    def tag(self) -> str:
        """The tag's name, lower-case."""

    @property
    def ancestors(self) -> Iterator[Surrounding]:
        """What is around it, from the inside out."""

    def attr(self, name: str, /) -> str | None:
        """Return an attribute's value, or None."""


class Page:
    """A parsed page. ``passages`` are in reading order."""

    def __init__(self, url: str, document: turbohtml.Document) -> None:
        found = Walk(document)
        self.url = url
        self.document = document
        self.containers = found.containers
        self.passages = found.passages
        self.moments = found.moments
        """What each ``time`` element says by its ``datetime``, and the number of the passage it stands in or before."""
        self.metas = found.metas
        """The ``meta`` elements: content by lower-case name, property, itemprop or http-equiv."""
        self.title = found.title
        """The text of the ``title`` element, blanks collapsed."""
        self._data = found.data

    @cached_property
    def declared_language(self) -> str:
        """The ``lang`` of the root element, as written."""
        root = self.document.root
        return (root.attr("lang") or "").strip() if root else ""

    @cached_property
    def heading(self) -> int:
        """Number of the first level-one heading's passage, or -1."""
        return next((number for number, passage in enumerate(self.passages) if passage.tag == "h1"), -1)

    @cached_property
    def json_ld(self) -> list[dict[str, object]]:
        """Every object of the page's JSON-LD, the members of lists and ``@graph`` one by one, in order."""
        objects = (value for text in self._data for value in _objects(_read_json(text)))
        return [value for value, _ in zip(objects, range(_MAX_JSON_LD), strict=False)]

    @cached_property
    def told_body(self) -> str:
        """The article's body as the JSON-LD tells it, a line a paragraph: often absent or cut."""
        bodies = (value.get("articleBody") for value in self.json_ld)
        longest = max((body for body in bodies if isinstance(body, str)), key=len, default="")[:MAX_CHARACTERS]
        return "\n".join(filter(None, (" ".join(line.split()) for line in longest.splitlines())))

    def select(self, selector: str) -> list[Element]:
        """Return the elements that a CSS selector names, in document order."""
        return list(self.document.select(selector))

    def ancestry(self, container: int) -> Iterator[Container]:
        """Yield a container and those around it, from the inside out."""
        while container >= 0:
            found = self.containers[container]
            yield found
            container = found.parent


def parse_page(html: bytes | str, *, url: str = "", content_type: str = "") -> Page:
    """Return the page, whatever the bytes are: HTML parsing has no errors (WHATWG HTML, 13.2)."""
    source = html if isinstance(html, str) else decode(html, content_type, limit=MAX_CHARACTERS)
    return Page(url, turbohtml.parse(source[:MAX_CHARACTERS], positions=False))


def _read_json(text: str) -> object:
    """Return the value, or None; raw control characters, comments and CDATA marks around it are forgiven."""
    bare = text.strip().removeprefix("<!--").removesuffix("-->").removeprefix("//<![CDATA[").removesuffix("//]]>")
    try:
        return json.loads(bare.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, list):
        for item in value:
            yield from _objects(item)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph"))
