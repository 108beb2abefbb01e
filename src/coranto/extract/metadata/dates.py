"""When it was published and changed: every date that a page tells, and which of them is to be believed.

The idea of collecting dates from markup, addresses and text and choosing among them is htmldate's
(Barbaresi 2020, JOSS 5(51)); the choice here is by a trained linear model instead of an order of sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, datetime

from coranto.extract.dom import Page
from coranto.extract.metadata.declared import declared
from coranto.extract.metadata.embedded import embedded_days
from coranto.extract.metadata.linked import Linked
from coranto.extract.metadata.marked import Marks
from coranto.extract.metadata.ranking import score
from coranto.extract.metadata.seen_days import is_close, seen_days
from coranto.extract.metadata.values import as_text
from coranto.text.dates import FoundDate, read_age, read_date
from coranto.text.urls import host_of

_MOST_CANDIDATES = 50
_URL_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_.-]?(0[1-9]|1[0-2])[/_.-]?(0[1-9]|[12]\d|3[01])(?!\d)")
_BEFORE_YEAR = date(1995, 1, 1)


@dataclass(slots=True)
class DateCandidate:
    """A day that one or more places tell, the most precise time of it, and the facts for and against."""

    when: datetime
    facts: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Times:
    """When a page was published and last changed; with zone where the page gives one."""

    published: datetime | None = None
    modified: datetime | None = None


def read_times(page: Page, linked: Linked, marks: Marks, headline: int, reference: datetime | None = None) -> Times:
    """Return when the page was published and changed. ``headline`` is the number of its passage, or -1."""
    candidates = date_candidates(page, linked, marks, headline, reference)
    best = max(candidates, key=lambda candidate: score("date", candidate.facts), default=None)
    published = best.when if best else None
    return Times(published, _changed(page, linked, published))


def date_candidates(
    page: Page, linked: Linked, marks: Marks, headline: int, reference: datetime | None = None
) -> Sequence[DateCandidate]:
    """Return the distinct days with their facts."""
    found: dict[date, DateCandidate] = {}
    for when, facts in _sources(page, linked, marks, headline, reference):
        day = when.date()
        if day < _BEFORE_YEAR or (reference and when.date() > reference.date()):
            continue
        if day in found:
            found[day].when = max(found[day].when, when, key=_precision)
            found[day].facts.update(facts)
        elif len(found) < _MOST_CANDIDATES:
            found[day] = DateCandidate(when, set(facts))
    candidates = list(found.values())
    own = [frozenset(candidate.facts & _DECLARED) for candidate in candidates]
    for candidate in candidates:
        candidate.facts.update(_beside(candidate, candidates, own))
    return candidates


_FIRST = frozenset(("ld published", "ld page published", "meta published"))
_DECLARED = frozenset(
    ("ld published", "meta published", "meta dated", "ld modified", "meta modified", "time first", "url", "seen first",
     "ld page published", "itemprop published", "script published")
)  # fmt: skip


def _precision(when: datetime) -> tuple[bool, bool]:
    return (when.time() != datetime.min.time(), when.tzinfo is not None)


def _sources(
    page: Page, linked: Linked, marks: Marks, headline: int, reference: datetime | None
) -> Iterator[tuple[datetime, Sequence[str]]]:
    month_first = _month_first(page)
    told: set[str] = set()
    days: set[date] = set()
    for when, facts in _written(page, linked, marks, month_first=month_first):
        told.update(facts)
        days.add(when.date())
        yield when, facts
    undeclared = told.isdisjoint(_FIRST)
    close = False
    for found, seen in seen_days(page, headline, month_first=month_first, near=True):
        close = close or is_close(seen)
        yield _believed(found, days), seen
    if undeclared and not close:
        for found, seen in seen_days(page, headline, month_first=month_first, near=False):
            yield _believed(found, days), seen
        yield from ((day, (fact,)) for text, fact in embedded_days(page) if (day := read_date(text)))
    if reference and headline >= 0:
        for passage in page.passages[max(0, headline - 3) : headline + 8]:
            age = read_age(passage.text, reference)
            if age:
                yield age, ("age near",)


def _believed(found: FoundDate, days: Set[date]) -> datetime:
    """Return a visible date, ``3/4/2026`` by the order that makes it a day which the page declares."""
    other = found.exchanged
    return other if other and other.date() in days and found.when.date() not in days else found.when


def _written(
    page: Page, linked: Linked, marks: Marks, *, month_first: bool
) -> Iterator[tuple[datetime, tuple[str, ...]]]:
    """Yield the dates that the page holds for machines, but for its scripts."""
    for text, fact in _declared(page, linked):
        when = read_date(text, month_first=month_first)
        if when:
            yield when, (fact,)
    yield from _marked(marks)
    yield from _in_address(page)


def _declared(page: Page, linked: Linked) -> Iterator[tuple[str, str]]:
    for key, fact in (
        ("datePublished", "published"),
        ("dateCreated", "created"),
        ("dateModified", "modified"),
        ("uploadDate", "uploaded"),
    ):
        yield as_text(linked.article.get(key)), f"ld {fact}"
        yield as_text(linked.page.get(key)), f"ld page {fact}"
    for what, fact in (("published", "published"), ("dated", "dated"), ("changed", "modified")):
        for _, contents in declared(page, what, most=2):
            yield from ((content, f"meta {fact}") for content in contents)
    for name, contents in page.metas.items():
        if "publi" in name and ("date" in name or "time" in name):
            yield contents[0], "meta published"


def _marked(marks: Marks) -> Iterator[tuple[datetime, tuple[str, ...]]]:
    """Yield the dates of elements that mark them for machines: ``time``, ``abbr``, ``itemprop``."""
    for number, element in enumerate(marks.times[:12]):
        when = read_date(element.attr("datetime") or element.attr("title") or "")
        if when:
            classes, itemprop = element.attr("class") or "", element.attr("itemprop") or ""
            yield when, tuple(_time_facts(classes, itemprop, number, len(marks.times)))
    for name, fact in (("datepublished", "published"), ("datemodified", "modified"), ("datecreated", "created")):
        marked = marks.dates.get(name)
        if marked:
            when = read_date(marked.attr("content") or marked.attr("datetime") or marked.text[:80])
            if when:
                yield when, (f"itemprop {fact}",)


def _time_facts(classes: str, itemprop: str, number: int, count: int) -> Iterator[str]:
    yield "time first" if number == 0 else "time second" if number == 1 else "time later"
    if count == 1:
        yield "time only"
    if "publi" in classes or "entry-date" in classes or "created" in classes or "datePublished" in itemprop:
        yield "time published"
    if "updated" in classes or "modif" in classes or "dateModified" in itemprop:
        yield "time updated"


def _in_address(page: Page) -> Iterator[tuple[datetime, tuple[str, ...]]]:
    addresses = [page.url, *page.metas.get("og:url", ())[:1]]
    for url in addresses:
        found = _URL_DATE.search(url[:500])
        if found:
            when = read_date("-".join(found.groups()))
            if when:
                yield when, ("url",)
                return


def _beside(
    candidate: DateCandidate, candidates: Sequence[DateCandidate], own: Sequence[frozenset[str]]
) -> Iterator[str]:
    """Yield how a day stands to the days of other sources, and how many sources tell it."""
    day = candidate.when.date()
    for other, facts in zip(candidates, own, strict=True):
        if other is candidate:
            continue
        gap = (day - other.when.date()).days
        relation = "day off" if abs(gap) <= 1 else "before" if gap < 0 else "after"
        yield from (f"{relation} {fact}" for fact in facts)
    days = [other.when.date() for other in candidates]
    if day == min(days):
        yield "earliest"
    if day == max(days):
        yield "latest"
    if len(candidates) == 1:
        yield "only"
    yield f"told by {min(4, len(candidate.facts & _DECLARED))}"


def _changed(page: Page, linked: Linked, published: datetime | None) -> datetime | None:
    """Return when the page says it was changed, unless that is before it was published."""
    texts = [as_text(linked.article.get("dateModified"))]
    texts += [contents[0] for _, contents in declared(page, "changed")]
    for text in texts:
        when = read_date(text) if text else None
        if when and (published is None or when.date() >= published.date()):
            return when
    return None


def _month_first(page: Page) -> bool:
    """Whether ``3/4/2026`` is March 4 here: American pages, by language and host."""
    language = page.declared_language.lower().replace("_", "-")
    ending = host_of(page.url).rpartition(".")[2]
    return language.startswith("en-us") or (
        language in ("en", "") and ending in ("com", "org", "net", "us", "gov", "edu", "io", "co")
    )
