"""Coverage compared: what all reports say, what only one says, what each leaves out, headlines side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coranto.assist.agreement import Point, points_of
from coranto.assist.material import Material, Weights, anchors_of
from coranto.assist.points import choose
from coranto.model import ArticleId, Statement
from coranto.text.analysis import family_of, term_set

_SHARED = 6
_OWN = 3
_COMMON = 0.6
"""Share of the reports from which on a point is what they all say, where not even two points are in all."""


@dataclass(frozen=True, slots=True)
class Headline:
    """A report's headline; ``own`` are the words that no other headline of the story has."""

    article: ArticleId
    publisher: str
    text: str
    own: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportCoverage:
    """What one independent report alone says, and which of the common points it leaves out."""

    article: ArticleId
    publisher: str
    only: tuple[Statement, ...]
    left_out: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """A story's reports beside each other. ``shared`` are the points that most reports make, with their number."""

    reports: int
    shared: tuple[Statement, ...]
    by_report: tuple[ReportCoverage, ...]
    headlines: tuple[Headline, ...]


def compare_coverage(materials: Sequence[Material]) -> Coverage:
    """Compare the independent reports of a story; of each report the first article speaks for it."""
    points, weights = points_of(materials)
    speakers = _speakers(materials)
    common = choose([point for point in points if _is_common(point, len(speakers))], weights, _SHARED)
    by_report = tuple(_report(one, points, common, weights) for one in speakers)
    return Coverage(len(speakers), tuple(point.stated() for point in common), by_report, _headlines(speakers))


def _speakers(materials: Sequence[Material]) -> list[Material]:
    first: dict[int, Material] = {}
    for one in sorted(materials, key=lambda one: (not one.stored.origin, one.when)):
        first.setdefault(one.report, one)
    return sorted(first.values(), key=lambda one: one.when)


def _is_common(point: Point, reports: int) -> bool:
    return len(point.reports) >= max(2, _COMMON * reports)


def _report(one: Material, points: Sequence[Point], common: Sequence[Point], weights: Weights) -> ReportCoverage:
    own = [point for point in points if point.reports == {one.report} and point.said.material.report == one.report]
    left = [point for point in common if one.report not in point.reports]
    only = choose(own, weights, _OWN)
    return ReportCoverage(
        one.id, one.publisher, tuple(point.stated() for point in only), tuple(point.stated() for point in left)
    )


def _headlines(speakers: Sequence[Material]) -> tuple[Headline, ...]:
    terms = [term_set(one.stored.article.title, family_of(one.language)) for one in speakers]
    found = []
    for number, one in enumerate(speakers):
        others = frozenset().union(*(held for other, held in enumerate(terms) if other != number))
        words = one.stored.article.title.split()
        own = tuple(word for word in words if len(word) > 3 and not _known(word, one, others))
        found.append(Headline(one.id, one.publisher, one.stored.article.title, own))
    return tuple(found)


def _known(word: str, one: Material, others: frozenset[str]) -> bool:
    terms = term_set(word, family_of(one.language))
    return not terms or bool(terms & others) or bool(anchors_of("x " + word) & others)
