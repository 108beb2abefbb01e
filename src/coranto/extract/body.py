"""Which passages of a page are its body."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set

from coranto.extract.dom import Page, Passage
from coranto.extract.doubts import settle
from coranto.extract.model import BodyModel

_CHANCE = 0.5
_BOLD_CHANCE = 0.25
"""Where the usual chance finds next to nothing, passages down to this one are taken."""
_NEXT_TO_NOTHING = 250
_LONG = 40
"""Characters from which a passage is no refrain: the same again elsewhere is a copy."""
_NOTICE = 3
"""A long passage that stands on the page so often is a notice (a blocked embed, a form's error) ..."""
_FEW = 3
"""... unless such passages are a third of the text: then the page holds its article once for each width of screen."""


def find_body(page: Page, model: BodyModel) -> list[Passage]:
    """Return the passages of the article's body, in reading order."""
    chances = settle(page, model.chances(page).tolist())
    chosen = _above(page, chances, _CHANCE)
    if sum(len(passage.text) for passage in chosen) < _NEXT_TO_NOTHING:
        chosen = _above(page, chances, _BOLD_CHANCE)
    return _once(page, chosen)


def _above(page: Page, chances: Sequence[float], least: float) -> list[Passage]:
    return [passage for passage, chance in zip(page.passages, chances, strict=True) if chance > least]


def _once(page: Page, chosen: list[Passage]) -> list[Passage]:
    """Drop copies of a passage that stand in another place, and notices with all their copies."""
    counts = Counter([passage.text for passage in page.passages])
    repeated = {passage.text for passage in chosen if counts[passage.text] > 1 and len(passage.text) >= _LONG}
    return list(_without_copies(page, chosen, repeated)) if repeated else chosen


def _without_copies(page: Page, chosen: Sequence[Passage], repeated: Set[str]) -> Iterator[Passage]:
    around = {(passage.text, _parent(page, passage)) for passage in page.passages if passage.text in repeated}
    places = Counter(text for text, _ in around)
    often = sum(len(passage.text) for passage in chosen if places[passage.text] >= _NOTICE)
    are_notices = often * _FEW < sum(len(passage.text) for passage in chosen)
    seen: dict[str, int] = {}
    for passage in chosen:
        text, parent = passage.text, _parent(page, passage)
        is_notice = are_notices and places[text] >= _NOTICE
        if text not in repeated or (not is_notice and seen.setdefault(text, parent) == parent):
            yield passage


def _parent(page: Page, passage: Passage) -> int:
    return page.containers[passage.container].parent
