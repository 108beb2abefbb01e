"""Which passages of a page are its body."""

from __future__ import annotations

from coranto.extract.dom import Page, Passage
from coranto.extract.model import BodyModel

_CHANCE = 0.5


def find_body(page: Page, model: BodyModel) -> list[Passage]:
    """Return the passages of the article's body, in reading order."""
    chances = model.chances(page).tolist()
    return [passage for passage, chance in zip(page.passages, chances, strict=True) if chance > _CHANCE]
