"""What changed in a story since a reader last opened it: what new articles say that the older ones did not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from coranto.assist.agreement import points_of
from coranto.assist.material import Material, main_language
from coranto.assist.points import choose, in_language
from coranto.model import Statement

MOST_CHANGES = 5
_KNOWN = 0.5
"""Share of a sentence that one older sentence held, from which on it is no news."""


def what_changed(
    materials: Sequence[Material], since: datetime, *, read: Sequence[str] = (), most: int = MOST_CHANGES
) -> tuple[Statement, ...]:
    """Return what articles after ``since`` say anew, newest first, in one language; nothing where nothing came."""
    points, weights = points_of(materials)
    old = [point.said for point in points if point.said.material.when <= since]
    fresh = [
        point
        for point in in_language(points, main_language(materials, read))
        if point.said.material.when > since and all(weights.shared(point.said, said) < _KNOWN for said in old)
    ]
    chosen = sorted(choose(fresh, weights, most), key=lambda point: -point.said.material.when.timestamp())
    return tuple(point.stated() for point in chosen)
