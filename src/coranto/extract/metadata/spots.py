"""Where on a page a byline may stand: most passages are none, and need not be read to know it."""

from __future__ import annotations

from collections.abc import Iterator, Set
from itertools import pairwise
from typing import NamedTuple

from coranto.extract.dom import Page
from coranto.extract.notices.byline import is_byline_label, may_open_byline

_LONGEST = 200
_LONGEST_UNMARKED = 120
_LONGEST_LABEL = 40
_BOXED = 40
_DATED = 90
"""Characters of a line that holds a date and names, and nothing else."""
_BEFORE, _AFTER = 6, 16
"""Passages before and after the headline in which a byline may stand without any mark."""
_AUTHOR_NAMES = (
    "author", "autor", "auteur", "byline", "by-line", "writer", "journalist", "contributor", "verfasser", "redakteur",
    "creator",
)  # fmt: skip
"""Parts of the classes of what holds an author's name."""
_STEPS = 2
"""Steps below a container that is called so in which a name may stand."""


class Spot(NamedTuple):
    """A passage that may be a byline, for where it stands or how it begins."""

    number: int
    distance: int | None
    """Passages from the headline; None if it is not near."""
    opens: bool
    """Whether it begins like a byline."""
    below: bool
    """Whether it follows ``Written by``."""
    called: bool
    """Whether its element is called after authors."""
    dated: bool
    boxed: bool
    """Whether the next passage begins with it, as a note on an author does below the name."""

    @property
    def marked(self) -> bool:
        """Whether something other than its own text says that it is an author."""
        return self.below or self.called


def near_spots(page: Page, headline: int, called: Set[int]) -> Iterator[Spot]:
    """Yield the passages around the headline, which stands at that number, or nothing if it is -1.

    ``called`` are the containers called after authors.
    """
    below = False
    for number in _near(page, headline):
        passage = page.passages[number]
        text = passage.text
        opens = may_open_byline(text)
        label = opens and len(text) < _LONGEST_LABEL and is_byline_label(text)
        spot = Spot(number, number - headline, opens, below, passage.container in called, _is_dated(text), False)
        below = label
        if not label and len(text) <= (_LONGEST if spot.marked else _LONGEST_UNMARKED):
            yield spot


def far_spots(page: Page, headline: int, called: Set[int]) -> Iterator[Spot]:
    """Yield the passages elsewhere that begin like a byline, hold a date, or have an author's place."""
    texts = [passage.text for passage in page.passages]
    opening = {number for number, text in enumerate(texts) if len(text) <= _LONGEST and may_open_byline(text)}
    labels = {number for number in opening if len(texts[number]) < _LONGEST_LABEL and is_byline_label(texts[number])}
    below = {number + 1 for number in labels if number + 1 < len(texts)}
    inside = (
        {number for number, passage in enumerate(page.passages) if passage.container in called} if called else set()
    )
    dated = {number for number, text in enumerate(texts) if _is_dated(text)}
    boxed = {at for at, (text, note) in enumerate(pairwise(texts)) if note.startswith(text) and 2 < len(text) < _BOXED}
    sets = (opening, below, inside, dated, boxed)
    for number in sorted(set().union(*sets) - labels - set(_near(page, headline))):
        spot = Spot(number, None, *(number in some for some in sets))
        if len(texts[number]) <= (_LONGEST if spot.marked else _LONGEST_UNMARKED):
            yield spot


def called_containers(page: Page) -> frozenset[int]:
    """Return the containers that are called after authors, and those within two steps below them."""
    names = [container.names for container in page.containers]
    different = set(names)
    joined = "\0".join(different)
    meant = {name for word in _AUTHOR_NAMES if word in joined for name in different if word in name}
    found = [number for number, name in enumerate(names) if name in meant] if meant else ()
    return frozenset(below for number in found for below in _with_those_below(page, number))


def _with_those_below(page: Page, number: int) -> Iterator[int]:
    containers = page.containers
    deepest, end = containers[number].depth + _STEPS, containers[number].end
    while number < end:
        yield number
        found = containers[number]
        number = found.end if found.depth == deepest else number + 1


def _near(page: Page, headline: int) -> range:
    if headline < 0:
        return range(0)
    return range(max(0, headline - _BEFORE), min(len(page.passages), headline + _AFTER + 1))


def _is_dated(text: str) -> bool:
    return "20" in text and len(text) < _DATED
