"""Whose text it truly is, where the text says so."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from coranto.extract.notices.words import any_of, is_agency, is_portal, outlet_named, outlet_names, words_of

_OWNED = 4
"""Weight of a copyright line."""
_ENOUGH = 2
"""Weight that a text must reach where its publisher is no portal and the outlet no wire service."""


def true_outlet(text: str, *, publisher: str = "") -> str:
    """Return the outlet that speaks of itself in a text, or nothing.

    It does so in a copyright line (``2025 NEWSWEEK DIGITAL LLC``), by what it did (``BBC News has asked``,
    ``a document seen by Reuters``) and by whom people told something. Others quote a wire service the
    same way, so one such mark is enough only for a wire service or on a portal's page.
    """
    weights: Counter[str] = Counter()
    for pattern, weight in _marks():
        for found in pattern.finditer(text):
            weights[outlet_named(found["outlet"])] += weight
    ranked = [(name, weight) for name, weight in weights.most_common() if name]
    if not ranked or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return ""
    name, weight = ranked[0]
    return name if weight >= _ENOUGH or is_agency(name) or not publisher or is_portal(publisher) else ""


@cache
def _marks() -> tuple[tuple[re.Pattern[str], int], ...]:
    outlet = rf"(?P<outlet>{any_of(outlet_names())})(?!\w)"
    owners = rf"(?i:(?P<outlet>{any_of(name for name in outlet_names() if len(name) > 2)}))(?!\w)"
    named = [(words_of("outlet", key), weight) for key, weight in (("told", 1), ("did", 2))]
    patterns = [
        (rf"(?<!\w){phrase.replace('{}', outlet)}(?!\w)", weight) for words, weight in named for phrase in words
    ]
    patterns.append((rf"(?:©|\([cC]\)|[Cc]opyright)\s?(?:\d{{4}}\s)?(?:by\s)?(?:[Tt]he\s)?{owners}", _OWNED))
    patterns.append((rf"\b(?:19|20)\d\d\s{owners}[\w\s,.]{{0,20}}\b(?i:LLC|Ltd|Inc|GmbH)\b", _OWNED))
    patterns.append((rf"{owners}\s(?:Digital\s|Media\s)?(?:LLC|Ltd|Inc)\b", _OWNED))
    return tuple((re.compile(pattern), weight) for pattern, weight in patterns)
