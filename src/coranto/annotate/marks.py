"""Runs of text between quotation marks, in one pass over the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = re.compile(r"[^\n]+")
_APOSTROPHE = "'"
"""As a quotation mark it must be earned: no letter before it, a mark before the one that closes."""
_BEFORE_CLOSING = ",.!?…"
_BEFORE_OPENING = "([{—–-/‘“"
_ASIDE = re.compile(r"(?<=[,!?…])\s—\s[^—«»\n]{3,80}?[.,]\s—\s")
_DASHED = re.compile(r"(?:(?<=\n)|(?<=[.!?…]\s)|\A)[—–]\s?([^\n—–]{3,400}?)\s?[—–]\s?(?=[^\W\d_])(\w+)")
DASHES = "——"
"""The pair of marks that stands for speech opened by a dash: ``— Мы победили, — сказал он``."""
_TITLE = 8
"""Words of a title."""
_MOST_RUNS = 5000
"""More marks than this make no news text."""


@dataclass(frozen=True, slots=True)
class Run:
    """``text[start:end]`` with its marks; ``closed`` is false where the line ends first, as in a quotation of several
    paragraphs.
    """

    start: int
    end: int
    closed: bool = True


def quoted_runs(text: str, marks: tuple[str, ...]) -> list[Run]:
    """Return the outermost quoted runs in order; a run never crosses a line break."""
    closers: dict[str, str] = {}
    for pair in marks:
        if pair == DASHES:
            continue
        closers[pair[0]] = closers.get(pair[0], "") + pair[1]
    if '"' in closers and "“" in closers:
        closers['"'] += "”"
        closers["“"] += '"'
    every = re.compile(
        "[" + re.escape("".join(sorted({mark for pair in marks if pair != DASHES for mark in pair}))) + "]"
    )
    runs: list[Run] = []
    for line in _LINE.finditer(text):
        runs += _line_runs(text, line.start(), line.end(), every, closers)
        if len(runs) > _MOST_RUNS:
            break
    return runs[:_MOST_RUNS]


def is_title(text: str) -> bool:
    """Tell whether a quoted run is the name of a work, a show or a movement: each word of weight is capitalised."""
    words = [word for word in re.findall(r"[^\W_][\w'’-]*", text) if len(word) > 3 or word[0].isupper()]
    return (
        0 < len(words) <= _TITLE
        and all(word[0].isupper() or word[0].isdigit() for word in words)
        and (len(words) > 1 or text[-2:-1].isalnum())
        and text[-2:-1] not in "!?.…"
    )


def split_at_asides(text: str, run: Run, cues: frozenset[str]) -> Iterator[Run]:
    """Yield the parts of a run between ``, — сказала она. —``, which Russian and Ukrainian set inside the marks."""
    start = run.start
    for aside in _ASIDE.finditer(text, run.start, run.end):
        if cues & set(aside.group().lower().split()):
            yield Run(start, aside.start())
            start = aside.end()
    yield Run(start, run.end, run.closed)


def dashed_runs(text: str, cues: frozenset[str]) -> Iterator[Run]:
    """Yield what stands between a dash that opens a sentence and one before a cue; runs never overlap."""
    for found in _DASHED.finditer(text):
        if found[2] in cues:
            yield Run(found.start(), found.end(1))


def _line_runs(text: str, start: int, end: int, every: re.Pattern[str], closers: dict[str, str]) -> Iterator[Run]:
    opened = -1
    for found in every.finditer(text, start, end):
        position, mark = found.start(), found.group()
        if opened < 0 or (text[opened] == _APOSTROPHE and mark != _APOSTROPHE):
            if mark in closers and _opens(text, position, end):
                opened = position
        elif mark in closers[text[opened]] and _closes(text, position, end):
            yield Run(opened, position + 1)
            opened = -1
    if opened >= 0 and text[opened] != _APOSTROPHE and text.count(" ", opened, end) > 1:
        yield Run(opened, opened + len(text[opened:end].rstrip()), closed=False)


def _opens(text: str, position: int, end: int) -> bool:
    """Tell whether a mark can open: something follows, and no letter or digit stands before it."""
    if position + 1 >= end or (text[position + 1].isspace() and text[position] not in "«"):
        return False
    before = text[position - 1] if position else " "
    return before.isspace() or before in _BEFORE_OPENING or not (before.isalnum() or before in ".,;:!?%'’)")


def _closes(text: str, position: int, end: int) -> bool:
    """Tell whether a mark can close: an apostrophe inside a word, or a straight mark that opens, cannot."""
    after = text[position + 1] if position + 1 < end else " "
    if text[position] == _APOSTROPHE:
        return not after.isalnum() and text[position - 1] in _BEFORE_CLOSING
    if text[position] == "’":
        return not after.isalnum()
    return text[position] != '"' or not after.isalnum() or not text[position - 1].isspace()
