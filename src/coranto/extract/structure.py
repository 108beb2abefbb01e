"""Passages as plain text with light structure beside it (``Block``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from coranto.extract.dom import Page, Passage
from coranto.model import Block

_KINDS = {
    "h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4",
    "li": "li", "dd": "li", "dt": "li", "blockquote": "quote",
}  # fmt: skip
_CELL = 200
"""Characters from which a table's cell shows that the table is there for layout only."""
_SEPARATOR = "\n\n"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a passage stands: its block's kind, and the containers of its innermost table, row and cell (-1: none)."""

    kind: str
    table: int = -1
    row: int = -1
    cell: int = -1


def lay_out(page: Page, passages: Sequence[Passage]) -> tuple[str, tuple[Block, ...]]:
    """Return the text, paragraphs joined by a blank line, and its blocks."""
    blocks: list[Block] = []
    texts: list[str] = []
    start = 0
    for kind, text in _paragraphs(page, passages):
        texts.append(text)
        blocks.append(Block(kind, start, start + len(text)))
        start += len(text) + len(_SEPARATOR)
    return _SEPARATOR.join(texts), tuple(blocks)


def lay_out_told(body: str) -> tuple[str, tuple[Block, ...]]:
    """Return a body that is plain text, with or without lines, as text and blocks."""
    lines = [line.strip() for line in body.split("\n") if line.strip()]
    blocks: list[Block] = []
    start = 0
    for line in lines:
        blocks.append(Block("p", start, start + len(line)))
        start += len(line) + len(_SEPARATOR)
    return _SEPARATOR.join(lines), tuple(blocks)


def _paragraphs(page: Page, passages: Sequence[Passage]) -> Iterator[tuple[str, str]]:
    """Yield kind and text of each block; the cells of a data table become one block."""
    placed = [(_place(page, passage), passage) for passage in passages]
    for table, members in groupby(placed, key=lambda item: item[0].table):
        group = list(members)
        if table >= 0 and _is_data(group):
            yield "table", _rows(group)
        else:
            yield from ((place.kind, passage.text) for place, passage in group)


def _place(page: Page, passage: Passage) -> _Place:
    kind, row, cell = "", -1, -1
    number = passage.container
    while number >= 0:
        found = page.containers[number]
        if found.tag in ("td", "th") and cell < 0:
            cell = number
        elif found.tag == "tr" and row < 0:
            row = number
        elif found.tag == "table":
            return _Place(kind or "p", number, row, cell)
        kind = kind or _KINDS.get(found.tag, "")
        number = found.parent
    return _Place(kind or "p")


def _is_data(group: Sequence[tuple[_Place, Passage]]) -> bool:
    cells = {place.cell for place, _ in group}
    rows = {place.row for place, _ in group}
    return len(rows) > 1 and len(cells) > len(rows) and all(len(passage.text) < _CELL for _, passage in group)


def _rows(group: Sequence[tuple[_Place, Passage]]) -> str:
    lines = []
    for _, members in groupby(group, key=lambda item: item[0].row):
        cells = groupby(members, key=lambda item: item[0].cell)
        lines.append("\t".join(" ".join(" ".join(found.text.split()) for _, found in cell) for _, cell in cells))
    return "\n".join(lines)
