"""Who wrote it: every place that names authors, and which of them is to be believed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from coranto.extract.dom import Page, Passage
from coranto.extract.metadata.declared import declared
from coranto.extract.metadata.linked import Linked, types_of
from coranto.extract.metadata.marked import Marks
from coranto.extract.metadata.ranking import score
from coranto.extract.metadata.site import is_site_name, site_keys
from coranto.extract.metadata.values import as_text, clean, each
from coranto.extract.notices import read_people
from coranto.extract.notices.people import (
    byline_names,
    has_byline_word,
    has_capitals,
    is_byline_label,
    is_nobody,
    is_proper,
)
from coranto.extract.notices.words import outlet_named

_MOST_NAMES = 30
_MOST_CANDIDATES = 40
_AUTHOR_NAMES = re.compile(
    r"by-?line|author|autor|auteur|autore|writer|journalist|contributor|posted-?by|verfasser|redakteur|creator|credit-?name"
)
_ELSEWHERE = re.compile(
    r"comment|related|teaser|widget|popular|recommend|sidebar|footer|caption|photo|card|tweet|quote|\bnav|menu|bio\b|(?:about|more)-?(?:the-?)?author"
)
_LONGEST = 200
_DATED = 90
"""Characters of a line that holds a date and names, and nothing else."""
_MOST_LOOKED = 60
"""Passages away from the headline that are read as bylines."""
_BEFORE, _AFTER = 6, 16
"""Passages before and after the headline in which a byline may stand without any mark."""
_SLUG = re.compile(r"[\w][-_.][\w]|\d")
_ADDRESS = re.compile(r"https?://|www\.|@|^/|\d{5}")


@dataclass(slots=True)
class AuthorCandidate:
    """Names that one or more places give, and the facts that speak for or against them."""

    names: tuple[str, ...]
    facts: set[str] = field(default_factory=set)


def read_authors(page: Page, linked: Linked, marks: Marks, headline: int) -> tuple[str, ...]:
    """Return the people who wrote it; a desk, agency or paper where nobody else is named.

    ``headline`` is the number of the passage that holds the headline, -1 where none does.
    """
    candidates = author_candidates(page, linked, marks, headline)
    return max(candidates, key=lambda candidate: score("author", candidate.facts)).names


def author_candidates(page: Page, linked: Linked, marks: Marks, headline: int) -> Sequence[AuthorCandidate]:
    """Return the distinct candidates with their facts; the last one is that there is no author."""
    found: dict[frozenset[str], AuthorCandidate] = {}
    for names, facts in _sources(page, linked, marks, headline):
        kept = tuple(
            dict.fromkeys(name for name in names if name and not is_nobody(name) and not _ADDRESS.search(name))
        )
        key = frozenset(name.casefold() for name in kept)
        if key and (key in found or len(found) < _MOST_CANDIDATES):
            found.setdefault(key, AuthorCandidate(kept[:_MOST_NAMES])).facts.update(facts)
    candidates = list(found.values())
    site = site_keys(page, linked)
    sources = [frozenset(candidate.facts & _DECLARED) for candidate in candidates]
    for candidate in candidates:
        candidate.facts.update(_shape(site, candidate.names))
        candidate.facts.update(_beside(candidate, candidates, sources))
    nobody = AuthorCandidate((), {"nobody", f"nobody of {min(4, len(candidates))}"})
    nobody.facts.update(f"nobody against {fact}" for facts in sources for fact in facts)
    return [*candidates, nobody]


_DECLARED = frozenset(
    ("ld", "ld org", "meta author", "meta other", "rel", "itemprop", "label", "ld page", "by near", "class near")
)


def _sources(
    page: Page, linked: Linked, marks: Marks, headline: int
) -> Iterator[tuple[Iterable[str], tuple[str, ...]]]:
    yield from _linked_names(linked)
    for key, contents in declared(page, "authors", most=_MOST_NAMES):
        values = list(map(clean, contents))
        yield _split(values), ("meta author" if key == "author" else "meta other",)
    yield _labelled_names(page), ("label",)
    for fact, elements in marks.authors.items():
        texts = [clean(element.text) for element in elements[:5]]
        yield _split(text for text in texts[:1] if len(text) < _LONGEST), (fact, f"{fact} first")
        yield _split(text for text in texts if len(text) < _LONGEST), (f"{fact} all",)
    yield from _visible_names(page, headline)


def _linked_names(linked: Linked) -> Iterator[tuple[Iterable[str], tuple[str, ...]]]:
    people: list[str] = []
    desks: list[str] = []
    for author in each(linked.article.get("author")):
        found = linked.resolve(author)
        text = as_text(found)
        organisation = isinstance(found, dict) and "organization" in types_of(found)
        (desks if organisation else people).extend([text] if organisation else _split([text]))
    yield people, ("ld",)
    yield people + desks, ("ld org",) if desks else ("ld",)
    yield _split([as_text(linked.resolve(linked.article.get("creator")))]), ("ld creator",)
    yield _split([as_text(linked.resolve(linked.page.get("author")))]), ("ld page",)


def _split(texts: Iterable[str]) -> list[str]:
    """Read people from declared texts; what is no known form of people is a name as it stands (a desk, a pen name)."""
    names: list[str] = []
    for text in texts:
        names += read_people(text) or ([text] if 0 < len(text) < 60 else [])
    return names


def _labelled_names(page: Page) -> list[str]:
    """Read the preview labels: ``twitter:label1`` says Written by, ``twitter:data1`` the name."""
    for number in ("1", "2"):
        label = next(iter(page.metas.get(f"twitter:label{number}", ())), "")
        if is_byline_label(label):
            return _split(page.metas.get(f"twitter:data{number}", ())[:1])
    return []


def _visible_names(page: Page, headline: int) -> Iterator[tuple[Iterable[str], tuple[str, ...]]]:
    """Yield names that stand behind ``By``, below ``Author``, in elements called so, or alone near the headline."""
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
        marked = labelled or passage.container in called
        for line in text.split("\n") if "\n" in text else (text,):
            by = has_byline_word(line, within=near)
            dated = not near and "20" in line and len(line) < _DATED
            if not (by or marked or dated or (near and has_capitals(line))):
                continue
            looked += not near
            names = byline_names(_without_site(page, line))
            if names and all(map(is_proper, names)):
                yield names, tuple(_standing(page, passage, number - headline if near else None, by, labelled, called))


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


def _shape(site: frozenset[str], names: tuple[str, ...]) -> Iterator[str]:
    if any(is_site_name(site, name) for name in names):
        yield "site"
    if any(outlet_named(name) for name in names):
        yield "outlet"
    if not all(map(is_proper, names)):
        yield "not capitalised"
    words = [len(name.split()) for name in names]
    yield f"{min(4, len(names))} names"
    yield f"{min(5, max(words))} words"
    if min(words) == 1:
        yield "one word"
    if any(" " not in name and _SLUG.search(name) for name in names):
        yield "slug"
    if any(_team().search(name) for name in names):
        yield "team"


def _beside(
    candidate: AuthorCandidate, candidates: Sequence[AuthorCandidate], sources: Sequence[frozenset[str]]
) -> Iterator[str]:
    own = {name.casefold() for name in candidate.names}
    for other, facts in zip(candidates, sources, strict=True):
        if other is candidate:
            continue
        theirs = {name.casefold() for name in other.names}
        relation = "part of" if own < theirs else "more than" if theirs < own else "against"
        yield from (f"{relation} {fact}" for fact in facts)


@cache
def _team() -> re.Pattern[str]:
    return re.compile(
        r"(?i)\b(?:team|staff|desk|redaktion|editors?|redacción|rédaction|redazione|redação|news|online|inc|llc|gmbh|ltd)\b"
    )
