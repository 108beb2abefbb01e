"""The vector index finds neighbours, inside a window of time if asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from coranto.model import ArticleId
from coranto.ports.outside import Vectors
from coranto.search.vectors import FlatVectors

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
NAMES = [ArticleId(name) for name in ("old", "middle", "new")]


def unit(*numbers: float) -> Vectors:
    made = np.array(numbers, np.float32)
    scaled: Vectors = made / np.linalg.norm(made)
    return scaled


@pytest.fixture
def index(tmp_path: Path) -> FlatVectors:
    made = FlatVectors(tmp_path / "vectors.sqlite", encoder="test", size=4)
    rows = np.stack([unit(1, 0, 0, 0), unit(1, 1, 0, 0), unit(0, 1, 0, 0)])
    made.write(NAMES[::-1], [NOW - timedelta(days=day) for day in (0, 1, 2)], rows[::-1], [], 5)
    return made


def test_the_nearest_come_first(index: FlatVectors) -> None:
    """By cosine, whatever the order of writing."""
    found = index.nearest(unit(1, 0.1, 0, 0), 2)
    assert [article for article, _ in found] == ["old", "middle"]
    assert found[0][1] == pytest.approx(0.995, abs=0.01)


def test_a_window_of_time_is_exact(index: FlatVectors) -> None:
    """Nothing older than the window comes back, however near it is."""
    found = index.nearest(unit(1, 0.1, 0, 0), 9, since=NOW - timedelta(days=1))
    assert [article for article, _ in found] == ["middle", "new"]


def test_rows_are_replaced_and_removed(index: FlatVectors) -> None:
    """A row written again is there once, before and after a search."""
    assert len(index.nearest(unit(1, 0, 0, 0), 9)) == 3
    index.write([NAMES[0]], [NOW], unit(0, 0, 1, 0)[None, :], [NAMES[1]], 6)
    assert [article for article, _ in index.nearest(unit(0, 0, 1, 0), 9)] == ["old", "new"]


def test_it_is_there_when_opened_again(index: FlatVectors, tmp_path: Path) -> None:
    """Rows and position stay; another encoder's rows do not."""
    index.close()
    again = FlatVectors(tmp_path / "vectors.sqlite", encoder="test", size=4)
    assert (again.position, len(again.nearest(unit(1, 0, 0, 0), 9))) == (5, 3)
    again.close()
    other = FlatVectors(tmp_path / "vectors.sqlite", encoder="other", size=4)
    assert (other.position, other.nearest(unit(1, 0, 0, 0), 9)) == (0, [])
    other.clear()
