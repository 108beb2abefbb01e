"""How well an article fits a story, and where a story that has grown should be divided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from coranto.stories.features import Numbers

_CLOSEST = 12
"""Members that decide at most, and never more than half: one alone may mislead, and in a long story most are old."""
_MISSING = -1.5
"""Odds of a member that was not even found as near."""


def story_scores(stories: NDArray[np.int64], odds: Numbers, members: Mapping[int, Sequence[int]]) -> dict[int, float]:
    """Return for each story the mean odds of its closest members, where ``odds[i]`` is of ``stories[i]``."""
    found: dict[int, list[float]] = {}
    for story, value in zip(stories.tolist(), odds.tolist(), strict=True):
        found.setdefault(story, []).append(value)
    scores: dict[int, float] = {}
    for story, values in found.items():
        wanted = min(_CLOSEST, (len(members[story]) + 1) // 2)
        closest = sorted(values, reverse=True)[:wanted]
        scores[story] = (sum(closest) + _MISSING * (wanted - len(closest))) / wanted
    return scores


def divide(odds: Numbers) -> tuple[list[int], float]:
    """Return the members that should leave and the mean odds between them and the rest; none if all hang together.

    Average linkage (Sokal & Michener 1958) down to two parts. A part of one is an odd article, not a story. The part
    without member 0 leaves.
    """
    parts = [[number] for number in range(len(odds))]
    while len(parts) > 2:
        means = _means(odds, parts)
        one, other = np.unravel_index(int(np.argmax(means)), means.shape)
        parts[int(one)] += parts.pop(int(other)) if other > one else []
    if len(parts) < 2 or min(map(len, parts)) < 2:
        return [], 0.0
    leaving = sorted(next(part for part in parts if 0 not in part))
    staying = [number for number in range(len(odds)) if number not in leaving]
    return leaving, float(odds[np.ix_(leaving, staying)].mean())


def _means(odds: Numbers, parts: Sequence[Sequence[int]]) -> Numbers:
    """Return the mean odds between parts above the diagonal, minus infinity elsewhere."""
    means = np.full((len(parts), len(parts)), -np.inf)
    for i, one in enumerate(parts):
        for j in range(i + 1, len(parts)):
            means[i, j] = odds[np.ix_(one, parts[j])].mean()
    return means
