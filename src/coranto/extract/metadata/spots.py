"""Where on a page a byline may stand: most passages are none, and need not be read to know it."""

from __future__ import annotations

from collections.abc import Iterator, Set
from functools import lru_cache
from typing import NamedTuple

from coranto.extract.dom import Page
from coranto.extract.metadata.values import holds_any
from coranto.extract.notices.byline import byline_starts, has_capitals, is_byline_label, may_open_byline
from coranto.text.people import given_names, is_surname

SIGNING = ("Team", "Staff", "Editors")
"""The last word of desks that sign alone."""

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


def near_spots(page: Page, headline: int, told: Set[str]) -> Iterator[Spot]:
    """Yield the passages around the headline that have a mark, or hold a name that is known or declared.

    ``headline`` is its passage's number, or -1; ``told`` are the names that the page declares, case-folded.
    """
    below = False
    starts = byline_starts()
    for number in _near(page, headline):
        passage = page.passages[number]
        text, after_label, below = passage.text, below, False
        opens = (text[:3] in starts or text[:2] in starts) and may_open_byline(text)
        if opens and len(text) < _LONGEST_LABEL and is_byline_label(text):
            below = True
            continue
        inside = _is_authors_place(page, passage.container)
        marked = opens or after_label or inside
        if len(text) > (_LONGEST if marked else _LONGEST_UNMARKED):
            continue
        dated = "20" in text and len(text) < _DATED
        if marked or dated or " by " in text or (holds_name(text, told) and has_capitals(text)):
            yield Spot(number, number - headline, opens, after_label, inside, dated, False)


def holds_name(text: str, told: Set[str]) -> bool:
    """Whether a text holds a given name, is two words with a surname, is declared, or a desk's."""
    words = (text.title() if text.isupper() else text).split()
    if not given_names().isdisjoint(words) or (len(words) == 2 and is_surname(words[1])):
        return True
    return text.endswith(SIGNING) or text.casefold() in told


def far_spots(page: Page, headline: int) -> Iterator[Spot]:
    """Yield the passages elsewhere that begin like a byline, hold a date, or have an author's place."""
    passages, starts, called = page.passages, byline_starts(), _called_containers(page)
    texts = [passage.text for passage in passages]
    opening = {at for at, text in enumerate(texts) if text[:3] in starts or text[:2] in starts}
    opening = {at for at in opening if len(texts[at]) <= _LONGEST and may_open_byline(texts[at])}
    labels = {at for at in opening if len(texts[at]) < _LONGEST_LABEL and is_byline_label(texts[at])}
    below = {at + 1 for at in labels if at + 1 < len(texts)}
    inside = {at for at, passage in enumerate(passages) if passage.container in called}
    dated = {at for at, text in enumerate(texts) if len(text) < _DATED and "20" in text}
    notes = [at for at, text in enumerate(texts) if len(text) > _BOXED and len(texts[at - 1]) < _BOXED]
    boxed = {at - 1 for at in notes if at and texts[at].startswith(texts[at - 1])}
    sets = (opening, below, inside, dated, boxed)
    for at in sorted(set().union(*sets) - labels - set(_near(page, headline))):
        if len(texts[at]) <= (_LONGEST if at in below or at in inside else _LONGEST_UNMARKED):
            yield Spot(at, None, *(at in some for some in sets))


def _is_authors_place(page: Page, container: int) -> bool:
    """Whether a container is called after authors, or one of the two around it is."""
    for _ in range(_STEPS + 1):
        if container < 0:
            return False
        found = page.containers[container]
        if found.names and _is_authors(found.names):
            return True
        container = found.parent
    return False


@lru_cache(maxsize=20_000)
def _is_authors(names: str) -> bool:
    return holds_any(names, _AUTHOR_NAMES)


def _called_containers(page: Page) -> frozenset[int]:
    """Return all that ``_is_authors_place`` holds for."""
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
