"""An arrival as weighted terms: what the same-event decision looks at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coranto.model import Arrival
from coranto.stories.slots import Slots, read_slots
from coranto.text.words import Hashes, Words, mix, read_words, share_told

TITLE, LEAD, NAME, NUMBER, PAIR = 1, 2, 4, 8, 16
"""Bits that say where a term stands and what it looks like; a pair is two capitalised words or a number and what
follows it."""

MOST_TERMS = 280
_LEAD_WORDS = 60
_BODY_WORDS = 400
"""Words of the text that are read: what comes later is background."""
_TITLE_WORDS = 40
_EMBEDDED = 80
"""Characters of the text that an encoder reads; more costs time and does not help."""
_TITLE_COUNTS = 3
"""A word of the headline counts as if it stood three times in the text."""
_SECOND = np.uint64(0x9E3779B97F4A7C15)
_TOLD = 0.25
"""Share of a headline's longer words that its text must have, else the text is a page's furniture and left aside."""


@dataclass(frozen=True, slots=True)
class Document:
    """Distinct terms of one article, sorted; ``counts`` are weighted occurrences, ``fields`` bits of the above."""

    terms: NDArray[np.uint32]
    counts: NDArray[np.uint8]
    fields: NDArray[np.uint8]
    slots: Slots


def read_documents(batch: Sequence[Arrival]) -> list[Document]:
    """Return the terms of each arrival; where there is no headline, the first line stands for it."""
    parts = [_parts(arrival) for arrival in batch]
    titles = read_words([title for title, _ in parts])
    texts = read_words([text for _, text in parts])
    return [_document(title, text, arrival) for title, text, arrival in zip(titles, texts, batch, strict=True)]


def told(document: Document) -> bool:
    """Whether there is a text that speaks of what the headline says."""
    return bool(((document.fields & TITLE) == 0).any())


def embed_texts(batch: Sequence[Arrival]) -> list[str]:
    """Return what an encoder reads of each arrival: headline and opening."""
    return [f"{title}. {text[:_EMBEDDED]}".strip() for title, text in map(_parts, batch)]


def _parts(arrival: Arrival) -> tuple[str, str]:
    if arrival.title.strip():
        return arrival.title, arrival.text
    title, _, text = arrival.text.strip().partition("\n")
    return title, text


def _document(title: Words, text: Words, arrival: Arrival) -> Document:
    heading = _first(title, _TITLE_WORDS)
    body = _first(text, _BODY_WORDS if share_told(title, text) >= _TOLD else 0)
    parts = [_terms(heading, TITLE), _terms(body, LEAD)]
    hashes = np.concatenate([found for found, _ in parts])
    fields = np.concatenate([found for _, found in parts])
    counts = np.where(fields & TITLE, _TITLE_COUNTS, 1)
    terms, first, place = np.unique((hashes >> np.uint64(32)).astype(np.uint32), return_index=True, return_inverse=True)
    totals = np.bincount(place, weights=counts, minlength=len(terms))
    joined = np.zeros(len(terms), np.uint8)
    np.bitwise_or.at(joined, place, fields)
    kept = np.sort(np.argsort(first, kind="stable")[:MOST_TERMS])
    slots = read_slots(heading, body, arrival)
    return Document(terms[kept], np.minimum(totals[kept], 255).astype(np.uint8), joined[kept], slots)


def _first(words: Words, count: int) -> Words:
    """Return the first words."""
    part = slice(0, count)
    return Words(words.hashes[part], words.start[part], words.end[part], words.capital[part], words.digit[part])


def _terms(words: Words, field: int) -> tuple[Hashes, NDArray[np.uint8]]:
    """Return the words and pairs of a part with their bits; the first words carry ``field``."""
    hashes, capital, digit = words.hashes, words.capital, words.digit
    looks = (capital * NAME | digit * NUMBER).astype(np.uint8)
    looks[:_LEAD_WORDS] |= np.uint8(field)
    close = words.start[1:] - words.end[:-1] == 1
    names = np.flatnonzero(close & capital[:-1] & capital[1:])
    numbers = np.flatnonzero(close & digit[:-1])
    pairs = np.concatenate((names, numbers))
    looks_of_pairs = looks[pairs] | PAIR | np.repeat((NAME, NUMBER), (len(names), len(numbers)))
    joined = mix(hashes[pairs] * _SECOND + hashes[pairs + 1])
    return np.concatenate((hashes, joined)), np.concatenate((looks, looks_of_pairs)).astype(np.uint8)
