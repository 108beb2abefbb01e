"""Figures compared: one quantity across sources and time, with conflicts marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coranto.assist.material import Material, Said, Weights, sentences_of
from coranto.model import Figure, Statement
from coranto.text.analysis import family_of, term_set

_ALIKE = 0.22
"""Share of two sentences' weight from which on they speak of one quantity, if they count the same."""
_VERY_ALIKE = 0.45
"""The same, where what is counted is not said."""
_SAME_TIME = timedelta(days=1)
_MOST = 400
"""Figures of a story that are compared."""
_GROUPS = 12


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
    """A figure in its sentence; ``counted`` are the terms of what it counts."""

    figure: Figure
    said: Said
    counted: frozenset[str]


def compare_figures(materials: Sequence[Material]) -> tuple[FigureGroup, ...]:
    """Return quantities that at least two independent reports state, conflicting ones and the most reported first."""
    stated = _stated(materials)
    weights = Weights({one.said for one in stated})
    groups: list[list[_Stated]] = []
    for one in stated:
        group = next((group for group in groups if any(_same_quantity(one, other, weights) for other in group)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    found = [_group(group) for group in groups if len({one.said.material.report for one in group}) > 1]
    return tuple(sorted(found, key=lambda group: (not group.conflict, -group.reports)))[:_GROUPS]


def _stated(materials: Sequence[Material]) -> list[_Stated]:
    found = [
        _Stated(figure, said, term_set(figure.of, family_of(said.material.language)))
        for said in sentences_of(sorted(materials, key=lambda one: one.when))
        for figure in said.material.found.figures
        if said.sentence.start <= figure.start < said.sentence.end
    ]
    return found[:_MOST]


def _same_quantity(one: _Stated, other: _Stated, weights: Weights) -> bool:
    """Tell whether two figures state one quantity: of one unit, of one thing, in sentences that say alike."""
    if one.figure.unit != other.figure.unit or one.said is other.said:
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
    conflict = any(_exclude(a, b) for number, a in enumerate(ordered) for b in ordered[number + 1 :])
    of = max((one.figure.of for one in group), key=len)
    return FigureGroup(of, group[0].figure.unit, tuple(ordered), len({one.report for one in ordered}), conflict)


def _claim(one: _Stated) -> Claim:
    low, high = _bounds(one.figure)
    material = one.said.material
    when = one.figure.as_of or material.when.date()
    return Claim(low, high, material.publisher, one.figure.claimed_by, when, material.report, one.said.stated())


def _exclude(a: Claim, b: Claim) -> bool:
    """Tell whether two claims of different reports about one time cannot both hold."""
    if a.report == b.report or abs(a.as_of - b.as_of) > _SAME_TIME:
        return False
    apart = a.high is not None and b.low is not None and a.high < b.low
    return apart or (b.high is not None and a.low is not None and b.high < a.low)
