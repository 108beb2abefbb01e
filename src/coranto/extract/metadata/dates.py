"""When it was published and changed: every date that a page tells, and which of them is to be believed.

The idea of collecting dates from markup, addresses and text and choosing among them is htmldate's
(Barbaresi 2020, JOSS 5(51)); the choice here is by a trained linear model instead of an order of sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, lru_cache

from coranto.extract.dom import Page, Passage
from coranto.extract.metadata.declared import declared
from coranto.extract.metadata.embedded import embedded_days
from coranto.extract.metadata.linked import Linked
from coranto.extract.metadata.marked import Marks
from coranto.extract.metadata.ranking import score
from coranto.extract.metadata.values import as_text
from coranto.extract.notices.words import any_of, may_hold_date, words_of
from coranto.text.dates import find_dates, read_age, read_date
from coranto.text.urls import host_of

_MOST_SEEN = 60
"""Visible dates that are considered."""
_MOST_CANDIDATES = 50
_SHORT = 160
"""Characters of a passage that holds a date line; what is longer is prose."""
_LONGEST, _LONGEST_FAR = 600, 320
_NEAR = 16
"""Passages around the headline in which a date in prose counts too."""
_URL_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_.-]?(0[1-9]|1[0-2])[/_.-]?(0[1-9]|[12]\d|3[01])(?!\d)")
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2])/")
_DATE_NAMES = re.compile(r"date|time|datum|fecha|publi|posted|meta|byline|stamp|info|created|header|author")
_ELSEWHERE = re.compile(
    r"comment|related|teaser|widget|popular|recommend|sidebar|footer|foot|tweet|\bnav|menu|more|latest|event|archive|list|card|next|prev|recent|respond|reply"
)
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
    (
        "ld published",
        "meta published",
        "meta dated",
        "ld modified",
        "meta modified",
        "time first",
        "url",
        "seen first",
        "ld page published",
        "itemprop published",
        "script published",
    )
)


def _precision(when: datetime) -> tuple[bool, bool]:
    return (when.time() != datetime.min.time(), when.tzinfo is not None)


def _sources(
    page: Page, linked: Linked, marks: Marks, headline: int, reference: datetime | None
) -> Iterator[tuple[datetime, tuple[str, ...]]]:
    month_first = _month_first(page)
    told: set[str] = set()
    for text, fact in _declared(page, linked):
        when = read_date(text, month_first=month_first)
        if when:
            told.add(fact)
            yield when, (fact,)
    if told.isdisjoint(_FIRST):
        yield from ((when, (fact,)) for text, fact in embedded_days(page) if (when := read_date(text)))
    yield from _marked(marks)
    yield from _in_address(page)
    yield from _seen(page, headline, month_first=month_first)
    if reference and headline >= 0:
        for passage in page.passages[max(0, headline - 3) : headline + 8]:
            age = read_age(passage.text, reference)
            if age:
                yield age, ("age near",)


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


def _seen(page: Page, headline: int, *, month_first: bool) -> Iterator[tuple[datetime, tuple[str, ...]]]:
    """Yield the dates that readers see, in reading order, with how each stands on the page."""
    seen = 0
    for number, passage in enumerate(page.passages):
        near = headline >= 0 and abs(number - headline) <= _NEAR
        if len(passage.text) > (_LONGEST if near else _LONGEST_FAR) or not may_hold_date(passage.text):
            continue
        for found in find_dates(passage.text, month_first=month_first):
            facts = tuple(_standing(page, passage, number, headline))
            words = passage.text[max(0, found.start - 40) : found.start].lower()
            label = _label(words or (page.passages[number - 1].text[-40:].lower() if number else ""))
            order = "seen first" if seen == 0 else "seen second" if seen == 1 else "seen later"
            extra = [f"label {label}"] if label else []
            bare = "bare" if len(passage.text) - (found.end - found.start) < 25 else "among words"
            yield found.when, (*facts, order, bare, *extra, *(["with time"] if found.timed else []))
            seen += 1
            if seen >= _MOST_SEEN:
                return


def _standing(page: Page, passage: Passage, number: int, headline: int) -> Iterator[str]:
    around = [container for _, container in zip(range(4), page.ancestry(passage.container), strict=False)]
    yield "prose" if len(passage.text) > _SHORT else "short"
    if any(_is_date_name(container.names) for container in around[:2]):
        yield "class date"
    if any(container.tag in ("footer", "aside", "nav") or container.hidden for container in around):
        yield "in aside"
    if any(_is_elsewhere(container.names) for container in around):
        yield "elsewhere"
    if passage.link_density > 0.9:
        yield "all link"
    distance = number - headline if headline >= 0 else None
    yield (
        "no headline" if distance is None else next((name for limit, name in _DISTANCES if distance <= limit), "far on")
    )
    if number * 10 > len(page.passages) * 8:
        yield "at end"


@lru_cache(maxsize=20_000)
def _is_date_name(names: str) -> bool:
    return bool(_DATE_NAMES.search(names))


@lru_cache(maxsize=20_000)
def _is_elsewhere(names: str) -> bool:
    return bool(_ELSEWHERE.search(names))


_DISTANCES = (
    (-7, "far before"),
    (-1, "before headline"),
    (0, "headline"),
    (1, "next"),
    (3, "2-3 on"),
    (7, "4-7 on"),
    (16, "8-16 on"),
    (40, "17-40 on"),
)


def _label(words: str) -> str:
    if _updated().search(words):
        return "updated"
    return "published" if _published().search(words) else ""


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


@cache
def _published() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_]){any_of(words_of('date', 'published'))}\W")


@cache
def _updated() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_]){any_of(words_of('date', 'updated'))}")
