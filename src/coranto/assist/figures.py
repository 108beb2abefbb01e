"""Figures compared: one quantity across sources and time, with conflicts marked.

Two figures state one quantity if their unit agrees, what they count does, what happened to it does not differ
(``killed`` and ``injured``: ``data/events.json``), and their sentences say alike. Two values conflict where no rounding
explains both, for one day, and neither report says that the number moved.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations, groupby

from coranto.assist.days import find_days
from coranto.assist.material import Material, Said, Weights, sentences_of
from coranto.assist.words import of_language
from coranto.model import Figure, Statement
from coranto.text.analysis import family_of, term_set

_ALIKE = 0.22
"""Share of two sentences' weight from which on they speak of one quantity, if they count the same."""
_VERY_ALIKE = 0.45
"""The same, where what is counted is not said."""
_ROUNDED = 0.07
"""Share by which a rounded number may differ from the exact one."""
_LITTLE = 10
"""Numbers up to this, without a unit, are compared only where they differ: ``four ports`` is no news."""
_MOST = 400
"""Figures of a story that are compared."""
_GROUPS = 12
_UPDATES = "updates"
_WORD = re.compile(r"[^\W\d_]+")
_DURATIONS = frozenset(("hour", "day", "week", "month", "year"))
_OVER = re.compile(r"\b(?:over|über|sur)\s\Z", re.IGNORECASE)
"""``9 percent over two years``: how long something runs is no quantity that reports differ on."""
_OF = re.compile(r"\s(?:(?:out\s)?of|von|sur|de)\s(?:the\s)?")


@dataclass(frozen=True, slots=True)
class Claim:
    """One report's value; ``low`` and ``high`` are equal for a single number, None where open."""

    low: float | None
    high: float | None
    publisher: str
    claimed_by: str
    as_of: date
    report: int
    statement: Statement


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """The same quantity as several reports state it, oldest first. ``conflict``: two of one time exclude each other."""

    of: str
    unit: str
    claims: tuple[Claim, ...]
    reports: int
    conflict: bool


@dataclass(frozen=True)
class _Stated:
    """A figure in its sentence: the terms of what it counts, and what happened to it, where the words say."""

    figure: Figure
    said: Said
    counted: frozenset[str]
    event: str


def compare_figures(materials: Sequence[Material]) -> tuple[FigureGroup, ...]:
    """Return quantities that at least two independent reports state, conflicting ones and the most reported first."""
    stated = _stated(materials)
    weights = Weights({one.said for one in stated})
    groups: list[list[_Stated]] = []
    for _, sentence in groupby(stated, key=lambda one: one.said.span):
        _join(list(sentence), groups, weights)
    found = [_group(group) for group in groups if len({one.said.material.report for one in group}) > 1]
    telling = [one for one in found if _telling(one)]
    return tuple(sorted(telling, key=lambda group: (not group.conflict, -group.reports)))[:_GROUPS]


def _join(stated: Sequence[_Stated], groups: list[list[_Stated]], weights: Weights) -> None:
    """Put the figures of one sentence into groups, at most one into each, first those whose very value is there."""
    taken: set[int] = set()
    ranked = sorted(
        stated, key=lambda one: not any(_bounds(one.figure) == _bounds(x.figure) for g in groups for x in g)
    )
    for one in ranked:
        fitting = [
            (not any(_bounds(one.figure) == _bounds(other.figure) for other in group), number)
            for number, group in enumerate(groups)
            if number not in taken and any(_same_quantity(one, other, weights) for other in group)
        ]
        number = min(fitting)[1] if fitting else len(groups)
        if not fitting:
            groups.append([])
        groups[number].append(one)
        taken.add(number)


def _telling(group: FigureGroup) -> bool:
    """Tell whether a quantity is worth a line: it has a unit, is large, or its values differ."""
    values = {value for claim in group.claims for value in (claim.low, claim.high) if value is not None}
    return bool(group.unit) or len(values) > 1 or max(values, default=0.0) > _LITTLE


def _stated(materials: Sequence[Material]) -> list[_Stated]:
    ordered = sentences_of(sorted(materials, key=lambda one: one.when))
    return [one for said in ordered for one in _in_sentence(said)][:_MOST]


def _in_sentence(said: Said) -> Iterator[_Stated]:
    """Yield a sentence's figures; in ``48 drones of 54`` the second counts what the first does."""
    figures = [one for one in said.material.found.figures if said.sentence.start <= one.start < said.sentence.end]
    text = said.sentence.text
    before: tuple[int, frozenset[str]] = (0, frozenset())
    for figure in figures:
        counted = term_set(figure.of, family_of(said.material.language))
        end = figure.end - said.sentence.start + len(figure.of) + 1
        if _OF.fullmatch(text, before[0], figure.start - said.sentence.start) and not figure.unit:
            counted = before[1]
        before = end, counted
        if figure.unit in _DURATIONS and _OVER.search(text, 0, figure.start - said.sentence.start):
            continue
        yield _Stated(figure, said, counted, _event(said, figure, figures))


