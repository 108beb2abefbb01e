"""The key points of a story: what independent reports agree on first, each point once, newest state first."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from coranto.assist.agreement import Point, points_of
from coranto.assist.material import Material, Weights, main_language
from coranto.model import Statement

MOST_POINTS = 5
_SAME = 0.5
"""Share of a point that an earlier one has said, from which on it is repetition."""
_LEAD = 1.0
"""How much more the opening sentence of a report counts than a late one."""


def story_points(
    materials: Sequence[Material], *, read: Sequence[str] = (), most: int = MOST_POINTS
) -> tuple[Statement, ...]:
    """Return up to ``most`` sentences of the sources, newest first, in one language (see ``main_language``).

    ``Statement.reports`` counts the independent reports that say so: 1 marks what only one says. The first span is
    the sentence itself, the others are those that say the same.
    """
    points, weights = points_of(materials)
    chosen = choose(in_language(points, main_language(materials, read)), weights, most)
    newest = sorted(chosen, key=lambda point: (-point.said.material.when.timestamp(), point.said.place))
    return tuple(point.stated() for point in newest)


def in_language(points: Sequence[Point], language: str) -> list[Point]:
    """Return the points that are told in a language; what other languages say counts as their support."""
    return [point for point in points if point.said.material.language == language]


def choose(points: Sequence[Point], weights: Weights, most: int) -> list[Point]:
    """Return the most telling points, best first, none of which repeats another."""
    spoken = _spoken(points, weights)
    ranked = sorted(points, key=lambda point: (-_worth(point, spoken), not point.said.material.stored.origin))
    kept: list[Point] = []
    for point in ranked:
        if len(kept) == most:
            break
        if all(_new(point, other, weights) for other in kept):
            kept.append(point)
    return kept


def _spoken(points: Sequence[Point], weights: Weights) -> dict[str, float]:
    """Return each term's weight times the number of reports that use it."""
    users: dict[str, set[int]] = defaultdict(set)
    for point in points:
        for term in point.said.terms:
            users[term].add(point.said.material.report)
    return {term: weights[term] * (len(reports) - 0.5) for term, reports in users.items()}


def _worth(point: Point, spoken: dict[str, float]) -> float:
    said = point.said
    share = sum(spoken[term] for term in said.terms) / math.sqrt(len(said.terms) + 8)
    return share * (1 + 0.3 * (len(point.reports) - 1)) * (1 + _LEAD / (1 + said.place))


def _new(point: Point, other: Point, weights: Weights) -> bool:
    shared = max(weights.shared(point.said, other.said), weights.shared(other.said, point.said))
    return shared < _SAME and other.said not in point.support and point.said not in other.support
