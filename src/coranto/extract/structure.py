"""Passages as plain text with light structure beside it (``Block``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from coranto.extract.dom import Container, Page, Passage
from coranto.model import Block

_KINDS = {
    "h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4",
    "li": "li", "dd": "li", "dt": "li", "blockquote": "quote",
}  # fmt: skip
_HEADINGS = frozenset(("h2", "h3", "h4"))
_CELLS = ("td", "th")
_PLACING = frozenset((*_KINDS, *_CELLS, "table", "tr"))
_CELL = 200
"""Characters from which a table's cell shows that the table is there for layout only."""
_ITEM = 600
"""Characters from which an item of several passages shows that the list is there for layout only."""
_SUBHEAD = 100
"""Characters of a paragraph in bold type or capitals that is a subhead."""
_FOLLOWS = 80
"""Characters at least of the paragraph below it."""
_FEW = 25
"""Characters of a last paragraph that leads to what was left out."""
_DECK = 60
"""Characters from which a heading above all text is the standfirst."""
_SHORTEST_PULL = 30
"""Characters of a quotation from which on it stands in the text as well only where it was pulled out of it."""
_MOST_PULLED = 40
_OPEN_END = re.compile(r"[\w)%’'”\"»]\Z")
_WORDS_ONLY = re.compile(r"(?!.*:\s\S*\d\S*\Z).*[^\W\d_]{3}")
"""Words, and not a name with its value (``Rating: 4.5``)."""
_PERMALINK = re.compile(r"\s*[#¶§🔗]\Z")
_BULLETS = "•▪●‣◦■"
_BULLET = re.compile(rf"[{_BULLETS}]\s+(?=\w|[\"“«„(])")
_INVISIBLE = "\u00ad\u200b\u2060\ufeff"
"""Soft hyphens, and blanks of no width."""
_QUOTES = "\"'“”„«»‘’ "
_SEPARATOR = "\n\n"


class _Place(NamedTuple):
    """Where a passage stands: its block's kind, and the containers of its innermost item, table, row and cell."""

    kind: str
    item: int = -1
    table: int = -1
    row: int = -1
    cell: int = -1


_NOWHERE = _Place("")
_Placed = tuple[_Place, Passage]
_Paragraph = tuple[str, str, bool]
"""Kind, text, and whether all of it is in bold type (told of short ones only)."""


def lay_out(page: Page, passages: Sequence[Passage]) -> tuple[str, tuple[Block, ...]]:
    """Return the text, paragraphs joined by a blank line, and its blocks.

    Bold lines and lines in capitals above a paragraph are subheads; a quotation that was pulled out of the
    text is left out, as it stands there; soft hyphens and signs that lead to a heading are no text.
    """
    paragraphs = _with_subheads(_paragraphs(page, passages))
    if any(kind == "quote" for kind, _, _ in paragraphs):
        paragraphs = _without_pulled(paragraphs)
    return _joined([(kind, text) for kind, text, _ in paragraphs])


def lay_out_told(body: str) -> tuple[str, tuple[Block, ...]]:
    """Return a body that is plain text, with or without lines, as text and blocks."""
    return _joined([("p", line) for line in map(str.strip, body.split("\n")) if line])


def _joined(paragraphs: Sequence[tuple[str, str]]) -> tuple[str, tuple[Block, ...]]:
    joined = _SEPARATOR.join([text for _, text in paragraphs])
    if any(map(joined.__contains__, _INVISIBLE)):
        paragraphs = [pair for pair in map(_visible, paragraphs) if pair[1]]
        joined = _SEPARATOR.join([text for _, text in paragraphs])
    blocks: list[Block] = []
    start = 0
    for kind, text in paragraphs:
        blocks.append(Block(kind, start, start + len(text)))
        start += len(text) + len(_SEPARATOR)
    return joined, tuple(blocks)


def _visible(paragraph: tuple[str, str]) -> tuple[str, str]:
    """Return a paragraph without the characters that are not seen."""
    kind, text = paragraph
    for mark in _INVISIBLE:
        text = text.replace(mark, "")
    return kind, text


def _paragraphs(page: Page, passages: Sequence[Passage]) -> list[_Paragraph]:
    """Return the paragraphs; the cells of a data table become one, and so do the passages of a short item."""
    places = _places(page.containers, passages)
    paragraphs: list[_Paragraph] = []
    end = 0
    for number, (place, passage) in enumerate(zip(places, passages, strict=True)):
        if number < end:
            continue
        kind, item, table, _, _ = place
        if table < 0 and (item < 0 or number + 1 == len(places) or places[number + 1].item != item):
            text = passage.text
            paragraphs.append((kind or "p", text, False) if len(text) > _SUBHEAD else _short(kind or "p", passage))
            continue
        end = _end(places, number)
        paragraphs += _together(places[number:end], passages[number:end])
    return paragraphs


def _end(places: Sequence[_Place], start: int) -> int:
    """Return the number of the first passage that is not in the table or item of one."""
    _, item, table, _, _ = places[start]
    end = start + 1
    while end < len(places) and places[end].item == item and places[end].table == table:
        end += 1
    return end


