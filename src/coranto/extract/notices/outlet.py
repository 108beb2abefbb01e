"""Whose text it truly is, where the text says so."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import numpy as np
import numpy.typing as npt

from coranto.extract.characters import hash_word, hash_words
from coranto.extract.notices.words import any_of, is_agency, is_portal, outlet_named, outlet_names, words_of

_OWNED = 4
"""Weight of a copyright line."""
_WORD = re.compile(r"\w+")
_READ = 50_000
"""Characters of a text that are read."""
_MENTIONS = 6
"""Stretches around a name that are read, and the last one."""
_STRETCH = 600
"""Characters of a stretch in which a name stands again and again."""
_SHORT = 3
"""Letters up to which a name is looked for as it is written: small, it is a word."""
_NEAR = 80
"""Characters on either side of a name in which its mark stands."""
_ENOUGH = 2
"""Weight that a text must reach where its publisher is no portal and the outlet no wire service."""


def true_outlet(text: str, *, publisher: str = "") -> str:
    """Return the outlet that speaks of itself in a text, or nothing.

    It does so in a copyright line (``2025 NEWSWEEK DIGITAL LLC``), by what it did (``BBC News has asked``,
    ``a document seen by Reuters``) and by whom people told something. Others quote a wire service the
    same way, so one such mark is enough only for a wire service or on a portal's page.
    """
    weights: Counter[str] = Counter()
    text = text[:_READ]
    small = text.lower()
    for spelling in _spellings_in(text, small):
        for window in _windows(text, small, spelling):
            for pattern, weight in _marks(spelling):
                weights[outlet_named(spelling)] += weight * len(pattern.findall(window))
    ranked = [(name, weight) for name, weight in weights.most_common() if name and weight]
    if not ranked or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return ""
    name, weight = ranked[0]
    return name if weight >= _ENOUGH or is_agency(name) or not publisher or is_portal(publisher) else ""


def _spellings_in(text: str, small: str) -> list[str]:
    """Return the spellings that stand in a text, long ones in small letters: short ones, small, are words."""
    known, by_word = _by_rarest_word()
    words, _ = hash_words([small])
    places = np.minimum(np.searchsorted(known, words), len(known) - 1)
    met = dict.fromkeys(words[known[places] == words].tolist())
    return [name for word in met for name in by_word[word] if name in (text if len(name) <= _SHORT else small)]


@cache
def _by_rarest_word() -> tuple[npt.NDArray[np.uint64], dict[int, list[str]]]:
    """Return all spellings by the key of their longest word (``the`` is in every text), and these keys in order."""
    found: dict[int, list[str]] = {}
    for name in outlet_names():
        if len(name) <= _SHORT or name.islower():
            found.setdefault(hash_word(max(_WORD.findall(name.lower()), key=len)), []).append(name)
    return np.array(sorted(found), np.uint64), found


def _windows(text: str, small: str, spelling: str) -> list[str]:
    """Return the surroundings of a spelling, wherever it stands: what is further off is not read."""
    searched = text if len(spelling) <= _SHORT else small
    windows: list[tuple[int, int]] = []
    place = searched.find(spelling)
    while place >= 0:
        start, end = max(0, place - _NEAR), place + len(spelling) + _NEAR
        if windows and start <= windows[-1][1]:
            start = windows.pop()[0]
        windows.append((start, end))
        place = searched.find(spelling, place + len(spelling))
    if len(windows) > _MENTIONS:
        windows = windows[:_MENTIONS] + windows[-1:]
    return [text[start:end][:_STRETCH] for start, end in windows]


def _written(spelling: str) -> list[str]:
    return [name for name in outlet_names() if name.lower() == spelling]


@cache
def _marks(spelling: str) -> tuple[tuple[re.Pattern[str], int], ...]:
    """Return the marks of one outlet; each is quick to look for, as all outlets' together are not."""
    name = re.escape(spelling) if len(spelling) <= _SHORT else any_of(_written(spelling))
    outlet = rf"{name}(?!\w)"
    patterns = [(_phrases("told", outlet), 1), (_phrases("did", outlet), 2)]
    if len(spelling) > 2:
        owner = rf"(?i:{name})(?!\w)"
        patterns.append((rf"(?:©|\([cC]\)|[Cc]opyright)\s?(?:\d{{4}}\s)?(?:by\s)?(?:[Tt]he\s)?{owner}", _OWNED))
        patterns.append((rf"\b(?:19|20)\d\d\s{owner}[\w\s,.]{{0,20}}\b(?i:LLC|Ltd|Inc|GmbH)\b", _OWNED))
        patterns.append((rf"{owner}\s(?:Digital\s|Media\s)?(?:LLC|Ltd|Inc)\b", _OWNED))
    return tuple((re.compile(pattern), weight) for pattern, weight in patterns)


def _phrases(key: str, outlet: str) -> str:
    """Return a pattern for any of the phrases in which an outlet speaks of itself."""
    return rf"(?<!\w)(?:{'|'.join(phrase.replace('{}', outlet) for phrase in words_of('outlet', key))})(?!\w)"
