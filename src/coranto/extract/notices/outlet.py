"""Whose text it truly is, where the text says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from coranto.extract.notices.words import (
    Finder,
    any_of,
    is_agency,
    is_portal,
    outlet_named,
    outlet_spellings,
    words_of,
)

_OWNED = 4
"""Weight of a copyright line."""
_READ = 8_000
"""Characters of a text that are read: a wire's report is shorter, and a longer text quotes others."""
_FOOT = 1_000
"""Characters at the end of a text in which it says who owns it."""
_MENTIONS = 12
"""Mentions of an outlet that are read, and the last one."""
_NEAR = 60
"""Characters on either side of a name in which its mark stands."""
_ENOUGH = 2
"""Weight that a text must reach where its publisher is no portal and the outlet no wire service."""
_SIGNED = 4
"""The same where people have signed the text."""
_UNSPACED = "\u3040"
"""From this character on, words are written without blanks between them (kana, Han, Hangul)."""
_ARTICLE = "the "


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words around an outlet's name in which it speaks of itself."""

    before: str
    behind: str
    weight: int

    def stands(self, before: str, behind: str) -> bool:
        """Whether the phrase stands around a name, as whole words."""
        if not (before.endswith(self.before) and behind.startswith(self.behind)):
            return False
        return not (
            (self.before and _goes_on(before[: -len(self.before)][-1:], self.before[0]))
            or (self.behind and _goes_on(behind[len(self.behind) :][:1], self.behind[-1]))
        )


def true_outlet(text: str, *, publisher: str = "", signed: bool = False) -> str:
    """Return the outlet that speaks of itself in a text, or nothing.

    It does so in a copyright line (``2025 NEWSWEEK DIGITAL LLC``), by what it did (``BBC News has asked``,
    ``a document seen by Reuters``) and by whom people told something. Others quote a wire service the
    same way, so one such mark is enough only for a wire service or on a portal's page, and not where the
    publisher's own people have signed the text (``signed``).
    """
    weights: Counter[str] = Counter()
    for name, before, behind in _mentions(text[:_READ]):
        weights[name] += _weight(before, behind)
    for name in _owners(text[-_FOOT:]):
        weights[name] += _OWNED
    ranked = [(name, weight) for name, weight in weights.most_common(2) if weight]
    if not ranked or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return ""
    name, weight = ranked[0]
    if not publisher or is_portal(publisher):
        return name
    return name if weight >= (_SIGNED if signed else 1 if is_agency(name) else _ENOUGH) else ""


def _mentions(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield outlets that a text names, with what stands before and behind the name."""
    met: Counter[str] = Counter()
    for found in _names().find(text):
        start, end = found.span()
        before, behind = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
        if _goes_on(before[-1:], found[0][0]) or _goes_on(behind[:1], found[0][-1]):
            continue
        name = outlet_named(found[0]) or (outlet_named(_ARTICLE + found[0]) if before.endswith(_ARTICLE) else "")
        met[name] += 1
        if name and met[name] <= _MENTIONS:
            yield name, before.removesuffix(_ARTICLE).replace("’", "'"), behind


def _goes_on(letter: str, beside: str) -> bool:
    """Whether a letter and the one beside it are of one word."""
    return (letter.isalnum() or letter == "_") and letter < _UNSPACED and beside < _UNSPACED


def _weight(before: str, behind: str) -> int:
    """Return the weight of the phrases around a name, one of each kind at most."""
    lead, follow = before.rstrip()[-1:], behind.lstrip()[:1]
    phrases = [phrase for key in (lead, "." + follow) for phrase in _phrases().get(key, ())]
    return sum({phrase.weight for phrase in phrases if phrase.stands(before, behind)})


def _owners(foot: str) -> Iterator[str]:
    """Yield the outlets that a text's foot names as those who own it."""
    marks = [mark for mark in _owning() if mark in foot]
    for place in sorted({foot.find(mark) for mark in marks} | {foot.rfind(mark) for mark in marks}):
        found = _owned().search(foot, max(0, place - _NEAR), place + _NEAR)
        if found:
            yield outlet_named(found["one"] or found["two"] or found["three"])


@cache
def _phrases() -> dict[str, list[_Phrase]]:
    """Return the phrases by the character that stands before a name, or by a dot and the one behind it."""
    found: dict[str, list[_Phrase]] = {}
    for key, weight in (("told", 1), ("did", 2)):
        for phrase in words_of("outlet", key):
            for words in product(*(word.split("|") for word in phrase.split(" "))):
                before, _, behind = " ".join(words).partition("{}")
                place = before.rstrip()[-1:] or "." + behind.lstrip()[:1]
                found.setdefault(place, []).append(_Phrase(before, behind, weight))
    return found


@cache
def _names() -> Finder:
    return Finder(name.removeprefix(_ARTICLE) for name in outlet_spellings())


@cache
def _owning() -> tuple[str, ...]:
    return ("©", "(c)", "(C)", "opyright", *words_of("outlet", "owners"))


@cache
def _owned() -> re.Pattern[str]:
    names = any_of(name for name in outlet_spellings() if len(name) > 2)
    owners = any_of(words_of("outlet", "owners"))
    return re.compile(
        rf"(?:©|\(c\)|copyright)\s?(?:\d{{4}}\s)?(?:by\s)?(?:the\s)?(?P<one>{names})(?!\w)"
        rf"|\b(?:19|20)\d\d\s(?P<two>{names})(?!\w)[\w\s,.]{{0,20}}\b{owners}\b"
        rf"|\b(?P<three>{names})\s(?:Digital\s|Media\s)?{owners}\b",
        re.IGNORECASE,
    )
