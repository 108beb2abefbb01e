"""The headline: every place where it may stand, and which of them tells it best."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations

from coranto.extract.dom import Page
from coranto.extract.metadata.declared import declared
from coranto.extract.metadata.headings import headings
from coranto.extract.metadata.kinship import kinship, references
from coranto.extract.metadata.linked import Linked, page_kind
from coranto.extract.metadata.ranking import score
from coranto.extract.metadata.site import site_keys, text_key
from coranto.extract.metadata.values import as_text, clean

_MOST = 24
_LONGEST = 400
_LOOKED = 150
"""Passages from the start in which the headline is looked for."""
_SITE_MARKS = re.compile(r"\s+(?:[|•·»«–—−-]|::?|\|\||--)\s+|\s*[|]\s*")
_WEAK_MARKS = frozenset("-–—−:") | {"--"}
_MAIN_SOURCES = frozenset(
    ("h1 only", "h1 first", "h1 second", "ld headline", "ld name", "og:title", "twitter:title", "title", "other meta",
     "og without last", "title without last")
)  # fmt: skip
_GROUPS = {
    "h1 only": "h1", "h1 first": "h1", "h1 second": "second", "ld headline": "ld", "og:title": "og",
    "og without last": "og", "og first part": "og", "title": "title", "title without last": "title",
    "title first part": "title",
}  # fmt: skip
"""The places that a page's headlines are told by, for the question which of them agree."""
_SHOWN = frozenset(("h1 only", "h1 first"))
_CONFIRMING = frozenset(("ld headline", "title", "title without last", "title first part"))
_YEAR = re.compile(r"20[0-4]\d")
_LENGTHS = ((2, "1 word"), (3, "2 words"), (5, "3 words"), (26, "words"))


@dataclass(slots=True)
class TitleCandidate:
    """A text that may be the headline, and the facts that speak for or against it."""

    text: str
    facts: set[str] = field(default_factory=set)


def read_title(page: Page, linked: Linked) -> str:
    """Return the headline, or nothing where the page has none."""
    found = _gather(page, linked)
    agreed = next((candidate for candidate in found.values() if _is_agreed(candidate.facts)), None)
    if agreed:
        return agreed.text
    candidates = _with_facts(page, linked, found)
    best = max(candidates, key=lambda candidate: score("title", candidate.facts), default=None)
    return best.text if best else ""


def title_candidates(page: Page, linked: Linked) -> Sequence[TitleCandidate]:
    """Return the distinct candidates with their facts."""
    return _with_facts(page, linked, _gather(page, linked))


def _is_agreed(facts: Set[str]) -> bool:
    """Whether so many places tell a text that the ranking would choose it: on 4 pages of 10, and never another one."""
    return "og:title" in facts and not facts.isdisjoint(_SHOWN) and not facts.isdisjoint(_CONFIRMING)


def _gather(page: Page, linked: Linked) -> dict[str, TitleCandidate]:
    """Return the candidates by their letters and digits, with the places that tell each."""
    found: dict[str, TitleCandidate] = {}
    met: dict[str, TitleCandidate] = {}
    for text, fact in _sources(page, linked):
        candidate = met.get(text)
        if candidate is None:
            bare = clean(text)[:_LONGEST].strip("|-–—· ")
            if not bare or len(found) >= _MOST:
                continue
            candidate = met[text] = found.setdefault(text_key(bare), TitleCandidate(bare))
        candidate.facts.add(fact)
    return found


def _with_facts(page: Page, linked: Linked, found: Mapping[str, TitleCandidate]) -> Sequence[TitleCandidate]:
    candidates = list(found.values())
    keys = list(found)
    shown = _shown(page, candidates)
    kind = page_kind(linked)
    site = site_keys(page, linked)
    sources = [frozenset(candidate.facts) for candidate in candidates]
    known = references(page.url, {candidate.text: candidate.facts for candidate in candidates})
    main = [(key, own & _MAIN_SOURCES) for key, own in zip(keys, sources, strict=True)]
    main = [(key, own) for key, own in main if own]
    told = [frozenset(_GROUPS[fact] for fact in own if fact in _GROUPS) for own in sources]
    present = frozenset().union(*told)
    years = [max(_YEAR.findall(candidate.text), default="") for candidate in candidates]
    for number, (candidate, own) in enumerate(zip(candidates, sources, strict=True)):
        facts = candidate.facts
        facts.update(_together(own, kind))
        facts.add("seen" if candidate.text.casefold() in shown else "unseen")
        facts.update(_shape(candidate.text, keys[number], site))
        facts.update(kinship(candidate.text, own, known))
        facts.update(_beside(keys[number], main))
        if told[number] and len(candidates) > 1:
            facts.add(_sides(told[number], present))
        facts.update(_age(years[number], years))
    return candidates


