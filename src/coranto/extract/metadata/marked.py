"""The elements that mark parts for machines, found in one pass over the tree."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from coranto.extract.dom import Element, Page

_SELECTOR = (
    'time[datetime], .published[title], .updated[title], [itemprop*="date" i], [itemprop~="author" i], '
    '[rel~="author" i], link[rel~="canonical" i], figcaption, '
    '[class*="caption" i], [class*="legende" i], .cutline, .bildunterschrift'
)
_MOST = 400
_CAPTION = re.compile(r"caption|legende|cutline|bildunterschrift", re.IGNORECASE)


@dataclass(slots=True)
class Marks:
    """Marked elements by kind, each in document order."""

    times: list[Element] = field(default_factory=list)
    dates: dict[str, Element] = field(default_factory=dict)
    """The first element of each ``itemprop`` date, by its lower-case name."""
    authors: dict[str, list[Element]] = field(default_factory=lambda: {"rel": [], "itemprop": []})
    captions: list[Element] = field(default_factory=list)
    canonical: str = ""


def read_marks(page: Page) -> Marks:
    """Return the page's marked elements, at most 400 of them."""
    marks = Marks()
    for element in page.select(_SELECTOR)[:_MOST]:
        _sort_in(marks, element)
    return marks


def _sort_in(marks: Marks, element: Element) -> None:
    tag = element.tag
    if tag == "figcaption" or _CAPTION.search(element.attr("class") or ""):
        marks.captions.append(element)
    elif tag == "link":
        marks.canonical = marks.canonical or element.attr("href") or ""
    itemprop = (element.attr("itemprop") or "").lower()
    if "date" in itemprop:
        marks.dates.setdefault(itemprop.split()[0], element)
    if element.attr("datetime") or (tag != "link" and element.attr("title") and "date" not in itemprop):
        marks.times.append(element)
    if "author" in itemprop.split():
        marks.authors["itemprop"].append(element)
    elif "author" in (element.attr("rel") or "").lower().split():
        marks.authors["rel"].append(element)