def _event(said: Said, figure: Figure, figures: Sequence[Figure]) -> str:
    """Return what happened, by the word nearest to a figure with no other figure between them."""
    start = max((one.end for one in figures if one.end <= figure.start), default=said.sentence.start)
    end = min((one.start for one in figures if one.start >= figure.end), default=said.sentence.end)
    text, offset = said.sentence.text, said.sentence.start
    known = _events(said.material.language)
    found = [
        (min(abs(word.start() + offset - figure.end), abs(figure.start - word.end() - offset)), known[name])
        for word in _WORD.finditer(text, start - offset, end - offset)
        if (name := word[0].lower()) in known
    ]
    return min(found, default=(0, ""))[1]


def _same_quantity(one: _Stated, other: _Stated, weights: Weights) -> bool:
    """Tell whether two figures state one quantity: of one unit, of one thing, in sentences that say alike."""
    if one.figure.unit != other.figure.unit or one.said is other.said:
        return False
    if one.event and other.event and one.event != other.event:
        return False
    if one.said.material.language != other.said.material.language:
        return _bounds(one.figure) == _bounds(other.figure) and bool(one.said.anchors & other.said.anchors)
    alike = bool(one.counted & other.counted)
    if not alike and (not one.figure.unit or (one.counted and other.counted)):
        return False
    shared = max(weights.shared(one.said, other.said), weights.shared(other.said, one.said))
    return shared >= (_ALIKE if alike else _VERY_ALIKE)


def _bounds(figure: Figure) -> tuple[float | None, float | None]:
    return (figure.low, figure.high) if figure.value is None else (figure.value, figure.value)


def _group(group: Sequence[_Stated]) -> FigureGroup:
    claims: dict[tuple[int, float | None, float | None], Claim] = {}
    for one in group:
        claim = _claim(one)
        claims.setdefault((claim.report, claim.low, claim.high), claim)
    ordered = sorted(claims.values(), key=lambda claim: claim.as_of)
    steady = [claim for claim in ordered if not _moved(claim, group[0].said.material.language)]
    conflict = any(_exclude(a, b) for a, b in combinations(steady, 2))
    named = Counter(one.figure.of for one in group if one.figure.of)
    of = max(named, key=lambda name: (named[name], len(name)), default="")
    return FigureGroup(of, group[0].figure.unit, tuple(ordered), len({one.report for one in ordered}), conflict)


def _moved(claim: Claim, language: str) -> bool:
    """Tell whether a sentence says that the number is a new one (``rose to 14``)."""
    return not _updates(language).isdisjoint(word[0].lower() for word in _WORD.finditer(claim.statement.text))


def _claim(one: _Stated) -> Claim:
    low, high = _bounds(one.figure)
    material = one.said.material
    claimed = one.figure.claimed_by
    return Claim(low, high, material.publisher, claimed, _as_of(one.said), material.report, one.said.stated())


def _as_of(said: Said) -> date:
    """Return the last day that a sentence names up to its publication, or that of its publication."""
    published = said.material.when.date()
    days = [one.day for one in find_days(said.sentence.text, published, said.material.language)]
    return max((day for day in days if day <= published), default=published)


def _exclude(a: Claim, b: Claim) -> bool:
    """Tell whether two claims of different reports about one time cannot both hold, however they were rounded."""
    if a.report == b.report or a.as_of != b.as_of:
        return False
    apart = a.high is not None and b.low is not None and a.high < b.low and not _rounded(a.high, b.low)
    return apart or (b.high is not None and a.low is not None and b.high < a.low and not _rounded(b.high, a.low))


def _rounded(one: float, other: float) -> bool:
    """Tell whether one number may be the other, rounded to its last digit that is not zero."""
    return any(
        abs(one - other) <= min(_last_place(number) / 2, _ROUNDED * max(abs(one), abs(other)))
        for number in (one, other)
    )


def _last_place(number: float) -> float:
    """Return the worth of the last digit that is not zero: 1,000 of 12,000, 0.1 of 30.2."""
    digits = f"{number:.6f}".rstrip("0").rstrip(".")
    if "." in digits:
        return float(10 ** -(len(digits) - digits.index(".") - 1))
    return float(10 ** (len(digits) - len(digits.rstrip("0"))))


@cache
def _events(language: str) -> dict[str, str]:
    """Return what happened, by the words that say so."""
    told = of_language("events", language).items()
    return {word: event for event, words in told if event != _UPDATES for word in words.split()}


@cache
def _updates(language: str) -> frozenset[str]:
    return frozenset(of_language("events", language)[_UPDATES].split())