@lru_cache(maxsize=4_000)
def _together(own: frozenset[str], kind: str) -> tuple[str, ...]:
    """Return the facts that the places of a candidate make together, and with the kind of page."""
    pairs = combinations(sorted(own & _MAIN_SOURCES), 2)
    return (*(f"{kind} {fact}" for fact in own), *(f"{one} + {other}" for one, other in pairs))


def _shown(page: Page, candidates: Sequence[TitleCandidate]) -> frozenset[str]:
    """Return the passages near the start that may be a candidate, case-folded."""
    lengths = {len(candidate.text) for candidate in candidates}
    return frozenset(p.text.casefold() for p in page.passages[:_LOOKED] if len(p.text) in lengths)


def _sources(page: Page, linked: Linked) -> Iterator[tuple[str, str]]:
    yield from headings(page)
    yield as_text(linked.article.get("headline")), "ld headline"
    yield as_text(linked.article.get("name")), "ld name"
    yield as_text(linked.page.get("headline")) or as_text(linked.page.get("name")), "ld page"
    for key, contents in declared(page, "title"):
        text = clean(contents[0])
        yield text, key if key in _MAIN_SOURCES else "other meta"
        if key == "og:title":
            yield from _parts(text, "og")
    yield page.title, "title"
    yield from _parts(page.title, "title")


def _parts(title: str, source: str) -> Iterator[tuple[str, str]]:
    """Yield what is left of a title without its first or last part (the site's name, as a rule).

    A dash or a colon parts it only where no bar does: beside a bar it is the headline's own.
    """
    marks = _marks_in(title)
    marks = tuple(mark for mark in marks if mark[0].strip() not in _WEAK_MARKS) or marks
    if marks:
        yield title[: marks[-1].start()], f"{source} without last"
        yield title[marks[0].end() :], f"{source} without first"
    if len(marks) > 1:
        yield title[: marks[0].start()], f"{source} first part"


@lru_cache(maxsize=1_000)
def _marks_in(title: str) -> tuple[re.Match[str], ...]:
    """Return the marks between a title's parts; guillemets around a quotation are none."""
    quoted = "«" in title and "»" in title
    return tuple(mark for mark in _SITE_MARKS.finditer(title) if not (quoted and mark[0].strip() in "«»"))


def _shape(text: str, key: str, site: frozenset[str]) -> Iterator[str]:
    words = len(text.split()) if " " in text else len(text) // 3
    yield next((name for limit, name in _LENGTHS if words < limit), "long")
    if key in site:
        yield "is site"
    marks = _marks_in(text)
    if marks:
        yield "has dash" if all(mark[0].strip() in _WEAK_MARKS for mark in marks) else "has bar"
        if text_key(text[: marks[0].start()]) in site or text_key(text[marks[-1].end() :]) in site:
            yield "holds site"
    if text.endswith(("…", "...")):
        yield "cut"


def _beside(key: str, others: Sequence[tuple[str, frozenset[str]]]) -> Iterator[str]:
    """Yield how a candidate stands to those of the main places: part of one, longer than one."""
    for other, places in others:
        if other == key:
            continue
        relation = "starts" if other.startswith(key) else "within" if key in other else ""
        if not relation and len(other) > 12 and other in key:
            relation = "extends" if key.startswith(other) else "holds"
        if relation:
            yield from (f"{relation} {place}" for place in places)


@lru_cache(maxsize=1_000)
def _sides(own: frozenset[str], present: frozenset[str]) -> str:
    """Return which of heading, JSON-LD, Open Graph and ``title`` tell a candidate, and which tell something else."""
    return f"{'+'.join(sorted(own))} not {'+'.join(sorted(present - own))}"


def _age(year: str, years: Sequence[str]) -> Iterator[str]:
    """Yield whether a candidate names a later or an earlier year than another one."""
    named = set(filter(None, years)) if year else ()
    if len(named) > 1:
        yield "later year" if year == max(named) else "earlier year"
