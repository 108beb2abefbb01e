"""Passages as plain text with light structure beside it (``Block``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from coranto.extract.dom import Container, Page, Passage
from coranto.model import Block

_KINDS = {
    "h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4",
    "li": "li", "dd": "li", "dt": "li", "blockquote": "quote",
}  # fmt: skip
_CELLS = ("td", "th")
_PLACING = frozenset((*_KINDS, *_CELLS, "table", "tr"))
_CELL = 200
"""Characters from which a table's cell shows that the table is there for layout only."""
_SEPARATOR = "\n\n"


class _Place(NamedTuple):
    """Where a passage stands: its block's kind, and the containers of its innermost table, row and cell (-1: none)."""

    kind: str
    table: int = -1
    row: int = -1
    cell: int = -1


_NOWHERE = _Place("")


def lay_out(page: Page, passages: Sequence[Passage]) -> tuple[str, tuple[Block, ...]]:
    """Return the text, paragraphs joined by a blank line, and its blocks."""
    return _joined(_paragraphs(page, passages))


def lay_out_told(body: str) -> tuple[str, tuple[Block, ...]]:
    """Return a body that is plain text, with or without lines, as text and blocks."""
    return _joined([("p", line) for line in map(str.strip, body.split("\n")) if line])


def _joined(paragraphs: Sequence[tuple[str, str]]) -> tuple[str, tuple[Block, ...]]:
    blocks: list[Block] = []
    start = 0
    for kind, text in paragraphs:
        blocks.append(Block(kind, start, start + len(text)))
        start += len(text) + len(_SEPARATOR)
    return _SEPARATOR.join([text for _, text in paragraphs]), tuple(blocks)


def _paragraphs(page: Page, passages: Sequence[Passage]) -> list[tuple[str, str]]:
    """Return kind and text of each block; the cells of a data table become one block."""
    placed = list(zip(_places(page.containers, passages), passages, strict=True))
    if all(place.table < 0 for place, _ in placed):
        return [(place.kind or "p", passage.text) for place, passage in placed]
    paragraphs: list[tuple[str, str]] = []
    for table, members in groupby(placed, key=lambda item: item[0].table):
        group = list(members)
        if table >= 0 and _is_data(group):
            paragraphs.append(("table", _rows(group)))
        else:
            paragraphs += [(place.kind or "p", passage.text) for place, passage in group]
    return paragraphs


def _places(containers: Sequence[Container], passages: Sequence[Passage]) -> Iterator[_Place]:
    """Yield the place of each passage; most share what is around them, so that it is found once."""
    places = {-1: _NOWHERE}
    for passage in passages:
        number = passage.container
        climbed = []
        while number not in places:
            climbed.append(number)
            number = containers[number].parent
        place = places[number]
        for number in reversed(climbed):
            tag = containers[number].tag
            place = places[number] = _within(place, number, tag) if tag in _PLACING else place
        yield place


def _within(around: _Place, number: int, tag: str) -> _Place:
    """Return the place within an element that makes one."""
    kind, table, row, cell = around
    if tag == "table":
        return _Place("", number)
    if tag == "tr":
        return _Place(kind, table, number, cell)
    if tag in _CELLS:
        return _Place(kind, table, row, number)
    return _Place(_KINDS[tag], table, row, cell)


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
