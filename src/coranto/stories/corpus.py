"""The articles that stories are made of, as columns of terms, with the numbers of documents that hold each term."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
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
        ("told", np.bool_),
        ("dated", np.bool_),
        ("family", np.int64),
        ("story", np.int64),
        ("first_story", np.int64),
    ]
)
"""``when`` is in seconds since 1970; ``told`` says that the text speaks of what its headline says; ``family`` is the
row of the family's first article, stories are numbers of the index."""
TERM = np.dtype([("term", np.uint32), ("count", np.uint8), ("fields", np.uint8)])

KEYS = 32
"""Terms by which an article is found: its heaviest."""
_BUCKET_BITS = 20
_SHIFT = np.uint32(32 - _BUCKET_BITS)
_PRIOR = 20.0
"""How many articles the general frequencies count for while few have arrived."""
_CHUNK = 1 << 20
_DAY = 86400
_LEAST_IDF = 0.05
_GENERAL = "frequencies.npz"


@dataclass(frozen=True, slots=True)
class General:
    """In what share of general English news texts (``documents``) the terms of each bucket stand."""

    documents: int
    frequency: NDArray[np.float32]

    def pack(self) -> bytes:
        """Return the frequencies as the bytes of a file; buckets of one document are left out."""
        file = io.BytesIO()
        buckets = np.flatnonzero(self.frequency > 1)
        counts = self.frequency[buckets].astype(np.uint16)
        np.savez_compressed(
            file, gaps=np.diff(buckets, prepend=0).astype(np.uint16), counts=counts, documents=self.documents
        )
        return file.getvalue()


@cache
def general_frequencies() -> General:
    """Return the frequencies that come with Coranto."""
    data = (resources.files("coranto.stories") / "data" / _GENERAL).read_bytes()
    with np.load(io.BytesIO(data), allow_pickle=False) as held:
        frequency = np.zeros(1 << _BUCKET_BITS, np.float32)
        frequency[np.cumsum(held["gaps"].astype(np.int64))] = held["counts"]
        return General(int(held["documents"]), frequency)


def count_terms(documents: Iterable[Document]) -> General:
    """Return the frequencies of documents."""
    frequency, total = np.zeros(1 << _BUCKET_BITS, np.float32), 0
    for document in documents:
        np.add.at(frequency, document.terms >> _SHIFT, 1)
        total += 1
    return General(total, frequency)


class Corpus:
    """Rows of articles from 0; document frequencies are counted in a million buckets of hashed terms."""

    def __init__(self) -> None:
        self.table: NDArray[Any] = np.zeros(1024, ROW)
        self.count = 0
        self._documents = 0
        self._general = general_frequencies()
        self._frequency = np.zeros(1 << _BUCKET_BITS, np.float32)
        self._pool: NDArray[Any] = np.zeros(_CHUNK, TERM)
        self._used = 0
        self._keys = Postings()
        self._vectors = np.zeros((0, 0), np.float16)

    def add(self, document: Document, **values: object) -> int:
        """Add a row and return its number; it can be found once ``index`` was called."""
        row = self.count
        if row == len(self.table):
            self.table = np.concatenate((self.table, np.zeros(len(self.table) // 2, ROW)))
        self.count += 1
        entry = self.table[row]
        entry["place"], entry["terms"], entry["alive"] = self._keep(document), len(document.terms), True
        entry["family"], entry["dated"] = row, True
        for name, value in values.items():
            entry[name] = value
        self._documents += 1
        self._frequency[document.terms >> _SHIFT] += 1
        return row

    def idf(self, terms: NDArray[np.uint32]) -> NDArray[np.float64]:
        """Return the inverse document frequency of each term: of what arrived or of general texts, the lower.

        A word that is common in either tells little: *shooting* in a stream of shootings, *says* anywhere.
        """
        buckets = terms >> _SHIFT
        usual = self._general.frequency[buckets] / self._general.documents
        here = (self._documents + _PRIOR) / (self._frequency[buckets] + _PRIOR * usual + 0.5)
        anywhere = (self._general.documents + 1.0) / (self._general.frequency[buckets] + 0.5)
        idf: NDArray[np.float64] = np.log(np.minimum(here, anywhere)).astype(np.float64)
        return np.maximum(idf, _LEAST_IDF)

    @property
    def highest_idf(self) -> float:
        """The idf of a term that only one document has."""
        return float(np.log((self._documents + _PRIOR) / 1.5)) + 1.0

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

    def set_vectors(self, rows: Sequence[int], vectors: NDArray[np.float32]) -> None:
        """Keep the vectors of rows, in half precision."""
        if self.count > len(self._vectors):
            grown = np.zeros((max(1024, self.count * 3 // 2), vectors.shape[1]), np.float16)
            if len(self._vectors):
                grown[: len(self._vectors)] = self._vectors
            self._vectors = grown
        self._vectors[rows] = vectors

    def days_between(self, row: int, others: Rows) -> NDArray[np.float64]:
        """Return the days between ``row`` and each of ``others``; 0 where the time of one is not known."""
        mine, theirs = self.table[row], self.table[others]
        apart: NDArray[np.float64] = np.abs(theirs["when"] - mine["when"]) / _DAY * (theirs["dated"] & mine["dated"])
        return apart

    def vector_cosine(self, row: int, others: Rows) -> NDArray[np.float64]:
        """Return the cosine of the vectors of ``row`` and each of ``others``; 0 where there is none."""
        if row >= len(self._vectors):
            return np.zeros(len(others))
        cosines: NDArray[np.float64] = self._vectors[others].astype(np.float64) @ self._vectors[row].astype(np.float64)
        return cosines

    def keep(self, rows: Rows) -> Corpus:
        """Return a corpus of these rows (rising) only, renumbered from 0; what is known of terms stays."""
        number = np.full(self.count, -1, np.int64)
        number[rows] = np.arange(len(rows))
        kept = Corpus()
        for row in rows.tolist():
            old = self.table[row]
            values = {name: old[name] for name in ("when", "dated", "publisher", "told", "story", "first_story")}
            new = kept.add(self.document(row), **values)
            family = number[old["family"]]
            kept.table["family"][new] = family if family >= 0 else new
        kept._documents, kept._frequency = self._documents, self._frequency
        if len(self._vectors):
            kept._vectors = self._vectors[rows]
        packed = self._keys.pack()
        found = number[(packed & np.uint64(0xFFFFFFFF)).astype(np.int64)]
        kept._keys.add((packed >> np.uint64(32)).astype(np.uint32)[found >= 0], found[found >= 0])
        return kept

    def pack(self) -> dict[str, NDArray[Any]]:
        """Return the arrays that ``unpack`` takes."""
        return {
            "table": self.table[: self.count],
            "pool": self._pool[: self._used],
            "frequency": self._frequency,
            "documents": np.array(self._documents),
            "keys": self._keys.pack(),
            "vectors": self._vectors,
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
        corpus._vectors = arrays["vectors"]
        return corpus

    def _keep(self, document: Document) -> int:
        size = len(document.terms)
        if self._used + size > len(self._pool):
            self._pool = np.concatenate((self._pool, np.zeros(max(_CHUNK, len(self._pool) // 2), TERM)))
        part = self._pool[self._used : self._used + size]
        part["term"], part["count"], part["fields"] = document.terms, document.counts, document.fields
        self._used += size
        return self._used - size
