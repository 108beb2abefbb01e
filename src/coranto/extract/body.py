"""Which passages of a page are its body."""

from __future__ import annotations

from coranto.extract.dom import Page, Passage

_LONG = 80


def find_body(page: Page) -> list[Passage]:
    """Return the passages of the article's body, in reading order."""
    scores: dict[int, float] = {}
    for passage in page.passages:
        if len(passage.text) >= _LONG and passage.link_density < 0.3:
            parent = page.containers[passage.container].parent
            scores[parent] = scores.get(parent, 0.0) + len(passage.text)
            above = page.containers[parent].parent if parent >= 0 else -1
            scores[above] = scores.get(above, 0.0) + len(passage.text) / 2
    if not scores:
        return []
    best = max(scores, key=lambda number: scores[number])
    return [passage for passage in page.passages if passage.link_density < 0.5 and _is_within(page, passage, best)]


def _is_within(page: Page, passage: Passage, container: int) -> bool:
    number = passage.container
    while number > container:
        number = page.containers[number].parent
    return number == container
