"""What a copy changed against its origin, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from coranto.text.words import read_words

_PARAGRAPHS = 400
"""Paragraphs of a text that are compared; the rest would cost more than a reader wants to read."""
_SAME = 0.98
_SIMILAR = 0.5
"""Share of words in common from which on a paragraph counts as changed, not as cut and another added."""


class Change(StrEnum):
    """What became of a paragraph."""

    KEPT = "kept"
    CUT = "cut"
    ADDED = "added"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """One paragraph; ``before`` is empty where it was added, ``after`` where it was cut."""

    change: Change
    before: str = ""
    after: str = ""


def compare(origin: str, copy: str) -> list[ParagraphChange]:
    """Return the paragraphs of both texts in reading order: kept, cut, added or changed.

    Paragraphs are aligned so that the words in common are the most (Needleman & Wunsch 1970), which costs time in
    the product of the numbers of paragraphs; of each text 400 are read.
    """
    before, after = _paragraphs(origin), _paragraphs(copy)
    likeness = _likeness(before, after)
    changes: list[ParagraphChange] = []
    one = other = 0
    for i, j in _align(likeness):
        changes += [ParagraphChange(Change.CUT, before=text) for text in before[one:i]]
        changes += [ParagraphChange(Change.ADDED, after=text) for text in after[other:j]]
        change = Change.KEPT if likeness[i][j] >= _SAME else Change.CHANGED
        changes.append(ParagraphChange(change, before[i], after[j]))
        one, other = i + 1, j + 1
    changes += [ParagraphChange(Change.CUT, before=text) for text in before[one:]]
    changes += [ParagraphChange(Change.ADDED, after=text) for text in after[other:]]
    return changes


def word_changes(before: str, after: str) -> list[tuple[Change, str]]:
    """Return the pieces of a changed paragraph: kept, cut or added words, in reading order."""
    old, new = before.split(), after.split()
    pieces: list[tuple[Change, str]] = []
    for kind, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append((Change.KEPT, " ".join(old[a:b])))
            continue
        pieces += [(Change.CUT, " ".join(old[a:b]))] * (a < b)
        pieces += [(Change.ADDED, " ".join(new[c:d]))] * (c < d)
    return pieces


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()][:_PARAGRAPHS]


def _likeness(before: Sequence[str], after: Sequence[str]) -> list[list[float]]:
    """Return Dice's coefficient over distinct words for each pair."""
    old = [set(words.hashes.tolist()) for words in read_words(before)]
    new = [set(words.hashes.tolist()) for words in read_words(after)]
    return [[2 * len(a & b) / max(1, len(a) + len(b)) for b in new] for a in old]


def _align(likeness: list[list[float]]) -> list[tuple[int, int]]:
    """Return the pairs (i, j), rising in both, with the highest sum of likeness, each at least ``_SIMILAR``."""
    rows, columns = len(likeness), len(likeness[0]) if likeness else 0
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            taken = best[i + 1][j + 1] + likeness[i][j] if likeness[i][j] >= _SIMILAR else 0.0
            best[i][j] = max(taken, best[i + 1][j], best[i][j + 1])
    pairs = []
    i = j = 0
    while i < rows and j < columns:
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            pairs.append((i, j))
            i, j = i + 1, j + 1
    return pairs
