"""The articles that stories are made of, as columns of terms, with the numbers of documents that hold each term."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coranto.stories.terms import Document
from coranto.text.postings import Postings, Rows

ROW = np.dtype(
    [
        ("place", np.int64),
        ("terms", np.uint16),
        ("alive", np.bool_),
        ("when", np.int64),
        ("publisher", np.uint64),
        ("language", np.uint64),
        ("family", np.int64),
        ("story", np.int64),
        ("first_story", np.int64),
    ]
)
"""``when`` is in seconds since 1970; ``family``, ``story`` and ``first_story`` are rows."""
TERM = np.dtype([("term", np.uint32), ("count", np.uint8), ("fields", np.uint8)])

KEYS = 32
"""Terms by which an article is found: its heaviest."""
_BUCKETS_BITS = 20
_SHIFT = np.uint32(32 - _BUCKETS_BITS)
_CHUNK = 1 << 20
_LEAST_IDF = 0.05


class Corpus:
    """Rows of articles from 0; document frequencies are counted in a million buckets of hashed terms."""

    def __init__(self) -> None:
        self.table: NDArray[Any] = np.zeros(1024, ROW)
        self.count = 0
        self._documents = 0
        self._frequency = np.zeros(1 << _BUCKETS_BITS, np.float32)
        self._pool: NDArray[Any] = np.zeros(_CHUNK, TERM)
        self._used = 0
        self._keys = Postings()

    def add(self, document: Document, **values: object) -> int:
        """Add a row and return its number; it can be found once ``index`` was called."""
        row = self.count
        if row == len(self.table):
            self.table = np.concatenate((self.table, np.zeros(len(self.table) // 2, ROW)))
        self.count += 1
        entry = self.table[row]
        entry["place"], entry["terms"], entry["alive"] = self._keep(document), len(document.terms), True
        entry["family"] = entry["story"] = entry["first_story"] = row
        for name, value in values.items():
            entry[name] = value
        self._documents += 1
        self._frequency[document.terms >> _SHIFT] += 1
        return row

    def idf(self, terms: NDArray[np.uint32]) -> NDArray[np.float64]:
        """Return the inverse document frequency of each term, at least a little."""
        found: NDArray[np.float64] = np.log((self._documents + 1.0) / (self._frequency[terms >> _SHIFT] + 0.5))
        return np.maximum(found, _LEAST_IDF)

    @property
    def highest_idf(self) -> float:
        """The idf of a term that only one document has."""
        return float(np.log((self._documents + 1.0) / 1.5)) + 1.0

    def document(self, row: int) -> Document:
        """Return the terms of a row."""
        part = self._pool[self.table["place"][row] :][: self.table["terms"][row]]
        return Document(part["term"], part["count"], part["fields"])

    def gather(self, rows: Rows) -> tuple[NDArray[Any], NDArray[np.int64]]:
        """Return the terms of many rows in one array, and for each which of ``rows`` holds it."""
        counts = self.table["terms"][rows].astype(np.int64)
        owner = np.repeat(np.arange(len(rows)), counts)
        first = self.table["place"][rows]
        position = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts) + first[owner]
        return self._pool[position], owner

    def index(self, rows: Sequence[int]) -> None:
        """Let rows be found by their heaviest terms."""
        keys = [self.keys(self.document(row))[0] for row in rows]
        counts = [len(found) for found in keys]
        if rows:
            self._keys.add(np.concatenate(keys), np.repeat(np.array(rows, np.int64), counts))

    def keys(self, document: Document) -> tuple[NDArray[np.uint32], NDArray[np.float64]]:
        """Return the heaviest terms of a document and their idf."""
        idf = self.idf(document.terms)
        heaviest = np.argsort(-(1 + np.log(document.counts)) * idf, kind="stable")[:KEYS]
        return document.terms[heaviest], idf[heaviest]

    def near(self, row: int, *, newest: int, most: int) -> Rows:
        """Return the earlier rows that share the most weight of key terms, best first."""
        keys, idf = self.keys(self.document(row))
        which, found = self._keys.find(keys, newest=newest)
        known = (found < row) & self.table["alive"][found]
        rows, place = np.unique(found[known], return_inverse=True)
        weight = np.bincount(place, weights=(idf**2)[which[known]], minlength=len(rows))
        best: Rows = rows[np.argsort(-weight, kind="stable")[:most]]
        return best

    def pack(self) -> dict[str, NDArray[Any]]:
        """Return the arrays that ``unpack`` takes."""
        return {
            "table": self.table[: self.count],
            "pool": self._pool[: self._used],
            "frequency": self._frequency,
            "documents": np.array(self._documents),
            "keys": self._keys.pack(),
        }

    @classmethod
    def unpack(cls, arrays: dict[str, NDArray[Any]]) -> Corpus:
        """Return the corpus that ``pack`` gave."""
        corpus = cls()
        corpus.count = len(arrays["table"])
        corpus.table = np.concatenate((arrays["table"], np.zeros(1024, ROW)))
        corpus._pool = np.concatenate((arrays["pool"], np.zeros(_CHUNK, TERM)))
        corpus._used = len(arrays["pool"])
        corpus._frequency = arrays["frequency"].copy()
        corpus._documents = int(arrays["documents"])
        corpus._keys = Postings(arrays["keys"])
        return corpus

    def _keep(self, document: Document) -> int:
        size = len(document.terms)
        if self._used + size > len(self._pool):
            self._pool = np.concatenate((self._pool, np.zeros(max(_CHUNK, len(self._pool) // 2), TERM)))
        part = self._pool[self._used : self._used + size]
        part["term"], part["count"], part["fields"] = document.terms, document.counts, document.fields
        self._used += size
        return self._used - size
