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

from coranto.stories.ragged import Ragged
from coranto.stories.slots import Slots
from coranto.stories.terms import Document
from coranto.stories.vectors import Vectors
from coranto.text.postings import Postings, Rows

ROW = np.dtype(
    [
        ("place", np.int64),
        ("terms", np.uint16),
        ("slot_place", np.int64),
        ("slots", np.uint16),
        ("alive", np.bool_),
        ("when", np.int64),
        ("publisher", np.uint64),
        ("language", np.uint16),
        ("told", np.bool_),
        ("dated", np.bool_),
        ("closest", np.float32),
        ("link_place", np.int64),
        ("links", np.uint16),
        ("family", np.int64),
        ("story", np.int64),
        ("first_story", np.int64),
    ]
)
"""``when`` is in seconds since 1970; ``told`` says that the text speaks of what its headline says; ``closest`` is the
highest cosine of text with any article that it was compared with; ``family`` is the row of the family's first article,
stories are numbers of the index."""
TERM = np.dtype([("term", np.uint32), ("count", np.uint8), ("fields", np.uint8)])

LINK = np.dtype([("row", np.uint32), ("odds", np.float16)])

KEYS = 32
"""Terms by which an article is found: its heaviest."""
_BUCKET_BITS = 20
_SHIFT = np.uint32(32 - _BUCKET_BITS)
_PRIOR = 20.0
"""How many articles the general frequencies count for while few have arrived."""
_KEPT = ("when", "dated", "closest", "publisher", "language", "told", "story", "first_story")
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


def general_frequencies() -> General:
    """Return the frequencies of terms that come with Coranto."""
    return read_general(_GENERAL)


