"""What independent reports agree on: sentences of different articles that say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coranto.assist.material import Material, Said, Weights, sentences_of
from coranto.model import Statement

SAME = 0.45
"""Share of a sentence's weight that another must hold to say the same."""
_MOST = 1200
"""Sentences of a story that are compared; of a longer one the first of each article."""


@dataclass(frozen=True)
class Point:
    """A sentence and those that say the same, at most one a report, itself first."""

    said: Said
    support: tuple[Said, ...]

    @property
    def reports(self) -> frozenset[int]:
        """The independent reports that say so."""
        return frozenset(one.material.report for one in self.support)

    def stated(self) -> Statement:
        """Return it as something that Coranto says: its own span first, then those of its support."""
        return Statement(self.said.sentence.text, tuple(one.span for one in self.support), len(self.reports))


def points_of(materials: Sequence[Material]) -> tuple[list[Point], Weights]:
    """Return every sentence of a story that can stand alone, with its support in the other reports."""
    pool = _bounded(materials)
    weights = Weights(pool)
    return [Point(one, _support(one, pool, weights)) for one in pool if one.whole], weights


def _bounded(materials: Sequence[Material]) -> list[Said]:
    each = max(8, _MOST // max(1, len(materials)))
    return [one for one in sentences_of(materials) if one.place < each][:_MOST]


def _support(one: Said, pool: Sequence[Said], weights: Weights) -> tuple[Said, ...]:
    """Return the sentence that says most of it in each other report, where one says enough."""
    best: dict[int, tuple[float, Said]] = {}
    for other in pool:
        if other.material.report == one.material.report:
            continue
        shared = weights.shared(one, other)
        if shared >= SAME and shared > best.get(other.material.report, (0.0, other))[0]:
            best[other.material.report] = shared, other
    found = sorted(best.values(), key=lambda pair: -pair[0])
    return (one, *(said for _, said in found))
