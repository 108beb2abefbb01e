"""A page's bytes as a parsed ``Page``: the only module that knows the HTML parser.

The tree is walked once. What follows works on the flat result: ``Passage`` (a run of text without a
block boundary in it, in reading order) and ``Container`` (the elements around it).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

import turbohtml

from coranto.extract.encoding import decode

MAX_CHARACTERS = 8_000_000
"""Characters of a page that are read; what follows is dropped (the largest held article page has 3 million)."""
MAX_NODES = 250_000
"""Nodes of a page that are walked."""
_MAX_JSON_LD = 200
"""Objects of structured data that are kept."""

_SKIPPED = frozenset(
    ("script", "style", "noscript", "template", "svg", "math", "iframe", "object", "head", "title", "select",
     "textarea", "datalist", "canvas", "audio", "video", "picture", "img", "source", "link", "meta", "input", "map",
     "dialog")
)  # fmt: skip
_INLINE = frozenset(
    ("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
     "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub",
     "sup", "time", "tt", "u", "var", "wbr", "amp-link")
)  # fmt: skip
_BREAKS = re.compile(r"\n[^\S\n]*(?:\n\s*)+")
_NAMING = ("class", "id", "itemprop", "role", "aria-label", "data-testid", "data-component")
_MAX_NAMES = 300
_LINK, _STRONG = -2, -3
"""Markers on the walk's stack: an inline element ends here. Other negative numbers end a container."""
_STRONG_TAGS = frozenset(("b", "strong"))


class Element(Protocol):
    """What the parser's element offers to the rest of the room."""

    @property
    def tag(self) -> str:
        """The tag's name, lower-case."""

    @property
    def text(self) -> str:
        """All text below, as in the source."""

    def attr(self, name: str, /) -> str | None:
        """Return an attribute's value, or None."""


@dataclass(slots=True)
class Container:
    """An element that is a block: ``parent`` is its number in ``Page.containers``, -1 for the root."""

    tag: str
    parent: int
    depth: int
    names: str
    """What it is called by classes, id, role and labels: lower-case, joined by blanks."""
    hidden: bool = False
    end: int = 0
    """Number of the first container after this one that is not within it."""


@dataclass(slots=True)
class Passage:
    """A run of text without a block boundary in it."""

    text: str
    tag: str
    """Tag of the element that holds the text directly."""
    container: int
    """Number of that element in ``Page.containers``."""
    link_chars: int
    """Characters of the text that are in links."""
    strong_chars: int
    """Characters that are in bold type."""

    @property
    def link_density(self) -> float:
        """Share of the text that is links, 0 to 1."""
        return min(1.0, self.link_chars / len(self.text))


@dataclass
class Page:
    """A parsed page. ``passages`` are in reading order."""

    url: str
    document: turbohtml.Document
    containers: list[Container] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)

    @cached_property
    def title(self) -> str:
        """The text of the ``title`` element, blanks collapsed."""
        found = self.document.find("title")
        return " ".join(found.text.split()) if found else ""

    @cached_property
    def declared_language(self) -> str:
        """The ``lang`` of the root element, as written."""
        root = self.document.root
        return (root.attr("lang") or "").strip() if root else ""

    @cached_property
    def metas(self) -> dict[str, list[str]]:
        """The ``meta`` elements: content by lower-case name, property, itemprop or http-equiv."""
        found: dict[str, list[str]] = {}
        for element in self.document.find_all("meta"):
            content = element.attr("content")
            for attribute in ("name", "property", "itemprop", "http-equiv"):
                key = element.attr(attribute)
                if key and content:
                    found.setdefault(key.strip().lower(), []).append(content.strip())
        return found

    @cached_property
    def json_ld(self) -> list[dict[str, object]]:
        """Every object of the page's JSON-LD, the members of lists and ``@graph`` one by one, in order."""
        scripts = self.select('script[type*="ld+json" i]')
        objects = (value for script in scripts for value in _objects(_read_json(script.text)))
        return [value for value, _ in zip(objects, range(_MAX_JSON_LD), strict=False)]

    @cached_property
    def told_body(self) -> str:
        """The article's body as the JSON-LD tells it, blanks collapsed: often absent or cut."""
        bodies = (value.get("articleBody") for value in self.json_ld)
        return max((" ".join(body.split()) for body in bodies if isinstance(body, str)), key=len, default="")

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
    page = Page(url, turbohtml.parse(source[:MAX_CHARACTERS], positions=False))
    _Walk(page).run()
    return page