@cache
def read_general(name: str) -> General:
    """Return the frequencies of a file that comes with Coranto."""
    data = (resources.files("coranto.stories") / "data" / name).read_bytes()
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
        self._terms = Ragged(TERM)
        self._slots = Ragged(np.dtype(np.uint64))
        self._links = Ragged(LINK)
        self._keys = Postings()
        self.vectors = Vectors()

    def add(self, document: Document, **values: object) -> int:
        """Add a row and return its number; it can be found once ``index`` was called."""
        row = self.count
        if row == len(self.table):
            self.table = np.concatenate((self.table, np.zeros(len(self.table) // 2, ROW)))
        self.count += 1
        entry = self.table[row]
        terms = np.empty(len(document.terms), TERM)
        terms["term"], terms["count"], terms["fields"] = document.terms, document.counts, document.fields
        entry["place"], entry["terms"], entry["alive"] = self._terms.add(terms), len(terms), True
        entry["slot_place"], entry["slots"] = self._slots.add(document.slots), len(document.slots)
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
        """Return the terms and slots of a row."""
        entry = self.table[row]
        part = self._terms.part(entry["place"], entry["terms"])
        slots = self._slots.part(entry["slot_place"], entry["slots"])
        return Document(part["term"], part["count"], part["fields"], slots)

    def gather(self, rows: Rows) -> tuple[NDArray[Any], NDArray[np.int64]]:
        """Return the terms of many rows in one array, and for each which of ``rows`` holds it."""
        return self._terms.gather(self.table["place"][rows], self.table["terms"][rows])

    def gather_slots(self, rows: Rows) -> tuple[Slots, NDArray[np.int64]]:
        """Return the slots of many rows in one array, and for each which of ``rows`` holds it."""
        return self._slots.gather(self.table["slot_place"][rows], self.table["slots"][rows])

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

    def near(self, row: int, *, newest: int, most: int, most_by_vector: int = 0) -> Rows:
        """Return the earlier rows that share the most weight of key terms, best first, then the nearest by vector."""
        by_terms = self._near_by_terms(row, newest, most)
        by_vector = self.vectors.near(row, most_by_vector)
        known = self.table["alive"][by_vector] & ~np.isin(by_vector, by_terms)
        return np.concatenate((by_terms, by_vector[known]))

    def _near_by_terms(self, row: int, newest: int, most: int) -> Rows:
        keys, idf = self.keys(self.document(row))
        which, found = self._keys.find(keys, newest=newest)
        known = (found < row) & self.table["alive"][found]
        rows, place = np.unique(found[known], return_inverse=True)
        weight = np.bincount(place, weights=(idf**2)[which[known]], minlength=len(rows))
        best: Rows = rows[np.argsort(-weight, kind="stable")[:most]]
        return best

    def link(self, row: int, others: Rows, odds: NDArray[np.float64]) -> None:
        """Remember the odds that ``row`` and earlier rows are of one event."""
        links = np.empty(len(others), LINK)
        links["row"], links["odds"] = others, odds
        self.table["link_place"][row], self.table["links"][row] = self._links.add(links), len(links)

    def odds_among(self, rows: Rows) -> NDArray[np.float64]:
        """Return the remembered odds of pairs of rows (rising), shape (rows, rows); NaN where there are none."""
        links, owner = self._links.gather(self.table["link_place"][rows], self.table["links"][rows])
        position = np.minimum(np.searchsorted(rows, links["row"]), len(rows) - 1)
        held = rows[position] == links["row"]
        odds = np.full((len(rows), len(rows)), np.nan)
        odds[owner[held], position[held]] = odds[position[held], owner[held]] = links["odds"][held]
        return odds

    def approach(self, row: int, others: Rows, cosines: NDArray[np.float64]) -> None:
        """Take note that ``row`` and ``others`` are this close."""
        closest = self.table["closest"]
        closest[others] = np.maximum(closest[others], cosines)
        closest[row] = max(closest[row], cosines.max(initial=0.0))

    def days_between(self, row: int, others: Rows) -> NDArray[np.float64]:
        """Return the days between ``row`` and each of ``others``; 0 where the time of one is not known."""
        mine, theirs = self.table[row], self.table[others]
        apart: NDArray[np.float64] = np.abs(theirs["when"] - mine["when"]) / _DAY * (theirs["dated"] & mine["dated"])
        return apart

    def keep(self, rows: Rows) -> Corpus:
        """Return a corpus of these rows (rising) only, renumbered from 0; what is known of terms stays."""
        number = np.full(self.count, -1, np.int64)
        number[rows] = np.arange(len(rows))
        kept = Corpus()
        for row in rows.tolist():
            old = self.table[row]
            values = {name: old[name] for name in _KEPT}
            new = kept.add(self.document(row), **values)
            kept._keep_links(self, row, new, number)
            family = number[old["family"]]
            kept.table["family"][new] = family if family >= 0 else new
        kept._documents, kept._frequency = self._documents, self._frequency
        if len(self.vectors):
            kept.vectors = Vectors(self.vectors.values[rows])
        packed = self._keys.pack()
        found = number[(packed & np.uint64(0xFFFFFFFF)).astype(np.int64)]
        kept._keys.add((packed >> np.uint64(32)).astype(np.uint32)[found >= 0], found[found >= 0])
        return kept

    def pack(self) -> dict[str, NDArray[Any]]:
        """Return the arrays that ``unpack`` takes."""
        return {
            "table": self.table[: self.count],
            "terms": self._terms.values,
            "slots": self._slots.values,
            "links": self._links.values,
            "frequency": self._frequency,
            "documents": np.array(self._documents),
            "keys": self._keys.pack(),
            "vectors": self.vectors.values,
        }

    @classmethod
    def unpack(cls, arrays: dict[str, NDArray[Any]]) -> Corpus:
        """Return the corpus that ``pack`` gave."""
        corpus = cls()
        corpus.count = len(arrays["table"])
        corpus.table = np.concatenate((arrays["table"], np.zeros(1024, ROW)))
        corpus._terms.add(arrays["terms"])
        corpus._slots.add(arrays["slots"])
        corpus._links.add(arrays["links"])
        corpus._frequency = arrays["frequency"].copy()
        corpus._documents = int(arrays["documents"])
        corpus._keys = Postings(arrays["keys"])
        corpus.vectors = Vectors(arrays["vectors"])
        return corpus

    def _keep_links(self, old: Corpus, row: int, new: int, number: NDArray[np.int64]) -> None:
        """Take over the links of a row to rows that are kept."""
        links = old._links.part(old.table["link_place"][row], old.table["links"][row])
        others = number[links["row"].astype(np.int64)]
        self.link(new, others[others >= 0], links["odds"][others >= 0])
