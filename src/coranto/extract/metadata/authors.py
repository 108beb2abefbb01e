"""Who wrote it: every place that names authors, and which of them is to be believed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from coranto.extract.dom import Page
from coranto.extract.metadata.bylines import Bylines
from coranto.extract.metadata.likeness import DESKS, PEOPLE, is_desklike, is_sites, kind_of, likeness
from coranto.extract.metadata.linked import Linked, page_kind
from coranto.extract.metadata.marked import Marks
from coranto.extract.metadata.ranking import score
from coranto.extract.metadata.sightings import Sightings
from coranto.extract.metadata.site import site_keys
from coranto.extract.metadata.told import declared_names
from coranto.extract.notices.people import is_nobody
from coranto.extract.notices.words import outlet_named

_MOST_NAMES = 30
_MOST_CANDIDATES = 40
_NO_NAME = re.compile(r"https?://|www\.|@|^[/(\[]|©|\d{5}|^(?=[a-z\d]*\d[a-z]+\d)[a-z\d]{12,}$|^\w+(?:\.\w+){3,}$|[{}]")
_TOLD = frozenset(("ld", "ld org", "meta author", "meta other", "rel", "itemprop", "label"))
_MARKED = frozenset(("by near", "class near", "below near"))
_SIGNED = _MARKED | {"ld", "meta author", "meta other"}
_SHOWN = _MARKED | {"dated near", "plain near"}
_DECLARED = _TOLD | _MARKED | {"ld page", "dated near"}
"""Facts on the place of names that are crossed with the kind of page and with those of other candidates."""


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
    """Return the distinct candidates with their facts; the last one is that there is no author.

    Where what the page declares and what stands beside the headline agree, that is the answer; where they name a
    person, bylines elsewhere on the page are not looked for.
    """
    pool = _Pool(site_keys(page, linked))
    for names, facts in declared_names(page, linked, marks):
        pool.add(names, facts)
    sightings = Sightings(page)
    bylines = Bylines(page, headline, pool.told(), sightings)
    for names, facts in bylines.near():
        pool.add(names, facts)
    settled = pool.settled()
    kind = page_kind(linked)
    if settled:
        settled.facts.add("settled")
        return [settled, _nobody([settled], [frozenset(("settled",))], kind)]
    if not pool.has_person():
        for names, facts in bylines.far():
            pool.add(names, facts)
    return _with_facts(sightings, pool, kind)


class _Pool:
    """The candidates of a page, each set of names once."""

    def __init__(self, site: frozenset[str]) -> None:
        self.site = site
        self._found: dict[frozenset[str], AuthorCandidate] = {}

    def add(self, names: Sequence[str], facts: Sequence[str]) -> None:
        """Add the names of one place; where some are known people among others, these alone as well."""
        kept = _kept(names, self.site)[:_MOST_NAMES] if names else ()
        if kept:
            self._put(kept, facts)
        some = _people_among(kept) if len(kept) > 1 else ()
        if some:
            self._put(some, (*facts, "trimmed"))

    def _put(self, names: tuple[str, ...], facts: Sequence[str]) -> None:
        key = frozenset(map(str.casefold, names))
        if key in self._found or len(self._found) < _MOST_CANDIDATES:
            self._found.setdefault(key, AuthorCandidate(names)).facts.update(facts)

    def candidates(self) -> list[AuthorCandidate]:
        """Return the candidates, in the order in which they were met."""
        return list(self._found.values())

    def told(self) -> set[str]:
        """Return all names, case-folded."""
        return {name for names in self._found for name in names}

    def has_person(self) -> bool:
        """Whether somebody with a known given name is declared or has a byline."""
        return any(kind_of(one.names) in PEOPLE for one in self._named())

    def _named(self) -> list[AuthorCandidate]:
        """Return those that are declared or have a byline."""
        return [one for one in self.candidates() if one.facts & (_TOLD | _MARKED)]

    def settled(self) -> AuthorCandidate | None:
        """Return the one candidate that is declared or has a byline, if it is both, or surely a person."""
        named = self._named()
        people = [one for one in named if not is_desklike(one.names, self.site)]
        if len(people) != 1 or any(set(people[0].names) < set(one.names) for one in named):
            return None
        facts = people[0].facts
        agreed = not facts.isdisjoint(_TOLD) and not facts.isdisjoint(_SHOWN)
        sure = not facts.isdisjoint(_SIGNED) and kind_of(people[0].names) in PEOPLE
        return people[0] if agreed or sure else None


def _with_facts(sightings: Sightings, pool: _Pool, kind: str) -> Sequence[AuthorCandidate]:
    """Return the candidates and nobody, with the facts on what they look like and how they stand to each other."""
    candidates = pool.candidates()
    sources = [frozenset(candidate.facts & _DECLARED) for candidate in candidates]
    for candidate, places in zip(candidates, sources, strict=True):
        candidate.facts.update(f"{kind} {place}" for place in places)
        candidate.facts.update(sightings.facts(candidate.names))
        candidate.facts.update(likeness(candidate.names, candidate.facts, pool.site))
    shown = {one.names[0] for one in candidates if len(one.names) == 1 and one.facts & _MARKED}
    for candidate in candidates:
        candidate.facts.update(_beside(candidate, candidates, sources))
        if len(candidate.names) > 1 and shown.issuperset(candidate.names):
            candidate.facts.add("adds up")
    return [*candidates, _nobody(candidates, sources, kind)]


def _people_among(names: Sequence[str]) -> tuple[str, ...]:
    """Return the known people among names of which others look like nobody's, none where all or no one does."""
    kinds = [kind_of((name,)) for name in names]
    if "stranger" not in kinds or PEOPLE.isdisjoint(kinds):
        return ()
    return tuple(name for name, kind in zip(names, kinds, strict=True) if kind != "stranger")


@lru_cache(maxsize=4096)
def _is_nothing(name: str) -> bool:
    """Whether a text names nobody; asked for each name in each place that tells it."""
    return not name or is_nobody(name) or bool(_NO_NAME.search(name))


def _kept(names: Iterable[str], site: frozenset[str]) -> tuple[str, ...]:
    """Return each name once, without those that say nothing, and without the site's where others are named."""
    named = dict.fromkeys(name for name in names if not _is_nothing(name))
    others = tuple(name for name in named if not is_sites(site, name))
    return others if any(not outlet_named(name) for name in others) else tuple(named)


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
