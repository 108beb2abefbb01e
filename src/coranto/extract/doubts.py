"""Second thoughts on the model's chances, from what single passages say and where they stand.

Each of these paid on the labelled sets of all kinds at once, on sites that the model had not seen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from coranto.extract.dom import Container, Page, Passage
from coranto.extract.notices import is_caption, is_insert, may_be_insert
from coranto.extract.notices.words import words_of

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
_NEAR, _ANY = 4, 1_000_000
"""How many elements from the inside out one may be called a comment, or a consent box, for a passage to be no text."""
_COMMENT = re.compile(r"(?<![a-z])comments?(?:[-_]?(?:body|content|text|list|item|box|container)|[-_]?\d|(?![a-z]))")
_WHOLE = frozenset(("html", "body", "main", "article"))
_CELLS = frozenset(("td", "th", "pre"))


def settle(page: Page, chances: Sequence[float]) -> list[float]:
    """Return the chances of a page's passages with inserts ruled out and the standfirst ruled in."""
    settled = list(chances)
    chosen = _without_strangers(page, [number for number, chance in enumerate(chances) if chance > _EVEN], settled)
    if sum(len(page.passages[number].text) for number in chosen) > _ENOUGH:
        for number in chosen:
            if _is_out(page.passages[number], chances[number]):
                settled[number] = 0.0
    for number in _leads(page, chances):
        settled[number] = 1.0
    return settled


def _without_strangers(page: Page, chosen: list[int], settled: list[float]) -> list[int]:
    """Rule out what stands in an element called a comment or a consent box, beside a text; return the rest."""
    strangers = _strangers(page, chosen)
    if not strangers:
        return chosen
    kept = [number for number in chosen if not _is_within(page, page.passages[number].container, strangers)]
    if len(kept) == len(chosen) or sum(len(page.passages[number].text) for number in kept) < _REST:
        return chosen
    for number in set(chosen) - set(kept):
        settled[number] = 0.0
    return kept


def _strangers(page: Page, chosen: Sequence[int]) -> dict[int, int]:
    """Return the elements around these passages that hold no text of the page, with how far in that counts."""
    around = set[int]()
    for number in chosen:
        container = page.passages[number].container
        while container >= 0 and container not in around:
            around.add(container)
            container = page.containers[container].parent
    names = " ".join([page.containers[container].names for container in around])
    consents = [called for called in words_of("elements", "consents") if called in names]
    if not consents and "comment" not in names:
        return {}
    reaches = {container: _reach(page.containers[container], consents) for container in around}
    return {container: reach for container, reach in reaches.items() if reach}


def _reach(found: Container, consents: Sequence[str]) -> int:
    """Return how many elements below this one, and itself, are strange because of it."""
    if found.tag in _WHOLE:
        return 0
    if any(called in found.names for called in consents):
        return _ANY
    return _NEAR if _COMMENT.search(found.names) else 0


def _is_within(page: Page, container: int, strangers: Mapping[int, int]) -> bool:
    distance = 0
    while container >= 0:
        if strangers.get(container, 0) > distance:
            return True
        container = page.containers[container].parent
        distance += 1
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
