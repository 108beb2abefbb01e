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
from itertools import islice
from typing import Protocol

import turbohtml

from coranto.extract.encoding import decode

MAX_CHARACTERS = 8_000_000
"""Characters of a page that are read; what follows is dropped (the largest held article page has 3 million)."""
MAX_NODES = 100_000
"""Nodes of a page that are walked (the largest held article page has 24,000)."""
_MAX_TITLE = 4_000
"""Characters of the ``title`` element that are read."""
_MAX_JSON_LD = 200
"""Objects of structured data that are kept."""

_SKIPPED = (
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "head", "title", "select",
    "textarea", "datalist", "canvas", "audio", "video", "picture", "img", "source", "link", "meta", "input", "map",
    "dialog",
)  # fmt: skip
_INLINE = (
    "abbr", "acronym", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "sub", "sup", "time",
    "tt", "u", "var", "wbr", "amp-link",
)  # fmt: skip
_STRONG, _LINK, _PLAIN, _UNSHOWN, _CONTAINER, _FURNITURE = 1, 2, 0, -1, -2, -3
"""What an element does to the text in it: sets it bold, links it, nothing, hides it, contains it, may hide it."""
_EFFECTS = (
    dict.fromkeys(_SKIPPED, _UNSHOWN)
    | dict.fromkeys(_INLINE, _PLAIN)
    | {"a": _LINK}
    | dict.fromkeys(("b", "strong"), _STRONG)
    | dict.fromkeys(("nav", "footer"), _FURNITURE)
)
_BREAKS = re.compile(r"\n[^\S\n]*(?:\n\s*)+")
_FURTHER_NAMING = ("itemprop", "role", "aria-label", "data-testid", "data-component")
_MAX_NAMES = 300
_NONE, _BLOCK, _BREAK, _TIME = range(4)
"""What an element does to the passage that is open when it starts: nothing, ends it, a line break, a time."""
_DRAWN = ("path", "g", "use", "circle", "rect", "polygon", "polyline", "line", "ellipse", "defs", "symbol", "stop",
          "clippath", "lineargradient", "mask", "desc", "text", "tspan")  # fmt: skip
_ROLES = dict.fromkeys((*_EFFECTS, *_DRAWN), _NONE) | {"br": _BREAK, "time": _TIME, "nav": _BLOCK, "footer": _BLOCK}
_FURNISHED = 20_000
"""Characters from which a ``nav`` or ``footer`` is no furniture: somebody forgot to close it."""


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
    moments: list[tuple[int, str]] = field(default_factory=list)
    """What each ``time`` element says by its ``datetime``, with the number of the passage it stands in or before."""

    @cached_property
    def title(self) -> str:
        """The text of the ``title`` element, blanks collapsed."""
        found = self.document.find("title")
        return " ".join(found.text[:_MAX_TITLE].split()) if found else ""

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
    page = Page(url, turbohtml.parse(source[:MAX_CHARACTERS], positions=False))
    _Walk(page).run()
    return page


_IN_CONTAINER = 2
"""A *place* is a container's number, shifted by so many bits, with ``_LINK`` and ``_STRONG`` in the lowest two."""
_NOWHERE, _UNPLACED = -1, -2
"""The places of elements that are not shown, and of those not met yet."""


