"""Who wrote it: every place that names authors, and which of them is to be believed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from coranto.extract.dom import Page
from coranto.extract.metadata.bylines import visible_names
from coranto.extract.metadata.declared import declared
from coranto.extract.metadata.likeness import DESKS, PEOPLE, is_sites, kind_of, likeness
from coranto.extract.metadata.linked import Linked, page_kind, types_of
from coranto.extract.metadata.marked import Marks
from coranto.extract.metadata.owners import owners
from coranto.extract.metadata.ranking import score
from coranto.extract.metadata.sightings import Sightings
from coranto.extract.metadata.site import site_keys
from coranto.extract.metadata.values import as_text, clean, each
from coranto.extract.notices import read_people
from coranto.extract.notices.byline import is_byline_label
from coranto.extract.notices.people import is_nobody
from coranto.extract.notices.words import outlet_named

_MOST_NAMES = 30
_MOST_CANDIDATES = 40
_LONGEST = 200
_NO_NAME = re.compile(r"https?://|www\.|@|^[/(\[]|©|\d{5}|^(?=[a-z\d]*\d[a-z]+\d)[a-z\d]{12,}$|^\w+(?:\.\w+){3,}$|[{}]")

_Told = tuple[Sequence[str], tuple[str, ...]]
"""Names that one place gives, and facts on it."""


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
    site = site_keys(page, linked)
    candidates = _found(page, linked, marks, headline, site)
    kind = page_kind(linked)
    sources = [frozenset(candidate.facts & _DECLARED) for candidate in candidates]
    sightings = Sightings(page) if candidates else None
    for candidate, declared_facts in zip(candidates, sources, strict=True):
        candidate.facts.update(f"{kind} {fact}" for fact in declared_facts)
        if sightings:
            candidate.facts.update(sightings.facts(candidate.names))
        candidate.facts.update(likeness(candidate.names, candidate.facts, site))
    for candidate in candidates:
        candidate.facts.update(_beside(candidate, candidates, sources))
    return [*candidates, _nobody(candidates, sources, kind)]


def _found(page: Page, linked: Linked, marks: Marks, headline: int, site: frozenset[str]) -> list[AuthorCandidate]:
    """Return what the places name, each set of names once; where some are known people, these alone as well."""
    found: dict[frozenset[str], AuthorCandidate] = {}
    for names, facts in _sources(page, linked, marks, headline):
        kept = _kept(names, site)[:_MOST_NAMES]
        known = _people_among(kept)
        for some, more in ((kept, ()), (known, ("trimmed",))):
            key = frozenset(name.casefold() for name in some)
            if key and (key in found or len(found) < _MOST_CANDIDATES):
                found.setdefault(key, AuthorCandidate(some)).facts.update(facts, more)
    return list(found.values())


def _people_among(names: Sequence[str]) -> tuple[str, ...]:
    """Return the known people among names of which others look like nobody's, none where all or no one does."""
    kinds = [kind_of((name,)) for name in names]
    if len(names) < 2 or "stranger" not in kinds or PEOPLE.isdisjoint(kinds):
        return ()
    return tuple(name for name, kind in zip(names, kinds, strict=True) if kind != "stranger")


_DECLARED = frozenset(
    (
        "ld",
        "ld org",
        "meta author",
        "meta other",
        "rel",
        "itemprop",
        "label",
        "ld page",
        "by near",
        "class near",
        "below near",
        "dated near",
    )
)


@lru_cache(maxsize=4096)
def _is_nothing(name: str) -> bool:
    """Whether a text names nobody; asked for each name in each place that tells it."""
    return not name or is_nobody(name) or bool(_NO_NAME.search(name))


def _kept(names: Iterable[str], site: frozenset[str]) -> tuple[str, ...]:
    """Return each name once, without those that say nothing, and without the site's where others are named."""
    named = dict.fromkeys(name for name in names if not _is_nothing(name))
    others = tuple(name for name in named if not is_sites(site, name))
    return others if any(not outlet_named(name) for name in others) else tuple(named)


def _sources(page: Page, linked: Linked, marks: Marks, headline: int) -> Iterator[_Told]:
    told: set[str] = set()
    for names, facts in _declared_names(page, linked, marks):
        told.update(name.casefold() for name in names)
        yield names, facts
    yield from visible_names(page, headline, told)


def _declared_names(page: Page, linked: Linked, marks: Marks) -> Iterator[_Told]:
    yield from _linked_names(linked)
    for key, contents in declared(page, "authors", most=_MOST_NAMES):
        values = list(map(clean, contents))
        yield _split(values), ("meta author" if key == "author" else "meta other",)
    yield _labelled_names(page), ("label",)
    for fact, elements in marks.authors.items():
        texts = [clean(element.text) for element in elements[:5]]
        yield _split(text for text in texts[:1] if len(text) < _LONGEST), (fact, f"{fact} first")
        yield _split(text for text in texts if len(text) < _LONGEST), (f"{fact} all",)
    yield owners(page), ("owner",)


def _linked_names(linked: Linked) -> Iterator[_Told]:
    people: list[str] = []
    desks: list[str] = []
    for author in each(linked.article.get("author")):
        found = linked.resolve(author)
        text = _name_of(found)
        organisation = isinstance(found, dict) and "organization" in types_of(found)
        (desks if organisation else people).extend([text] if organisation else _split([text]))
    yield people, ("ld",)
    yield people + desks, ("ld org",) if desks else ("ld",)
    yield _split([_name_of(linked.resolve(linked.article.get("creator")))]), ("ld creator",)
    yield _split([_name_of(linked.resolve(linked.page.get("author")))]), ("ld page",)


def _name_of(thing: object) -> str:
    """Return a person's name, which may be told in two parts."""
    name = as_text(thing)
    if name or not isinstance(thing, dict):
        return name
    return f"{as_text(thing.get('givenName'))} {as_text(thing.get('familyName'))}".strip()


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


def _beside(
    candidate: AuthorCandidate, candidates: Sequence[AuthorCandidate], sources: Sequence[frozenset[str]]
) -> Iterator[str]:
    own = {name.casefold() for name in candidate.names}
    desk = candidate.facts & DESKS
    for other, facts in zip(candidates, sources, strict=True):
        if other is candidate:
            continue
        theirs = {name.casefold() for name in other.names}
        relation = "part of" if own < theirs else "more than" if theirs < own else "against"
        yield from (f"{relation} {fact}" for fact in facts)
        if relation == "against" and desk and other.facts & PEOPLE:
            yield from (f"desk against {fact}" for fact in facts)


def _nobody(candidates: Sequence[AuthorCandidate], sources: Sequence[frozenset[str]], kind: str) -> AuthorCandidate:
    """Return the candidate that there is no author: what speaks against it are the others."""
    facts = {"nobody", f"{kind} nobody", f"nobody of {min(4, len(candidates))}"}
    for candidate, told in zip(candidates, sources, strict=True):
        facts.update(f"nobody against {fact}" for fact in told)
        like = kind_of(candidate.names)
        facts.update(f"nobody against {like} {fact}" for fact in told)
    return AuthorCandidate((), facts)
