"""Paragraphs that one publisher prints under many headlines: appeals, disclaimers, descriptions of the paper.

They are learnt from what arrives. Only the edges of a text are looked at, for that is where they stand, and the memory
is bounded for each publisher and in all.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from hashlib import blake2b
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from coranto.text.words import Hashes, Words

HEADLINES = 4
"""A paragraph seen under so many different headlines of one publisher is boilerplate."""
_FIRST, _LAST = 2, 6
"""Paragraphs looked at from the start and from the end."""
_SHORTEST = 5
_LEAST_LEFT = 30
"""Words that must be left: of a text that would lose nearly all, nothing is taken (it is an update, reprinted)."""
_PARAGRAPHS = 400
_PUBLISHERS = 4000
_PARAGRAPH = re.compile(r"[^\n]+")

Titles = tuple[int, ...]


class Boilerplate:
    """What is known of each publisher's paragraphs; the least recently seen are forgotten."""

    def __init__(self, known: dict[int, dict[int, Titles]] | None = None) -> None:
        self._known = OrderedDict((key, OrderedDict(seen)) for key, seen in (known or {}).items())

    def strip(self, words: Words, text: str, publisher: int, title: int) -> Hashes:
        """Return the words without boilerplate, and learn from the text; ``publisher`` 0 is unknown."""
        if not publisher:
            return words.hashes
        keep = np.ones(len(words.hashes), np.bool_)
        for part in _edges(words, text):
            if self._learn(publisher, words.hashes[part], title):
                keep[part] = False
        return words.hashes[keep] if keep.sum() >= _LEAST_LEFT else words.hashes

    def pack(self) -> dict[int, dict[int, Titles]]:
        """Return plain values, as the constructor takes them."""
        return {publisher: dict(seen) for publisher, seen in self._known.items()}

    def _learn(self, publisher: int, words: Hashes, title: int) -> bool:
        """Note one paragraph; whether it is boilerplate by now."""
        seen = self._known.setdefault(publisher, OrderedDict())
        self._known.move_to_end(publisher)
        key = int.from_bytes(blake2b(words.tobytes(), digest_size=8).digest())
        titles = seen.get(key, ())
        if title not in titles and len(titles) < HEADLINES:
            titles = (*titles, title)
        seen[key] = titles
        seen.move_to_end(key)
        if len(seen) > _PARAGRAPHS:
            seen.popitem(last=False)
        if len(self._known) > _PUBLISHERS:
            self._known.popitem(last=False)
        return len(titles) >= HEADLINES


def _edges(words: Words, text: str) -> list[slice]:
    """Return the words of each paragraph at the edges that is long enough to tell."""
    bounds: NDArray[np.int32] = np.array(
        [found.start() for found in _PARAGRAPH.finditer(text)] + [len(text)], dtype=np.int32
    )
    cuts = np.searchsorted(words.start, bounds)
    parts = [slice(int(first), int(last)) for first, last in pairwise(cuts)]
    parts = [part for part in parts if part.stop - part.start >= _SHORTEST]
    return parts if len(parts) <= _FIRST + _LAST else parts[:_FIRST] + parts[-_LAST:]