class _Walk:
    """One run over the tree's nodes in document order, without recursion (a page may nest a million deep).

    A container is numbered when the first text in it comes, the ones around it before it. The place of a
    text's parent is found once for each element.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._places: dict[turbohtml.Node | None, int] = {None: _NOWHERE}
        self._parts: list[str] = []
        self._container = -1
        """The container of the open passage."""
        self._link_chars = self._strong_chars = 0
        self._moment: str | None = None
        """The ``datetime`` of a ``time`` element whose passage is still to come."""

    def run(self) -> None:
        """Fill the page's containers and passages."""
        known, parts, roles = self._places.get, self._parts, _ROLES.get
        for node in islice(self._page.document.descendants, MAX_NODES):
            if type(node) is turbohtml.Text:
                place = known(node.parent, _UNPLACED)
                if place != _NOWHERE:
                    data = node.data
                    if not data.isspace():
                        self._read(data, node.parent, place)
                    elif parts:
                        parts.append(" ")
            elif type(node) is turbohtml.Element:
                role = roles(node.tag, _BLOCK)
                if role and (parts or role == _TIME):
                    self._meet(node, role)
        self._flush()
        _close(self._page.containers)

    def _read(self, data: str, parent: turbohtml.Node | None, place: int) -> None:
        """Add a text to the open passage, or to a new one."""
        if place == _UNPLACED:
            place = self._place(parent)
            if place == _NOWHERE:
                return
        container = place >> _IN_CONTAINER
        if container != self._container:
            self._flush()
            self._container = container
        if self._moment is not None:
            self._page.moments.append((len(self._page.passages), self._moment))
            self._moment = None
        self._parts.append(data.replace("\n", " ") if "\n" in data else data)
        if place & _LINK:
            self._link_chars += len(data.strip())
        if place & _STRONG:
            self._strong_chars += len(data.strip())

    def _meet(self, node: turbohtml.Element, role: int) -> None:
        if role == _BLOCK:
            self._flush()
        elif role == _BREAK:
            self._parts.append("\n")
        else:
            self._moment = node.attr("datetime") or ""

    def _place(self, element: turbohtml.Node | None) -> int:
        """Return the place of an element, placing those around it that have none yet, from the outside in."""
        places = self._places
        climbed: list[turbohtml.Node] = []
        while element is not None and element not in places:
            climbed.append(element)
            element = element.parent
        place = places[element]
        for node in reversed(climbed):
            if type(node) is not turbohtml.Element:
                place = _NOWHERE
            elif place != _NOWHERE:
                effect = _EFFECTS.get(node.tag, _CONTAINER)
                if effect >= 0:
                    place |= effect
                elif effect == _UNSHOWN or (effect == _FURNITURE and _is_furniture(node)):
                    place = _NOWHERE
                else:
                    place = self._contain(node, place >> _IN_CONTAINER, place)
            elif node.tag == "html":
                place = self._contain(node, -1, 0)
            places[node] = place
        return place

    def _contain(self, node: turbohtml.Element, parent: int, around: int) -> int:
        containers = self._page.containers
        names, hidden = _names(node) if len(node.attrs) else ("", False)
        depth = containers[parent].depth + 1 if parent >= 0 else 0
        containers.append(Container(node.tag, parent, depth, names, hidden))
        return (len(containers) - 1) << _IN_CONTAINER | around & (_LINK | _STRONG)

    def _flush(self) -> None:
        """End a passage; two line breaks in a row end one as well."""
        if not self._parts:
            return
        joined = "".join(self._parts) if len(self._parts) > 1 else self._parts[0]
        self._parts.clear()
        links, strongs = self._link_chars, self._strong_chars
        self._link_chars = self._strong_chars = 0
        passages, container = self._page.passages, self._container
        tag = self._page.containers[container].tag
        if "\n" not in joined:
            passages.append(Passage(" ".join(joined.split()), tag, container, links, strongs))
            return
        for run in _BREAKS.split(joined):
            text = "\n".join(filter(None, (" ".join(line.split()) for line in run.split("\n"))))
            if text:
                share = len(text) / len(joined)
                passages.append(Passage(text, tag, container, round(links * share), round(strongs * share)))


def _is_furniture(node: turbohtml.Element) -> bool:
    """Whether a ``nav`` or ``footer`` is the site's: no breadcrumb trail, no article's foot, not the page itself."""
    if node.tag == "footer" and node.closest("article, main"):
        return False
    if "crumb" in (node.attr("class") or node.attr("aria-label") or node.attr("id") or "").lower():
        return False
    return len(node.text) < _FURNISHED and not node.select_one("h1, article, main")


def _close(containers: list[Container]) -> None:
    """Set the ends: containers are numbered from the outside in, so the last of a subtree is known from below."""
    ends = list(range(1, len(containers) + 1))
    for number in range(len(containers) - 1, -1, -1):
        found = containers[number]
        found.end = end = ends[number]
        if end > ends[found.parent]:  # the root's parent, -1, is the last one, which is closed already
            ends[found.parent] = end


def _names(node: turbohtml.Element) -> tuple[str, bool]:
    """Return what an element with attributes is called, and whether it is hidden."""
    attr = node.attr
    called, number = attr("class"), attr("id")
    if len(node.attrs) == (called is not None) + (number is not None):  # as most elements are
        names = f"{called} {number}" if called and number else called or number or ""
        return names[:_MAX_NAMES].lower(), False
    names = " ".join(filter(None, (called, number, *map(attr, _FURTHER_NAMING))))
    style = attr("style") or ""
    hidden = "display" in style and "display:none" in style.replace(" ", "").lower()
    return names[:_MAX_NAMES].lower(), hidden or attr("hidden") is not None or attr("aria-hidden") == "true"


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
