"""What two articles share, in words: why they are related."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coranto.model import StoredArticle
from coranto.stories.corpus import general_frequencies
from coranto.stories.matter import Numbers
from coranto.text.words import Words, read_words

_READ = 4000
"""Characters of a text in which names are looked for."""
_RARE = 3.0
"""Inverse document frequency from which on a word tells something: it stands in one text of twenty."""
_NAMED = 3
_LONGEST = 4
"""Words of a name."""
_SHORT = 3
_LONG = 6
"""Letters of a word that is no name and tells something: shorter ones are too often words of grammar."""
_ENDS = re.compile(r"[.!?…:\n–—]")
_NAME_GAP = re.compile(r"[ \u00a0-]")


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    words: Words

    @classmethod
    def of(cls, stored: StoredArticle) -> _Text:
        text = f"{stored.article.title}\n{stored.article.text}"[:_READ]
        return cls(text, read_words([text])[0])


def shared_names(article: StoredArticle, other: StoredArticle) -> list[str]:
    """Return the rarest names that both have, as the article writes them."""
    mine, theirs = _Text.of(article), _Text.of(other)
    rare = _rarity(mine.words)
    within = mine.words.hashes[_capital_within(mine)]
    named = mine.words.capital & np.isin(mine.words.hashes, within)
    named &= np.isin(mine.words.hashes, theirs.words.hashes[theirs.words.capital])
    return _best(list(_names(mine, named, _telling(mine.words, rare, _SHORT))), mine, rare)


def shared_words(article: StoredArticle, other: StoredArticle) -> list[str]:
    """Return the rarest words that both have and that are no names."""
    mine, theirs = _Text.of(article), _Text.of(other)
    rare = _rarity(mine.words)
    shared = _telling(mine.words, rare, _LONG) & ~mine.words.capital & np.isin(mine.words.hashes, theirs.words.hashes)
    return _best([(place, place + 1) for place in np.flatnonzero(shared).tolist()], mine, rare)


def _telling(words: Words, rare: Numbers, letters: int) -> NDArray[np.bool_]:
    telling: NDArray[np.bool_] = (rare >= _RARE) & (words.end - words.start >= letters) & ~words.digit
    return telling


def _capital_within(mine: _Text) -> NDArray[np.intp]:
    """Return the capitalised words that do not begin a sentence: what only begins sentences is no name."""
    words, places = mine.words, np.flatnonzero(mine.words.capital[1:]) + 1
    gaps = zip(words.end[places - 1].tolist(), words.start[places].tolist(), strict=True)
    inner = [not _ENDS.search(mine.text, end, start) for end, start in gaps]
    return places[np.array(inner, np.bool_)]


def _rarity(words: Words) -> Numbers:
    """Return the inverse document frequency of each word in general texts."""
    general = general_frequencies()
    usual = general.frequency[(words.hashes >> np.uint64(44)).astype(np.int64)]
    return np.log((general.documents + 1.0) / (usual.astype(np.float64) + 0.5))


def _names(mine: _Text, named: NDArray[np.bool_], telling: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Yield the runs of shared capitalised words, from one word to the next, that hold a telling one."""
    places = np.flatnonzero(named).tolist()
    start = 0
    for number, place in enumerate(places):
        following = places[number + 1] if number + 1 < len(places) else -1
        if following == place + 1 and number - start < _LONGEST and _joined(mine, place):
            continue
        first, last = places[start], place + 1
        start = number + 1
        if telling[first:last].any():
            yield first, last


def _joined(mine: _Text, place: int) -> bool:
    """Whether a word and the next stand side by side, as in a name."""
    return bool(_NAME_GAP.fullmatch(mine.text[mine.words.end[place] : mine.words.start[place + 1]]))


def _best(runs: list[tuple[int, int]], mine: _Text, rare: Numbers) -> list[str]:
    """Return the rarest runs as they are written, each once, none that is part of another."""
    found: list[str] = []
    for first, last in sorted(runs, key=lambda run: (-float(rare[run[0] : run[1]].max()), run)):
        name = mine.text[mine.words.start[first] : mine.words.end[last - 1]]
        if not any(name.casefold() in known.casefold() or known.casefold() in name.casefold() for known in found):
            found.append(name)
    return found[:_NAMED]
