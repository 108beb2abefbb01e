"""An arrival as weighted terms: what the same-event decision looks at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coranto.model import Arrival
from coranto.text.words import Words, read_words

TITLE, LEAD, NAME, NUMBER = 1, 2, 4, 8
"""Bits that say where a term stands and what it looks like."""

MOST_TERMS = 200
_LEAD_WORDS = 60
_BODY_WORDS = 400
"""Words of the text that are read: what comes later is background."""
_TITLE_WORDS = 40
_TITLE_COUNTS = 3
"""A word of the headline counts as if it stood three times in the text."""
_LONGER = 4
_TOLD = 0.25
"""Share of a headline's longer words that its text must have, else the text is a page's furniture and left aside."""


@dataclass(frozen=True, slots=True)
class Document:
    """Distinct terms of one article, sorted; ``counts`` are weighted occurrences, ``fields`` bits of the above."""

    terms: NDArray[np.uint32]
    counts: NDArray[np.uint8]
    fields: NDArray[np.uint8]


def read_documents(batch: Sequence[Arrival]) -> list[Document]:
    """Return the terms of each arrival; where there is no headline, the first line stands for it."""
    parts = [_parts(arrival) for arrival in batch]
    titles = read_words([title for title, _ in parts])
    texts = read_words([text for _, text in parts])
    return [_document(title, text) for title, text in zip(titles, texts, strict=True)]


def _parts(arrival: Arrival) -> tuple[str, str]:
    if arrival.title.strip():
        return arrival.title, arrival.text
    title, _, text = arrival.text.strip().partition("\n")
    return title, text


def _document(title: Words, text: Words) -> Document:
    heading = slice(0, _TITLE_WORDS)
    body = slice(0, _BODY_WORDS if _told(title, text) else 0)
    hashes = np.concatenate((title.hashes[heading], text.hashes[body]))
    fields = np.concatenate((_fields(title, heading) | TITLE, _fields(text, body)))
    fields[len(title.hashes[heading]) :][:_LEAD_WORDS] |= LEAD
    counts = np.where(fields & TITLE, _TITLE_COUNTS, 1)
    terms, first, place = np.unique((hashes >> np.uint64(32)).astype(np.uint32), return_index=True, return_inverse=True)
    totals = np.bincount(place, weights=counts, minlength=len(terms))
    joined = np.zeros(len(terms), np.uint8)
    np.bitwise_or.at(joined, place, fields)
    kept = np.sort(np.argsort(first, kind="stable")[:MOST_TERMS])
    return Document(terms[kept], np.minimum(totals[kept], 255).astype(np.uint8), joined[kept])


def _told(title: Words, text: Words) -> bool:
    longer = title.hashes[title.end - title.start >= _LONGER]
    return not longer.size or float(np.isin(longer, text.hashes).mean()) >= _TOLD


def _fields(words: Words, part: slice) -> NDArray[np.uint8]:
    names = np.where(words.capital[part], NAME, 0)
    numbers = np.where(words.digit[part], NUMBER, 0)
    return (names | numbers).astype(np.uint8)
