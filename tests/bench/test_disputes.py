"""The floors of positions, figures and coverage on our own labelled stories; only a deliberate act lowers them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from coranto.bench import coverage, figures, positions
from coranto.bench._disputes import Story, read_story, stories

STORY = """party union = Dockers' Union; the union
conflict ships
== Post | 2026-03-02T08:00 | Strike
union demands | pay | The Dockers' Union demands {pay:9 percent}.
- | ships | Some {ships:40 ships} wait."""


def counted(count: Callable[[Story], Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for story in stories("test"):
        total += count(story)
    return total


def test_a_story_is_read() -> None:
    """Marks become spans of the plain text; labels keep party, stance and point."""
    story = read_story(STORY)
    text = story.materials[0].stored.article.text
    assert text == "The Dockers' Union demands 9 percent.\n\nSome 40 ships wait."
    assert [text[start:end] for one in story.marked for _, start, end in one.figures] == ["9 percent", "40 ships"]
    assert story.marked[0].taken == {("union", "demands")}
    assert story.names == {"dockers-union": "union", "union": "union"}
    assert story.conflicts == {"ships"}


@pytest.mark.parametrize(
    ("count", "part", "whole", "floor"),
    [
        (positions.count, "right", "shown", 0.9),
        (positions.count, "found", "wanted", 0.85),
        (positions.count, "party right", "party", 0.75),
        (figures.count, "right", "shown", 0.85),
        (figures.count, "right", "wanted", 0.8),
        (coverage.count, "only right", "only", 0.85),
        (coverage.count, "left out right", "left out", 0.9),
    ],
)
def test_floors_hold(count: Callable[[Story], Counter[str]], part: str, whole: str, floor: float) -> None:
    """On the stories that no error was studied in, what is shown is right and enough is found."""
    counts = counted(count)
    assert counts[part] / counts[whole] >= floor
