"""Second thoughts on the model's chances, from what single passages say and where they stand.

Each of these paid on the labelled sets of all kinds at once, on sites that the model had not seen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from coranto.extract.dom import Container, Page, Passage
from coranto.extract.notices import is_caption, is_insert, may_be_insert

_CERTAIN, _SURE, _EVEN, _LIKELY = 0.95, 0.8, 0.5, 0.35
"""Above the first only captions are doubted: what other rules took out there was as often body as not."""
_ENOUGH = 600
"""Characters of a body below which every passage of it is needed."""
_HEAD = 14
"""Passages after the headline among which the text begins."""
_LEAD = 60
"""Characters from which a passage between headline and text may be the standfirst."""
_REST = 200
"""Characters of the body beside what readers wrote up to which that may be the text itself."""
_LONGEST = 400
"""Characters up to which a passage may be an insert."""
_NEAR = 4
"""Elements around a passage whose names are read."""
_COMMENT = re.compile(r"(?<![a-z])comments?(?:[-_]?(?:body|content|text|list|item|box|container)|[-_]?\d|(?![a-z]))")
_WHOLE = frozenset(("html", "body", "main", "article"))
_CELLS = frozenset(("td", "th", "pre"))


def settle(page: Page, chances: Sequence[float]) -> list[float]:
    """Return the chances of a page's passages with inserts ruled out and the standfirst ruled in."""
    settled = list(chances)
    chosen = _without_comments(page, [number for number, chance in enumerate(chances) if chance > _EVEN], settled)
    if sum(len(page.passages[number].text) for number in chosen) > _ENOUGH:
        for number in chosen:
            if _is_out(page.passages[number], chances[number]):
                settled[number] = 0.0
    for number in _leads(page, chances):
        settled[number] = 1.0
    return settled


def _without_comments(page: Page, chosen: list[int], settled: list[float]) -> list[int]:
    """Rule out what stands in an element that is called a comment, if there is a text beside; return the rest."""
    called = [number for number, found in enumerate(page.containers) if "comment" in found.names]
    comments = {number for number in called if _is_comment(page.containers[number])}
    if not comments:
        return chosen
    kept = [number for number in chosen if not _is_near(page, page.passages[number].container, comments)]
    if len(kept) == len(chosen) or sum(len(page.passages[number].text) for number in kept) < _REST:
        return chosen
    for number in set(chosen) - set(kept):
        settled[number] = 0.0
    return kept


def _is_comment(found: Container) -> bool:
    return found.tag not in _WHOLE and bool(_COMMENT.search(found.names))


def _is_near(page: Page, container: int, comments: Set[int]) -> bool:
    """Whether one of the nearest elements, from the inside out, is among these."""
    for _ in range(_NEAR):
        if container in comments:
            return True
        container = page.containers[container].parent
        if container < 0:
            break
    return False


def _is_out(passage: Passage, chance: float) -> bool:
    text = passage.text
    if len(text) > _LONGEST or passage.tag in _CELLS:
        return False
    if chance > _CERTAIN:
        return is_caption(text)
    return is_insert(text) or (chance < _SURE and may_be_insert(text))


def _leads(page: Page, chances: Sequence[float]) -> list[int]:
    """Return the likely passages between the headline and where the text begins for sure."""
    passages = page.passages
    headline = next((number for number, passage in enumerate(passages) if passage.tag == "h1"), -1)
    if headline < 0:
        return []
    near = range(headline + 1, min(len(passages), headline + _HEAD))
    begun = next((number for number in near if chances[number] > _EVEN), headline)
    return [
        number
        for number in range(headline + 1, begun)
        if chances[number] > _LIKELY and len(passages[number].text) >= _LEAD and passages[number].link_density < 0.3
    ]
