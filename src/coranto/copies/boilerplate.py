"""Paragraphs that one publisher prints under many headlines: appeals, disclaimers, descriptions of the paper.

They are learnt from what arrives. Only the edges of a text are looked at, for that is where they stand, and the memory
is a table of fixed size, in which a paragraph seen once makes way for a newer one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from coranto.text.words import MAX_CHARACTERS, Hashes, Words, mix

HEADLINES = 4
"""A paragraph seen under so many different headlines of one publisher is boilerplate."""
_FIRST, _LAST = 2, 6
"""Paragraphs looked at from the start and from the end."""
_SHORTEST = 5
_LEAST_LEFT = 50
"""Words that must be left: of a text that would lose nearly all, nothing is taken (it is an update, reprinted)."""
_BREAK = re.compile("\n")
_PLACES = 1 << 20
SEEN = np.dtype([("paragraph", np.uint64), ("headlines", np.uint16, HEADLINES)])
"""A publisher's paragraph and marks of the headlines it stood under, 0 for none."""
_NONE = (np.zeros(0, np.intp), np.zeros(0, np.intp))


class Boilerplate:
    """What is known of each publisher's paragraphs."""

    def __init__(self, held: NDArray[np.void] | None = None) -> None:
        self._seen = np.zeros(_PLACES, SEEN)
        if held is not None:
            self._seen[_places(held["paragraph"])] = held

    def strip(
        self, words: Sequence[Words], texts: Sequence[str], publishers: Sequence[int], titles: Sequence[int]
    ) -> list[Hashes]:
        """Return the words of each text without boilerplate, and learn from the texts in order.

        ``publishers`` and ``titles`` are numbers of their names; of publisher 0, which is unknown, nothing is learnt.
        """
        parts = zip(words, texts, publishers, strict=True)
        edges = [_edges(one, text) if publisher else _NONE for one, text, publisher in parts]
        counts = [len(first) for first, _ in edges]
        if not sum(counts):
            return [one.hashes for one in words]
        starts = np.cumsum([0, *(len(one.hashes) for one in words)])
        shift = np.repeat(starts[:-1], counts)
        first, last = (np.concatenate([edge[side] for edge in edges]) + shift for side in (0, 1))
        hashes = np.concatenate([one.hashes for one in words])
        paragraphs = _paragraphs(hashes, first, last, np.repeat(np.array(publishers, np.uint64), counts))
        marks = np.repeat(np.array([title & 0xFFFF or 1 for title in titles], np.uint16), counts)
        known = self._learn(paragraphs, marks)
        return _without(hashes, starts, first[known], last[known])

    def pack(self) -> NDArray[np.void]:
        """Return what is held, as the constructor takes it."""
        return self._seen[self._seen["paragraph"] > 0]

    def _learn(self, paragraphs: Hashes, marks: NDArray[np.uint16]) -> NDArray[np.bool_]:
        """Note paragraphs in order; which of them were boilerplate by then."""
        known = np.zeros(len(paragraphs), np.bool_)
        for part in _rounds(_places(paragraphs)):
            known[part] = self._note(paragraphs[part], marks[part])
        return known

    def _note(self, paragraphs: Hashes, marks: NDArray[np.uint16]) -> NDArray[np.bool_]:
        """Note paragraphs that lie at different places."""
        place = _places(paragraphs)
        held = self._seen[place]
        headlines = np.where((held["paragraph"] == paragraphs)[:, np.newaxis], held["headlines"], np.uint16(0))
        free = np.argmin(headlines, axis=1)
        new = np.flatnonzero(np.all(headlines != marks[:, np.newaxis], axis=1) & np.any(headlines == 0, axis=1))
        headlines[new, free[new]] = marks[new]
        kept = np.any(held["headlines"] == 0, axis=1)  # boilerplate is never pushed out
        self._seen["paragraph"][place[kept]] = paragraphs[kept]
        self._seen["headlines"][place[kept]] = headlines[kept]
        return np.asarray(np.all(headlines > 0, axis=1))


def _places(paragraphs: Hashes) -> NDArray[np.intp]:
    return (paragraphs % np.uint64(_PLACES)).astype(np.intp)


def _rounds(places: NDArray[np.intp]) -> Iterator[NDArray[np.intp]]:
    """Yield what can be noted at once, each place at most once a round, in order."""
    order = np.argsort(places, kind="stable")
    first = np.searchsorted(places[order], places[order])
    turn = np.arange(len(places)) - first
    for number in range(int(turn.max()) + 1):
        yield order[turn == number]


def _without(hashes: Hashes, starts: NDArray[np.intp], first: NDArray[np.intp], last: NDArray[np.intp]) -> list[Hashes]:
    """Return the words from each start to the next, without those from ``first`` to ``last``."""
    depth = np.zeros(len(hashes) + 1, np.int64)
    np.add.at(depth, first, 1)
    np.add.at(depth, last, -1)
    keep = np.cumsum(depth)[:-1] == 0
    whole = [hashes[one:other] for one, other in pairwise(starts.tolist())]
    kept = [part[keep[one:other]] for part, (one, other) in zip(whole, pairwise(starts.tolist()), strict=True)]
    return [new if len(new) >= _LEAST_LEFT else old for new, old in zip(kept, whole, strict=True)]


def _edges(words: Words, text: str) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the first and last word of each paragraph at the edges that is long enough to tell."""
    breaks = [found.start() for found in _BREAK.finditer(text, 0, MAX_CHARACTERS)]
    cuts = np.searchsorted(words.start, np.array([0, *breaks, len(text)], np.int32))
    long = np.flatnonzero(np.diff(cuts) >= _SHORTEST)
    if len(long) > _FIRST + _LAST:
        long = np.concatenate((long[:_FIRST], long[-_LAST:]))
    return cuts[long], cuts[long + 1]


def _paragraphs(hashes: Hashes, first: NDArray[np.intp], last: NDArray[np.intp], publishers: Hashes) -> Hashes:
    """Return a number for each paragraph: of its words in whatever order, and of who prints it."""
    total = np.zeros(len(hashes) + 1, np.uint64)
    np.cumsum(hashes, out=total[1:])
    return mix((total[last] - total[first]) ^ publishers)
