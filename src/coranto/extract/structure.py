"""Passages as plain text with light structure beside it (``Block``)."""

from __future__ import annotations

from collections.abc import Sequence

from coranto.extract.dom import Page, Passage
from coranto.model import Block

_HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
_CELLS = frozenset(("td", "th"))
_SEPARATOR = "\n\n"


def lay_out(page: Page, passages: Sequence[Passage]) -> tuple[str, tuple[Block, ...]]:
    """Return the text, paragraphs joined by a blank line, and its blocks."""
    blocks: list[Block] = []
    start = 0
    for passage in passages:
        blocks.append(Block(_kind(page, passage), start, start + len(passage.text)))
        start += len(passage.text) + len(_SEPARATOR)
    return _SEPARATOR.join(passage.text for passage in passages), tuple(blocks)


def _kind(page: Page, passage: Passage) -> str:
    for container in page.ancestry(passage.container):
        if container.tag in _HEADINGS:
            return _HEADINGS[container.tag]
        if container.tag in _CELLS:
            return "table"
        if container.tag in ("li", "dd", "dt"):
            return "li"
        if container.tag == "blockquote":
            return "quote"
    return "p"