def _together(places: Sequence[_Place], passages: Sequence[Passage]) -> list[_Paragraph]:
    """Return the passages of one table or item as one paragraph, or each as it is where it is there for layout."""
    in_table = places[0].table >= 0
    group = list(zip(places, passages, strict=True))
    if in_table and _is_data(group):
        return [("table", _rows(group), False)]
    if in_table or any(place.kind != "li" for place in places):
        return [(place.kind or "p", passage.text, False) for place, passage in group]
    if sum(len(passage.text) for passage in passages) > _ITEM:
        return [("p", passage.text, False) for passage in passages]
    return [("li", "\n".join(passage.text for passage in passages), False)]


def _short(kind: str, passage: Passage) -> _Paragraph:
    text = passage.text
    if kind in _HEADINGS:
        return kind, _PERMALINK.sub("", text) or text, False
    return kind, text, passage.strong_chars >= len(text) - text.count(" ")


def _with_subheads(paragraphs: list[_Paragraph]) -> list[_Paragraph]:
    """Return paragraphs with the kinds that their order and looks tell: subheads, items, the standfirst."""
    for number, (kind, text, bold) in enumerate(paragraphs):
        if kind != "p":
            continue
        if text[0] in _BULLETS and (bullet := _BULLET.match(text)):
            paragraphs[number] = ("li", text[bullet.end() :], False)
        elif len(text) <= _SUBHEAD and number and _is_subhead(text, bold) and _leads(paragraphs, number):
            paragraphs[number] = ("h3", text, False)
    if len(paragraphs) > 1 and _dangles(*paragraphs[-1]) and paragraphs[-2][0] not in _HEADINGS:
        paragraphs.pop()
    if paragraphs and paragraphs[0][0] in _HEADINGS and len(paragraphs[0][1]) >= _DECK:
        paragraphs[0] = ("p", paragraphs[0][1], False)
    return paragraphs


def _dangles(kind: str, text: str, _: bool) -> bool:
    """Whether a last paragraph leads to nothing: a heading that is no sentence, a few words and a colon, no word."""
    if kind in _HEADINGS:
        return bool(_OPEN_END.search(text)) or text.endswith(":") or not any(map(str.isalnum, text))
    return len(text) <= _FEW and (text.endswith(":") or not any(map(str.isalnum, text)))


def _is_subhead(text: str, bold: bool) -> bool:
    """Whether a short paragraph is set as a subhead: in bold type, or several words in capitals."""
    if not _OPEN_END.search(text) or not _WORDS_ONLY.match(text) or "\n" in text:
        return False
    return bold or (text.isupper() and " " in text and not any(map(str.isdigit, text)))


def _leads(paragraphs: Sequence[_Paragraph], number: int) -> bool:
    """Whether a paragraph of prose stands below."""
    if number + 1 == len(paragraphs):
        return False
    kind, text, bold = paragraphs[number + 1]
    return kind == "p" and len(text) >= _FOLLOWS and not bold


def _without_pulled(paragraphs: Sequence[_Paragraph]) -> list[_Paragraph]:
    """Drop the quotations that stand in another paragraph as well: pulled ones are few."""
    if sum(kind == "quote" for kind, _, _ in paragraphs) > _MOST_PULLED:
        return list(paragraphs)
    told = "\n".join(text for kind, text, _ in paragraphs if kind != "quote")
    return [paragraph for paragraph in paragraphs if not _is_pulled(paragraph, told)]


def _is_pulled(paragraph: _Paragraph, told: str) -> bool:
    kind, text, _ = paragraph
    bare = text.strip(_QUOTES)
    return kind == "quote" and len(bare) >= _SHORTEST_PULL and bare in told


def _places(containers: Sequence[Container], passages: Sequence[Passage]) -> list[_Place]:
    """Return the place of each passage; most share what is around them, so that it is found once."""
    known: list[_Place | None] = [None] * len(containers)
    known.append(_NOWHERE)  # the root's parent, -1
    return [known[passage.container] or _find_place(containers, passage.container, known) for passage in passages]


def _find_place(containers: Sequence[Container], number: int, known: list[_Place | None]) -> _Place:
    climbed = []
    while (place := known[number]) is None:
        climbed.append(number)
        number = containers[number].parent
    for number in reversed(climbed):
        tag = containers[number].tag
        place = known[number] = _within(place, number, tag) if tag in _PLACING else place
    return place


def _within(around: _Place, number: int, tag: str) -> _Place:
    """Return the place within an element that makes one."""
    kind, item, table, row, cell = around
    if tag == "table":
        return _Place("", -1, number)
    if tag == "tr":
        return _Place(kind, item, table, number, cell)
    if tag in _CELLS:
        return _Place(kind, item, table, row, number)
    made = _KINDS[tag]
    return _Place(made, number if made == "li" and table < 0 else item, table, row, cell)


def _is_data(group: Sequence[_Placed]) -> bool:
    cells = {place.cell for place, _ in group}
    rows = {place.row for place, _ in group}
    return len(rows) > 1 and len(cells) > len(rows) and all(len(passage.text) < _CELL for _, passage in group)


def _rows(group: Sequence[_Placed]) -> str:
    lines = []
    for _, members in groupby(group, key=lambda item: item[0].row):
        cells = groupby(members, key=lambda item: item[0].cell)
        lines.append("\t".join(" ".join(" ".join(found.text.split()) for _, found in cell) for _, cell in cells))
    return "\n".join(lines)