class _Walk:
    """One walk over the tree, in document order, without recursion (a page may nest a million deep)."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._parts: list[str] = []
        self._container = -1
        self._links = self._strongs = 0
        self._link_chars = self._strong_chars = 0

    def run(self) -> None:
        """Fill the page's containers and passages."""
        root = self._page.document.root
        if root is None:
            return
        stack: list[turbohtml.Node | int] = [root]
        pop = stack.pop
        budget = MAX_NODES
        while stack:
            node = pop()
            budget -= 1
            if budget < 0 and type(node) is not int:
                continue
            if type(node) is turbohtml.Text:
                self._add_text(node.data)
            elif type(node) is turbohtml.Element:
                self._enter(node, stack)
            elif type(node) is int:
                self._leave(node)
        self._flush()

    def _add_text(self, data: str) -> None:
        self._parts.append(data.replace("\n", " "))
        if self._links:
            self._link_chars += len(data.strip())
        if self._strongs:
            self._strong_chars += len(data.strip())

    def _enter(self, node: turbohtml.Element, stack: list[turbohtml.Node | int]) -> None:
        tag = node.tag
        if tag in _SKIPPED:
            return
        if tag == "br":
            self._parts.append("\n")
            return
        if tag not in _INLINE:
            self._open(node, tag, stack)
        elif tag == "a":
            self._links += 1
            stack.append(_LINK)
        elif tag in _STRONG_TAGS:
            self._strongs += 1
            stack.append(_STRONG)
        stack.extend(reversed(node.children))

    def _open(self, node: turbohtml.Element, tag: str, stack: list[turbohtml.Node | int]) -> None:
        self._flush()
        parent = self._container
        containers = self._page.containers
        depth = containers[parent].depth + 1 if parent >= 0 else 0
        names, hidden = _names(node) if len(node.attrs) else ("", False)
        self._container = len(containers)
        containers.append(Container(tag, parent, depth, names, hidden))
        stack.append(-4 - parent)

    def _leave(self, marker: int) -> None:
        if marker == _LINK:
            self._links -= 1
        elif marker == _STRONG:
            self._strongs -= 1
        else:
            self._flush()
            containers = self._page.containers
            containers[self._container].end = len(containers)
            self._container = -4 - marker

    def _flush(self) -> None:
        if not self._parts:
            return
        joined = "".join(self._parts)
        self._parts.clear()
        links, strongs = self._link_chars, self._strong_chars
        self._link_chars = self._strong_chars = 0
        runs = _BREAKS.split(joined) if "\n" in joined else (joined,)
        for run in runs:
            text = "\n".join(filter(None, (" ".join(line.split()) for line in run.split("\n"))))
            if text:
                share = len(text) / len(joined) if len(runs) > 1 else 1.0
                tag = self._page.containers[self._container].tag
                self._page.passages.append(
                    Passage(text, tag, self._container, round(links * share), round(strongs * share))
                )


def _names(node: turbohtml.Element) -> tuple[str, bool]:
    """Return what an element is called, and whether it is hidden."""
    attr = node.attr
    names = " ".join(filter(None, map(attr, _NAMING)))[:_MAX_NAMES].lower()
    style = attr("style") or ""
    hidden = "display" in style and "display:none" in style.replace(" ", "").lower()
    return names, hidden or attr("hidden") is not None or attr("aria-hidden") == "true"


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
