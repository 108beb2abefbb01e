"""From text to a tree: strict where the document is well-formed, repaired where it is not.

No entity of the document's own is expanded by the parser and none is fetched: the doctype is cut off before parsing,
after its plain text entities (``<!ENTITY name "text">``) were put in place under a bound, so there is nothing to
expand recursively.
"""

from __future__ import annotations

import html
import re
from functools import cache
from html.entities import html5
from typing import Any

from lxml import etree

from coranto.feeds.decode import NOT_XML

Element = Any
"""An lxml element: lxml ships no annotations."""

_ENTITY_NAMES = {name[:-1]: text for name, text in html5.items() if name.endswith(";")}
_PREDEFINED = frozenset(("lt", "gt", "amp", "quot", "apos"))
_CDATA_OR_AMPERSAND = re.compile(
    r"<!\[CDATA\[|\]\]>|&(?!(?:lt|gt|amp|quot|apos);)(?:(\w{1,40}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)?"
)
_DOCTYPE = re.compile(r"<!DOCTYPE", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z]")
_DOCTYPE_END = re.compile(r"[\[>]")
_ENTITY = re.compile(r"<!ENTITY\s+(\w{1,40})\s+(?:\"([^\"<&%]{0,200})\"|'([^'<&%]{0,200})')\s*>")
_MOST_ENTITIES = 200
_MOST_GROWTH = 100_000
"""Characters by which a document's own entities may make it longer."""


def parse_strictly(text: str) -> Element | None:
    """Return the root of a well-formed document without a doctype, else None."""
    if "<!DOCTYPE" in text:
        return None
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), _strict_parser())
    except etree.XMLSyntaxError:
        return None


def parse_repaired(text: str) -> tuple[Element | None, str]:
    """Return the root of whatever can be read, or None, and the first thing that is wrong with the document."""
    parser = _parser(recover=True)
    try:
        root = etree.fromstring(repair(text).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        return None, str(error)
    wrong = parser.error_log[0].message if len(parser.error_log) else ""
    return root, wrong


def repair(text: str) -> str:
    """Return the document from its first tag on, without doctype, with every ampersand and entity made plain."""
    start = text.find("<")
    text, entities = _without_doctype(NOT_XML.sub("", text[max(start, 0) :]))
    return _plain_entities(text, entities)


@cache
def _strict_parser() -> Any:  # noqa: ANN401 - lxml ships no annotations
    """Return the one parser for well-formed documents: making one takes as long as parsing a small feed."""
    return _parser(recover=False)


def _parser(*, recover: bool) -> Any:  # noqa: ANN401 - lxml ships no annotations
    return etree.XMLParser(
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _without_doctype(text: str) -> tuple[str, dict[str, str]]:
    """Cut the doctype off and return the plain entities it declares."""
    first = _TAG.search(text)
    start = _DOCTYPE.search(text, 0, first.start() if first else len(text))
    end = _DOCTYPE_END.search(text, start.end()) if start else None
    if start is None or end is None:
        return text, {}
    close = text.find("]", end.end()) if end[0] == "[" else end.start()
    close = text.find(">", close) if close >= 0 else -1
    if close < 0:
        return text[: start.start()] + text[start.end() :], {}
    declared = _ENTITY.findall(text, end.end(), close)[:_MOST_ENTITIES]
    return text[: start.start()] + text[close + 1 :], {name: double or single for name, double, single in declared}


def _plain_entities(text: str, entities: dict[str, str]) -> str:
    inside_cdata = False
    room = _MOST_GROWTH

    def plain(found: re.Match[str]) -> str:
        nonlocal inside_cdata, room
        if found[0][0] != "&":
            inside_cdata = found[0][0] == "<"
            return found[0]
        if inside_cdata:
            return found[0]
        name = found[1]
        if name in entities and room > len(entities[name]):
            room -= len(entities[name])
            return entities[name]
        if name and name.startswith("#"):
            return _plain_reference(found[0])
        character = _ENTITY_NAMES.get(name) if name else None
        return character or "&amp;" + found[0][1:]

    return _CDATA_OR_AMPERSAND.sub(plain, text)


def _plain_reference(reference: str) -> str:
    """Return a numeric reference as HTML reads it (128 to 159 as Windows-1252), nothing for what XML cannot hold."""
    character = html.unescape(reference.lower())
    if character in "<>&":
        return reference.lower()
    return "" if NOT_XML.search(character) else character
