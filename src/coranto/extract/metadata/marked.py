"""The elements that mark parts for machines. The parser keeps elements by tag, so they are asked for tag by tag."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import cast

from coranto.extract.dom import Element, Page

_ITEMS = ("time", "meta", "section", "div", "li", "p", "span", "a")
"""Tags of the elements that bear ``itemprop``, outer ones before inner ones."""
_MARKED = tuple(f"{tag}[itemprop]" for tag in _ITEMS)
_PUBLISHED = ("abbr[title]", "span[title]")
_MOST = 400


@dataclass(slots=True)
class Marks:
    """Marked elements by kind."""

    times: list[Element] = field(default_factory=list)
    """Elements with a ``datetime``, and those marked as dates whose ``title`` holds one."""
    dates: dict[str, Element] = field(default_factory=dict)
    """The first element of each ``itemprop`` date, by its lower-case name."""
    authors: dict[str, list[Element]] = field(default_factory=lambda: {"rel": [], "itemprop": []})
    canonical: str = ""


def read_marks(page: Page) -> Marks:
    """Return the page's marked elements, at most 400 of a kind."""
    marks = Marks()
    marks.times += page.select("time[datetime]")[:_MOST]
    for element, names in _items(page):
        if "author" in names.split():
            marks.authors["itemprop"].append(element)
        if "date" in names:
            marks.dates.setdefault(names.split()[0], element)
            if element.tag != "time" and element.attr("datetime"):
                marks.times.append(element)
    marks.times += (element for element in _each(page, _PUBLISHED) if _is_published(element))
    marks.authors["rel"] += page.select('a[rel~="author" i]')[:_MOST]
    canonical = page.select('link[rel~="canonical" i]')
    marks.canonical = (canonical[0].attr("href") or "") if canonical else ""
    return marks


def _items(page: Page) -> Iterator[tuple[Element, str]]:
    """Yield the elements with ``itemprop``, with its value in lower case."""
    for element in _each(page, _MARKED):
        yield element, (element.attr("itemprop") or "").lower()


def _is_published(element: Element) -> bool:
    """Whether an element with a ``title`` is a date of the microformat hAtom, which holds it in its ``title``."""
    return not {"published", "updated"}.isdisjoint((element.attr("class") or "").split())


def _each(page: Page, selectors: Iterable[str]) -> Iterator[Element]:
    return chain.from_iterable(page.select(selector)[:_MOST] for selector in selectors)


def first_within(element: Element, tag: str) -> Element | None:
    """Return the first element of a name below another one, or None."""
    return cast("Element | None", element.find(tag))
