"""The bylines that readers see: where names stand on the page, and how."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from typing import NamedTuple

from coranto.extract.dom import Page, Passage
from coranto.extract.notices.byline import (
    byline_names,
    byline_starts,
    has_byline_word,
    has_capitals,
    is_byline_label,
    may_open_byline,
)
from coranto.extract.notices.people import is_desk, is_proper
from coranto.text.people import given_names, is_given_name

_LONGEST = 200
_LONGEST_UNMARKED = 120
_WORDS_OF_SENTENCE = 6
_SHORT = 60
_LONGEST_LABEL = 40
_MOST_LISTED = 8
_DATED = 90
"""Characters of a line that holds a date and names, and nothing else."""
_MOST_LOOKED = 20
"""Passages away from the headline that are read as bylines."""
_BEFORE, _AFTER = 6, 16
"""Passages before and after the headline in which a byline may stand without any mark."""
_AUTHOR_NAMES = (
    "author", "autor", "auteur", "byline", "by-line", "writer", "journalist", "contributor", "verfasser", "redakteur",
    "creator",
)  # fmt: skip
"""Parts of the classes of what holds an author's name."""
_STEPS = 2
"""Steps below a container that is called so in which a name may stand."""
_CAPTION = re.compile(
    r"caption|legende|cutline|bildunterschrift|(?:photo|image)-?credit|^(?:photo|picture|image|bild|figure)\b"
)
_ELSEWHERE = re.compile(
    r"comment|related|teaser|widget|popular|recommend|sidebar|footer|caption|photo|card|tweet|quote|\bnav|menu|bio\b"
    r"|(?:about|more)-?(?:the-?)?author"
)


def visible_names(page: Page, headline: int, told: Set[str]) -> Iterator[tuple[Sequence[str], tuple[str, ...]]]:
    """Yield names that stand behind ``By``, below ``Author``, in elements called so, or alone near the headline.

    ``headline`` is the number of its passage, or -1; ``told`` are the names that the page declares. A text
    without any mark is read only if it holds a given name or is such a name. With the names come facts on how
    they stand.
    """
    looked = 0
    for spot in _spots(page, headline):
        passage = page.passages[spot.number]
        near, marked = spot.distance is not None, spot.below or spot.called
        by = has_byline_word(passage.text, within=marked or spot.dated or (near and " by " in passage.text))
        if not by and not ((marked and _may_name(passage.text)) or (near and _may_be_known(passage.text, told, spot))):
            continue
        if _is_caption(page, passage) or (looked >= _MOST_LOOKED and not near):
            continue
        looked += not near
        names = _names(page, passage, handles=near and (by or marked))
        if names and (by or marked or _is_known(names[0], told) or _is_repeated(page, names[0])):
            facts = tuple(_standing(page, passage, spot, by=by))
            yield names, facts
            listed = _listed_below(page, spot.number) if spot.below else []
            if listed:
                yield [*names, *listed], (*facts, "list")


class _Spot(NamedTuple):
    """A passage that may be a byline, for where it stands or how it begins."""

    number: int
    distance: int | None
    """Passages from the headline; None if it is not near."""
    below: bool
    """Whether it follows ``Written by``."""
    called: bool
    """Whether its element is called after authors."""
    dated: bool


def _spots(page: Page, headline: int) -> Iterator[_Spot]:
    """Yield the passages that are worth a reading; most of a page is none."""
    texts = [passage.text for passage in page.passages]
    starts, inside = byline_starts(), _called_containers(page)
    near = range(max(0, headline - _BEFORE), min(len(texts), headline + _AFTER + 1)) if headline >= 0 else range(0)
    opening = [
        number
        for number, text in enumerate(texts)
        if (text[:3] in starts or text[:2] in starts) and len(text) <= _LONGEST and may_open_byline(text)
    ]
    labels = {number for number in opening if len(texts[number]) < _LONGEST_LABEL and is_byline_label(texts[number])}
    below = {number + 1 for number in labels if number + 1 < len(texts)}
    called = {number for number, passage in enumerate(page.passages) if passage.container in inside}
    dated = {number for number, text in enumerate(texts) if "20" in text and len(text) < _DATED}
    for number in sorted({*near, *opening, *below, *called, *dated} - labels):
        if len(texts[number]) <= (_LONGEST if number in called or number in below else _LONGEST_UNMARKED):
            distance = number - headline if number in near else None
            yield _Spot(number, distance, number in below, number in called, number in dated)


def _may_name(text: str) -> bool:
    """Whether a text in an author's place can be names with a date or role, and no sentence about them."""
    return has_capitals(text) or "20" in text or text.count(" ") < _WORDS_OF_SENTENCE or "\n" in text


