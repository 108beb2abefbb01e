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
_APART = -3.0
"""Odds of two members that were never compared, where a story is looked at as a whole."""


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
    without member 0 leaves. NaN is a pair that was never compared.
    """
    odds, count = np.where(np.isnan(odds), _APART, odds), len(odds)
    parts = [[number] for number in range(count)]
    means, sizes = odds.copy(), np.ones(count)
    np.fill_diagonal(means, -np.inf)
    for _ in range(count - 2):
        one, other = sorted(divmod(int(np.argmax(means)), count))
        joined = (means[one] * sizes[one] + means[other] * sizes[other]) / (sizes[one] + sizes[other])
        means[one], means[:, one] = joined, joined
        means[one, one] = -np.inf
        means[other], means[:, other] = -np.inf, -np.inf
        sizes[one] += sizes[other]
        parts[one], parts[other] = parts[one] + parts[other], []
    found = [part for part in parts if part]
    if len(found) < 2 or min(map(len, found)) < 2:
        return [], 0.0
    leaving = sorted(next(part for part in found if 0 not in part))
    staying = [number for number in range(count) if number not in leaving]
    return leaving, float(odds[np.ix_(leaving, staying)].mean())


def affinity(odds: Numbers) -> Numbers:
    """Return for each row how well it fits the columns, as ``story_scores`` does; shape (rows,).

    NaN is a pair that was never compared, minus infinity the row itself, which does not count.
    """
    wanted = np.minimum(_CLOSEST, ((odds != -np.inf).sum(axis=1) + 1) // 2)
    ordered = -np.sort(-np.where(np.isnan(odds), _MISSING, odds), axis=1)
    counted = (np.arange(odds.shape[1]) < wanted[:, None]) & np.isfinite(ordered)
    means: Numbers = np.where(counted, ordered, 0.0).sum(axis=1) / np.maximum(1, wanted)
    return means


def best_mover(odds: Numbers, here: NDArray[np.bool_]) -> tuple[int, float, float]:
    """Return the member of a story that another story draws most.

    ``odds`` are among the members of both, shape (members, members), of which ``here`` are in the story. Returns the
    member's place, how well it fits the other story, and how much better than its own.
    """
    odds = odds.copy()
    np.fill_diagonal(odds, -np.inf)
    there = affinity(odds[np.ix_(here, ~here)])
    gain = there - affinity(odds[np.ix_(here, here)])
    best = int(np.argmax(gain))
    return int(np.flatnonzero(here)[best]), float(there[best]), float(gain[best])
