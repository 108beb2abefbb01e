"""Nearest neighbours by cosine: exact search over 8-bit rows (usearch). Derived: it can be cleared and rebuilt.

Rows lie in one SQLite file, so that a commit is whole or not at all, and in memory as one matrix in order of time,
so that a window of time is a slice. A row takes ``size`` bytes: a million of 512 numbers are half a gigabyte.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from usearch.compiled import MetricKind
from usearch.index import search

from coranto.model import ArticleId
from coranto.ports.outside import Vectors

_SCHEMA = """
CREATE TABLE IF NOT EXISTS rows (article TEXT PRIMARY KEY, time INTEGER NOT NULL, vector BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""

_Row = tuple[ArticleId, int, bytes]


class FlatVectors:
    """``ports.index.VectorIndex`` over a file. Vectors of another encoder or size empty it, to be rebuilt."""

    def __init__(self, file: Path, *, encoder: str, size: int) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._lock = Lock()
        self._size = size
        self._rows = sqlite3.connect(file, check_same_thread=False, timeout=30, isolation_level=None)
        self._rows.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;" + _SCHEMA)
        made_by = f"{encoder} {size}"
        if self._fact("made by") not in ("", made_by):
            self.clear()
        self._note("made by", made_by)
        self._load()

    def nearest(self, vector: Vectors, limit: int, *, since: datetime | None = None) -> list[tuple[ArticleId, float]]:
        """Return (article, cosine), best first; ``vector`` has shape (size,)."""
        with self._lock:
            self._merge()
            first = bisect_left(self._times, int(since.timestamp())) if since else 0
            matrix, ids = self._matrix[first:], self._ids[first:]
        if not len(ids) or limit < 1:
            return []
        found = search(matrix, _to_bytes(vector[None, :])[0], min(limit, len(ids)), MetricKind.Cos, exact=True)
        return [(ids[int(k)], 1.0 - float(d)) for k, d in zip(found.keys, found.distances, strict=True)]

    def write(
        self,
        ids: Sequence[ArticleId],
        when: Sequence[datetime],
        vectors: Vectors,
        deleted: Sequence[ArticleId],
        position: int,
    ) -> None:
        """Add or replace, remove, and remember the position, in one transaction; ``vectors``: (len(ids), size)."""
        rows = list(zip(ids, (int(at.timestamp()) for at in when), map(bytes, _to_bytes(vectors)), strict=True))
        with closing(self._rows.cursor()) as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            cursor.executemany("DELETE FROM rows WHERE article = ?", [(article,) for article in deleted])
            cursor.executemany("INSERT OR REPLACE INTO rows VALUES (?, ?, ?)", rows)
            cursor.execute("INSERT OR REPLACE INTO facts VALUES ('position', ?)", (str(position),))
            cursor.execute("COMMIT")
        with self._lock:
            self._fresh |= dict.fromkeys(deleted) | {row[0]: row for row in rows}

    @property
    def position(self) -> int:
        """The change-log position that this index holds."""
        return int(self._fact("position") or 0)

    def clear(self) -> None:
        """Empty the index."""
        self._rows.execute("DELETE FROM rows")
        self._rows.execute("DELETE FROM facts WHERE name = 'position'")
        self._load()

    def close(self) -> None:
        """Release the file."""
        self._rows.close()

    def _load(self) -> None:
        rows = self._rows.execute("SELECT article, time, vector FROM rows").fetchall()
        with self._lock:
            self._ids: list[ArticleId] = []
            self._times: list[int] = []
            self._matrix = np.empty((0, self._size), np.int8)
            self._fresh: dict[ArticleId, _Row | None] = {row[0]: row for row in rows}

    def _merge(self) -> None:
        """Put what was written since the last search into the matrix, at its place in time."""
        if not self._fresh:
            return
        kept = [number for number, article in enumerate(self._ids) if article not in self._fresh]
        new = [row for row in self._fresh.values() if row]
        ids = [*(self._ids[number] for number in kept), *(row[0] for row in new)]
        times = [*(self._times[number] for number in kept), *(row[1] for row in new)]
        fresh = np.frombuffer(b"".join(row[2] for row in new), np.int8).reshape(len(new), self._size)
        order = np.argsort(times, kind="stable")
        self._ids = [ids[number] for number in order]
        self._times = [times[number] for number in order]
        self._matrix = np.concatenate((self._matrix[kept], fresh))[order]
        self._fresh = {}

    def _fact(self, name: str) -> str:
        row = self._rows.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def _note(self, name: str, value: str) -> None:
        self._rows.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))


def _to_bytes(vectors: Vectors) -> NDArray[np.int8]:
    """Scale each row to fill 8 bits; cosine does not see the scale."""
    peak = np.abs(vectors).max(axis=1, keepdims=True)
    scaled: NDArray[np.int8] = np.round(vectors / np.where(peak > 0, peak, 1) * 127).astype(np.int8)
    return scaled
