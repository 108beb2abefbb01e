"""Level-one and level-two headings with how each stands on the page, and what a kicker leaves of one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coranto.extract.dom import Element, Page
from coranto.extract.metadata.marked import first_within
from coranto.extract.metadata.values import holds_any

_MOST = 6
_MOST_TWOS = 2
_LONGEST_KICKER = 120
_KICKER_TAGS = ("span", "small", "div", "a", "strong")
_MARKS = frozenset(":|-–—!?.,;/")
"""Marks that join a kicker to its headline."""
_TITLED = ("title", "headline", "heading", "titel", "titre", "titulo", "entry-header", "article-header")
_UNTITLED = (
    "logo", "brand", "site-title", "sitename", "site-name", "widget", "sidebar", "related", "footer", "menu", "nav",
    "comment", "modal", "cookie", "newsletter", "breadcrumb", "teaser", "promo", "card",
)  # fmt: skip
_KICKER = re.compile(
    r"kicker|over-?line|roof-?line|top-?line|dachzeile|(?:top|super|over|pre)-?(?:title|head)|eyebrow|entry-section"
    r"|spitzmarke|antetitulo|occhiello|sur-?titre"
)


def headings(page: Page) -> Iterator[tuple[str, str]]:
    """Yield level-one headings in order, and level-two ones where there is not just one of them, with their facts."""
    ones = _level_one(page)
    rests = _kickers(page) if ones else {}
    for number, (text, container) in enumerate(ones[:_MOST]):
        order = "only" if len(ones) == 1 else ("first", "second", "third")[min(number, 2)]
        text = rests.get(text, text)
        yield text, f"h1 {order}"
        yield from ((text, fact) for fact in _place(page, container))
    twos = [passage for passage in page.passages if passage.tag == "h2"] if len(ones) != 1 else []
    for passage in twos[:_MOST_TWOS]:
        yield passage.text, "h2 " + ("without" if not ones else "beside") + " h1"
        yield from ((passage.text, fact) for fact in _place(page, passage.container))


def _level_one(page: Page) -> Sequence[tuple[str, int]]:
    """Return text and container of each level-one heading; where none holds its text itself, of those that nest it."""
    ones = [(passage.text, passage.container) for passage in page.passages if passage.tag == "h1"]
    if ones:
        return ones
    nests = [number for number, container in enumerate(page.containers) if container.tag == "h1"]
    texts = {
        nest: " ".join(p.text for p in page.passages if nest <= p.container < page.containers[nest].end)
        for nest in nests[:_MOST]
    }
    return [(text, nest) for nest, text in texts.items()]


def _kickers(page: Page) -> dict[str, str]:
    """Return for each heading that holds a kicker in an element of its own, without any mark after it, the rest."""
    found: dict[str, str] = {}
    for heading in page.select("h1")[:_MOST]:
        whole = " ".join(heading.text.split())
        for tag in _KICKER_TAGS:
            first = first_within(heading, tag)
            kicker = " ".join(first.text.split()) if first else ""
            if first and kicker and whole.startswith(kicker) and _is_kicker(first, kicker):
                rest = whole[len(kicker) :].strip()
                if rest and rest[0] not in _MARKS:
                    found[whole] = rest
    return found


def _is_kicker(element: Element, text: str) -> bool:
    named = element.tag == "small" or _KICKER.search((element.attr("class") or "").lower())
    return bool(named) and len(text) < _LONGEST_KICKER and text[-1] not in _MARKS


def _place(page: Page, container: int) -> Iterator[str]:
    ancestry = list(page.ancestry(container))
    names = " ".join(element.names for element in ancestry[:2])
    if holds_any(names, _TITLED):
        yield "named title"
    if holds_any(names, _UNTITLED):
        yield "named site"
    if any(element.tag in ("article", "main") for element in ancestry):
        yield "in article"
    if any(element.tag in ("nav", "footer", "aside") for element in ancestry):
        yield "in nav"
    if any(element.hidden for element in ancestry):
        yield "hidden"
