"""The bylines that readers see: where names stand on the page, and how."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from coranto.extract.dom import Page, Passage
from coranto.extract.notices.people import byline_names, has_byline_word, has_capitals, is_byline_label, is_proper

_LONGEST = 200
_SHORT = 60
_MOST_LISTED = 8
_DATED = 90
"""Characters of a line that holds a date and names, and nothing else."""
_MOST_LOOKED = 60
"""Passages away from the headline that are read as bylines."""
_BEFORE, _AFTER = 6, 16
"""Passages before and after the headline in which a byline may stand without any mark."""
_AUTHOR_NAMES = re.compile(
    r"by-?line|author|autor|auteur|autore|writer|journalist|contributor|posted-?by|verfasser|redakteur|creator|credit-?name"
)
_CAPTION = re.compile(
    r"caption|legende|cutline|bildunterschrift|(?:photo|image)-?credit|^(?:photo|picture|image|bild|figure)\b"
)
_ELSEWHERE = re.compile(
    r"comment|related|teaser|widget|popular|recommend|sidebar|footer|caption|photo|card|tweet|quote|\bnav|menu|bio\b"
    r"|(?:about|more)-?(?:the-?)?author"
)


def visible_names(page: Page, headline: int) -> Iterator[tuple[Sequence[str], tuple[str, ...]]]:
    """Yield names that stand behind ``By``, below ``Author``, in elements called so, or alone near the headline.

    ``headline`` is the number of its passage, or -1. With the names come facts on how they stand.
    """
    called = _called_containers(page)
    first, last = (headline - _BEFORE, headline + _AFTER) if headline >= 0 else (0, -1)
    before = ""
    looked = 0
    for number, passage in enumerate(page.passages):
        text, label, before = passage.text, before, passage.text
        if len(text) > _LONGEST or looked >= _MOST_LOOKED:
            continue
        near = first <= number <= last
        labelled = len(label) < 40 and is_byline_label(label)
        by = has_byline_word(text, within=near)
        dated = "20" in text and len(text) < _DATED
        if not (by or labelled or dated or passage.container in called or (near and has_capitals(text))):
            continue
        if _is_caption(page, passage):
            continue
        looked += not near
        names = _names(page, passage, handles=by and near)
        if names:
            facts = tuple(_standing(page, passage, number - headline if near else None, by, labelled, called))
            yield names, facts
            listed = _listed_below(page, number) if labelled else []
            if listed:
                yield [*names, *listed], (*facts, "list")


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
    for name in page.metas.get("og:site_name", ())[:1]:
        line = line.replace(name, "|")
    return line


def _called_containers(page: Page) -> frozenset[int]:
    """Return the containers that are called after authors, and those within two steps below them."""
    called: set[int] = set()
    depth: dict[int, int] = {}
    for number, container in enumerate(page.containers):
        if container.names and _is_author_name(container.names):
            depth[number] = 2
        elif depth.get(container.parent):
            depth[number] = depth[container.parent] - 1
        else:
            continue
        called.add(number)
    return frozenset(called)


@lru_cache(maxsize=20_000)
def _is_author_name(names: str) -> bool:
    return bool(_AUTHOR_NAMES.search(names))


@lru_cache(maxsize=20_000)
def _is_elsewhere(names: str) -> bool:
    return bool(_ELSEWHERE.search(names))


def _standing(
    page: Page, passage: Passage, distance: int | None, by: bool, labelled: bool, called: frozenset[int]
) -> Iterator[str]:
    """Yield how a visible byline stands on the page."""
    where = "far" if distance is None else "near"
    around = [container for _, container in zip(range(5), page.ancestry(passage.container), strict=False)]
    if "20" in passage.text:
        yield f"dated {where}"
    marks = [name for name, holds in (("by", by), ("below", labelled), ("class", passage.container in called)) if holds]
    yield from (f"{mark} {where}" for mark in marks)
    if not marks:
        yield f"plain {where}"
    yield f"{'+'.join(marks)} {where}"
    if distance is not None:
        yield next(name for limit, name in _DISTANCES if distance <= limit)
    if any(container.tag in ("footer", "aside", "nav") or container.hidden for container in around):
        yield "in aside"
    if any(_is_elsewhere(container.names) for container in around):
        yield "elsewhere"
    if passage.link_density > 0.9:
        yield "all link"
    if passage.tag in ("h1", "h2", "h3", "h4"):
        yield "heading"


_DISTANCES = ((-1, "before headline"), (0, "headline"), (1, "next"), (3, "2-3 on"), (7, "4-7 on"), (_AFTER, "8-16 on"))
