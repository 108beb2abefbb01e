"""The headline: every place where it may stand, and which of them tells it best."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from coranto.extract.dom import Page
from coranto.extract.metadata.declared import declared
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
_LENGTHS = ((2, "1 word"), (3, "2 words"), (5, "3 words"), (26, "words"))
_TITLED = re.compile(r"title|headline|heading|titel|titre|titulo|entry-header|article-header")
_UNTITLED = re.compile(
    r"logo|brand|site-title|sitename|site-name|widget|sidebar|related|footer|menu|nav|comment|modal|cookie|newsletter|breadcrumb|teaser|promo|card"
)


@dataclass(slots=True)
class TitleCandidate:
    """A text that may be the headline, and the facts that speak for or against it."""

    text: str
    facts: set[str] = field(default_factory=set)


def read_title(page: Page, linked: Linked) -> str:
    """Return the headline, or nothing where the page has none."""
    candidates = title_candidates(page, linked)
    best = max(candidates, key=lambda candidate: score("title", candidate.facts), default=None)
    return best.text if best else ""


def title_candidates(page: Page, linked: Linked) -> Sequence[TitleCandidate]:
    """Return the distinct candidates with their facts."""
    found: dict[str, TitleCandidate] = {}
    for text, fact in _sources(page, linked):
        text = clean(text)[:_LONGEST].strip("|-–—· ")
        if text and len(found) < _MOST:
            candidate = found.setdefault(text_key(text), TitleCandidate(text))
            candidate.facts.add(fact)
    candidates = list(found.values())
    seen = {passage.text.casefold() for passage in page.passages[:_LOOKED] if len(passage.text) < _LONGEST}
    kind = page_kind(linked)
    site = site_keys(page, linked)
    sources = [frozenset(candidate.facts) for candidate in candidates]
    known = references(page.url, {candidate.text: candidate.facts for candidate in candidates})
    for candidate, own in zip(candidates, sources, strict=True):
        candidate.facts.update(f"{kind} {fact}" for fact in own)
        candidate.facts.add("seen" if candidate.text.casefold() in seen else "unseen")
        candidate.facts.update(f"{one} + {other}" for one, other in combinations(sorted(own & _MAIN_SOURCES), 2))
        candidate.facts.update(_shape(candidate.text, site))
        candidate.facts.update(kinship(candidate.text, own, known))
        candidate.facts.update(_beside(candidate, candidates, sources))
    return candidates


def _sources(page: Page, linked: Linked) -> Iterator[tuple[str, str]]:
    yield from _headings(page)
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


def _headings(page: Page) -> Iterator[tuple[str, str]]:
    """Yield level-one headings in order, and level-two ones where there is not just one of them."""
    ones = [passage for passage in page.passages if passage.tag == "h1"]
    for number, passage in enumerate(ones[:6]):
        order = "only" if len(ones) == 1 else ("first", "second", "third")[min(number, 2)]
        yield passage.text, f"h1 {order}"
        yield from ((passage.text, fact) for fact in _place(page, passage.container))
    twos = [passage for passage in page.passages if passage.tag == "h2"] if len(ones) != 1 else []
    for passage in twos[:2]:
        yield passage.text, "h2 " + ("without" if not ones else "beside") + " h1"
        yield from ((passage.text, fact) for fact in _place(page, passage.container))


def _place(page: Page, container: int) -> Iterator[str]:
    ancestry = list(page.ancestry(container))
    names = " ".join(element.names for element in ancestry[:2])
    if _TITLED.search(names):
        yield "named title"
    if _UNTITLED.search(names):
        yield "named site"
    if any(element.tag in ("article", "main") for element in ancestry):
        yield "in article"
    if any(element.tag in ("nav", "footer", "aside") for element in ancestry):
        yield "in nav"
    if any(element.hidden for element in ancestry):
        yield "hidden"


def _parts(title: str, source: str) -> Iterator[tuple[str, str]]:
    """Yield what is left of a title without its first or last part (the site's name, as a rule).

    A dash or a colon parts it only where no bar does: beside a bar it is the headline's own.
    """
    marks = _marks_in(title)
    marks = [mark for mark in marks if mark[0].strip() not in _WEAK_MARKS] or marks
    if marks:
        yield title[: marks[-1].start()], f"{source} without last"
        yield title[marks[0].end() :], f"{source} without first"
    if len(marks) > 1:
        yield title[: marks[0].start()], f"{source} first part"


def _marks_in(title: str) -> list[re.Match[str]]:
    """Return the marks between a title's parts; guillemets around a quotation are none."""
    quoted = "«" in title and "»" in title
    return [mark for mark in _SITE_MARKS.finditer(title) if not (quoted and mark[0].strip() in "«»")]


def _shape(text: str, site: frozenset[str]) -> Iterator[str]:
    words = len(text.split()) if " " in text else len(text) // 3
    yield next((name for limit, name in _LENGTHS if words < limit), "long")
    key = text_key(text)
    if key in site:
        yield "is site"
    marks = _marks_in(text)
    if marks:
        yield "has dash" if all(mark[0].strip() in _WEAK_MARKS for mark in marks) else "has bar"
        if text_key(text[: marks[0].start()]) in site or text_key(text[marks[-1].end() :]) in site:
            yield "holds site"
    if text.endswith(("…", "...")):
        yield "cut"


def _beside(
    candidate: TitleCandidate, candidates: Sequence[TitleCandidate], sources: Sequence[frozenset[str]]
) -> Iterator[str]:
    """Yield how a candidate stands to the others: part of one, longer than one."""
    key = text_key(candidate.text)
    for other, facts in zip(candidates, sources, strict=True):
        other_key = text_key(other.text)
        main = facts & _MAIN_SOURCES
        if other is candidate or not main:
            continue
        relation = "starts" if other_key.startswith(key) else "within" if key in other_key else ""
        if not relation and len(other_key) > 12 and other_key in key:
            relation = "extends" if key.startswith(other_key) else "holds"
        if relation:
            yield from (f"{relation} {fact}" for fact in main)
