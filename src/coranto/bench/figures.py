"""Figures compared on our own labelled stories: which claims state one quantity, and where reports disagree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

from coranto.assist.figures import compare_figures
from coranto.bench._disputes import Story, share, totals
from coranto.model import ArticleId, Figure

_Claim = tuple[ArticleId, int, float | None, float | None]
"""A claim by its article, its sentence and its bounds."""


def run(data: Path) -> None:  # noqa: ARG001 - the stories are our own
    """Print precision and recall over pairs of claims of different reports, and of the conflicts marked."""
    for part, counts in totals(count):
        print(
            f"{part:<5} quantities {counts['groups']} pairs P {share(counts['right'], counts['shown'])}"
            f" R {share(counts['right'], counts['wanted'])}"
            f"  conflicts P {share(counts['conflict right'], counts['conflict'])}"
            f" R {share(counts['conflict right'], counts['conflict wanted'])}"
        )


def count(story: Story) -> Counter[str]:
    """Count pairs and conflicts of one story; a marked figure that was not read is missing from its pairs.

    Pairs of figures that nobody marked (``two years``) are left out.
    """
    known = _known(story)
    wanted = _pairs((name, f"{marked.report}:{start}") for marked in story.marked for name, start, _ in marked.figures)
    counts: Counter[str] = Counter(wanted=len(wanted), groups=len(set(known.values())))
    counts["conflict wanted"] = len(story.conflicts)
    for group in compare_figures(story.materials):
        claims = [(one.statement.spans[0], one.low, one.high) for one in group.claims]
        names = [(known.get((span.article, span.start, low, high)), span.article) for span, low, high in claims]
        for (name, article), (other, elsewhere) in combinations(names, 2):
            if article != elsewhere and (name or other):
                counts["shown"] += 1
                counts["right"] += name is not None and name == other
        counts["conflict"] += group.conflict
        counts["conflict right"] += group.conflict and bool(story.conflicts & {name for name, _ in names if name})
    return counts


def _known(story: Story) -> dict[_Claim, str]:
    """Return the group of each marked figure that was read."""
    found: dict[_Claim, str] = {}
    for marked in story.marked:
        material = story.materials[marked.report]
        for name, start, end in marked.figures:
            for figure in material.found.figures:
                if figure.start < end and start < figure.end:
                    found[(material.id, marked.start, *_bounds(figure))] = name
    return found


def _bounds(figure: Figure) -> tuple[float | None, float | None]:
    return (figure.low, figure.high) if figure.value is None else (figure.value, figure.value)


def _pairs(named: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the pairs of figures of one group in different reports."""
    held = list(named)
    return [
        (a, b)
        for (name, a), (other, b) in combinations(held, 2)
        if name == other and a.split(":")[0] != b.split(":")[0]
    ]