def _may_be_known(text: str, told: Set[str], spot: _Spot) -> bool:
    """Whether a text without a mark holds a given name, is a name that the page declares, or is a desk's."""
    words = _WORDS.findall(text.title() if text.isupper() else text)
    known = not given_names().isdisjoint(words) or text.casefold() in told or is_desk(text)
    return known and (spot.dated or has_capitals(text))


_WORDS = re.compile(r"[^\W\d_]{2,}(?:[-’'][^\W\d_]+)?")


_SIGNING = ("Team", "Staff", "Editors")


def _is_known(name: str, told: Set[str]) -> bool:
    """Whether a name begins with a given name, is declared, or is a desk's."""
    first, _, rest = name.partition(" ")
    if rest and is_given_name(first.title() if first.isupper() else first):
        return True
    return name.casefold() in told or (is_desk(name) and name.endswith(_SIGNING))


def _is_repeated(page: Page, name: str) -> bool:
    """Whether a first name stands alone in two places, as that of one who signs with it."""
    return is_given_name(name) and sum(passage.text == name for passage in page.passages) > 1


def _is_caption(page: Page, passage: Passage) -> bool:
    """Whether this stands below a picture: the name in it is the photographer's."""
    container = page.containers[passage.container]
    return container.tag == "figcaption" or bool(_CAPTION.search(container.names))


def _names(page: Page, passage: Passage, *, handles: bool) -> list[str]:
    """Return the names of a passage's lines, if nothing else is in it; a lone word in small letters only if asked."""
    names: list[str] = []
    for line in passage.text.split("\n"):
        names += byline_names(_without_site(page, line))
    if all(map(is_proper, names)) or (handles and len(names) == 1 and " " not in names[0]):
        return names
    return []


def _listed_below(page: Page, number: int) -> list[str]:
    """Return the names of the passages that follow one name in a list, a name each."""
    names: list[str] = []
    for passage in page.passages[number + 1 : number + 1 + _MOST_LISTED]:
        found = _names(page, passage, handles=False) if len(passage.text) < _SHORT else []
        if len(found) != 1 or " " not in found[0]:
            break
        names += found
    return names


def _without_site(page: Page, line: str) -> str:
    """Cut the site's name from a line that names somebody besides; ``Podium Staff`` is the desk's whole name."""
    for name in page.metas.get("og:site_name", ())[:1]:
        if name in line and not is_desk(line):
            return line.replace(name, "|")
    return line


def _called_containers(page: Page) -> frozenset[int]:
    """Return the containers that are called after authors, and those within two steps below them."""
    names = [container.names for container in page.containers]
    different = set(names)
    joined = "\0".join(different)
    meant = {name for word in _AUTHOR_NAMES if word in joined for name in different if word in name}
    called = [number for number, name in enumerate(names) if name in meant] if meant else ()
    return frozenset(below for number in called for below in _with_those_below(page, number))


def _with_those_below(page: Page, number: int) -> Iterator[int]:
    containers = page.containers
    deepest, end = containers[number].depth + _STEPS, containers[number].end
    while number < end:
        yield number
        found = containers[number]
        number = found.end if found.depth == deepest else number + 1


@lru_cache(maxsize=20_000)
def _is_elsewhere(names: str) -> bool:
    return bool(_ELSEWHERE.search(names))


def _standing(page: Page, passage: Passage, spot: _Spot, *, by: bool) -> Iterator[str]:
    """Yield how a visible byline stands on the page."""
    where = "far" if spot.distance is None else "near"
    around = [container for _, container in zip(range(5), page.ancestry(passage.container), strict=False)]
    if "20" in passage.text:
        yield f"dated {where}"
    marks = [name for name, holds in (("by", by), ("below", spot.below), ("class", spot.called)) if holds]
    yield from (f"{mark} {where}" for mark in marks or ("plain",))
    if len(marks) > 1:
        yield f"{'+'.join(marks)} {where}"
    if spot.distance is not None:
        yield next(name for limit, name in _DISTANCES if spot.distance <= limit)
    if any(container.tag in ("footer", "aside", "nav") or container.hidden for container in around):
        yield "in aside"
    if any(_is_elsewhere(container.names) for container in around):
        yield "elsewhere"
    if passage.link_density > 0.9:
        yield "all link"
    if passage.tag in ("h1", "h2", "h3", "h4"):
        yield "heading"


_DISTANCES = ((-1, "before headline"), (0, "headline"), (1, "next"), (3, "2-3 on"), (7, "4-7 on"), (_AFTER, "8-16 on"))
