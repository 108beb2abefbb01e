"""Second thoughts on the model's chances, from what single passages say and where they stand.

Each of these paid on the labelled sets of all kinds at once, on sites that the model had not seen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain

from coranto.extract.dom import Container, Page, Passage
from coranto.extract.notices import is_caption, is_insert, may_be_insert
from coranto.extract.notices.words import any_of, words_of

_CERTAIN, _SURE, _FAIR, _EVEN, _LIKELY = 0.95, 0.8, 0.7, 0.5, 0.35
"""Above the first only short captions are doubted: what other rules took out there was as often body as not."""
_SHORT = 120
"""Characters up to which a caption is short: all that were taken out above the first of these chances were."""
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
"""How many elements from the inside out one may be called a comment for a passage to be no text."""
_REACHES = {"consents": 1_000, "boxes": 5, "authors": 4, "disclaimers": 3, "captions": 1}
"""The same for what else elements are called (``[elements]`` of ``data/notices.toml``)."""
_CAPTION = 300
"""Characters up to which a passage in an element called a caption is one."""
_TOLD, _TELLING = 400, 30
"""Characters from which the structured data's body tells the text, and from which it is asked for a passage."""
_PIECE = slice(5, 45)
"""The characters of a passage that are looked for: its start is often set apart."""
_LITTLE = 0.3
"""Share of the text up to which the structured data may say nothing of it."""
_COMMENT = re.compile(r"(?<![a-z])comments?(?:[-_]?(?:body|content|text|list|item|box|container)|[-_]?\d|(?![a-z]))")
_WHOLE = frozenset(("html", "body", "main", "article"))
_CELLS = frozenset(("td", "th", "pre"))


def settle(page: Page, chances: Sequence[float]) -> list[float]:
    """Return the chances of a page's passages with strangers and inserts ruled out and the standfirst ruled in."""
    settled = list(chances)
    strangers = _find_strangers(page, [number for number, chance in enumerate(chances) if chance > _LIKELY])
    for number in strangers:
        settled[number] = 0.0
    chosen = [number for number, chance in enumerate(settled) if chance > _EVEN]
    leads = _leads(page, settled)
    if sum(len(page.passages[number].text) for number in chosen) > _ENOUGH:
        for number in chosen:
            if _is_out(page.passages[number], chances[number]):
                settled[number] = 0.0
    for number in leads:
        settled[number] = 1.0
    for number in _untold(page, settled):
        if chances[number] < _FAIR:
            settled[number] = 0.0
    return settled


def _untold(page: Page, settled: Sequence[float]) -> list[int]:
    """Return the passages of which the structured data says nothing, where it tells most of the text."""
    told = page.told_body
    if len(told) < _TOLD:
        return []
    texts = {number: page.passages[number].text for number, chance in enumerate(settled) if chance > _EVEN}
    long = {number: text for number, text in texts.items() if len(text) >= _TELLING}
    untold = [number for number, text in long.items() if text[_PIECE] not in told]
    whole = sum(map(len, long.values()))
    return untold if sum(len(long[number]) for number in untold) <= _LITTLE * whole else []


def _find_strangers(page: Page, likely: Sequence[int]) -> list[int]:
    """Return the passages in elements whose names say that they hold no running text, if there is a text beside."""
    around = set[int]()
    for number in likely:
        container = page.passages[number].container
        while container >= 0 and container not in around:
            around.add(container)
            container = page.containers[container].parent
    if not _strange().search(" ".join({page.containers[container].names for container in around})):
        return []
    reaches = {container: _reach(page.containers[container]) for container in around}
    strangers = [number for number in likely if _is_within(page, page.passages[number], reaches)]
    rest = sum(len(page.passages[number].text) for number in set(likely).difference(strangers))
    return strangers if rest >= _REST else []


@cache
def _strange() -> re.Pattern[str]:
    return re.compile(any_of(("comment", *chain.from_iterable(words_of("elements", group) for group in _REACHES))))


def _reach(found: Container) -> int:
    """Return in how many elements, from this one down, a passage is strange because of it."""
    if found.tag in _WHOLE or not _strange().search(found.names):
        return 0
    if _COMMENT.search(found.names):
        return _NEAR
    reaches = (
        reach for group, reach in _REACHES.items() if any(map(found.names.__contains__, words_of("elements", group)))
    )
    return max(reaches, default=0)


def _is_within(page: Page, passage: Passage, reaches: Mapping[int, int]) -> bool:
    container, distance = passage.container, 0
    while container >= 0:
        reach = reaches[container]
        if reach > distance and (reach > 1 or len(passage.text) <= _CAPTION):
            return True
        container = page.containers[container].parent
        distance += 1
    return False


def _is_out(passage: Passage, chance: float) -> bool:
    text, certain = passage.text, chance > _CERTAIN
    if len(text) > (_SHORT if certain else _LONGEST) or passage.tag in _CELLS:
        return False
    if certain:
        return is_caption(text)
    return is_insert(text) or (chance < _SURE and may_be_insert(text))


def _leads(page: Page, chances: Sequence[float]) -> list[int]:
    """Return the likely passages between the headline and where the text begins for sure."""
    passages = page.passages
    headline = page.heading
    if headline < 0:
        return []
    near = range(headline + 1, min(len(passages), headline + _HEAD))
    begun = next((number for number in near if chances[number] > _EVEN), headline)
    return [
        number
        for number in range(headline + 1, begun)
        if chances[number] > _LIKELY and len(passages[number].text) >= _LEAD and passages[number].link_density < 0.3
    ]
