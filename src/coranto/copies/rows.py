"""What the copy index holds of each article, in columns: about 70 bytes, and two for each shingle kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coranto.copies.shingles import Sketch

ROW = np.dtype(
    [
        ("place", np.int64),
        ("marks", np.uint16),
        ("level", np.uint8),
        ("alive", np.bool_),
        ("size", np.uint32),
        ("when", np.int64),
        ("publisher", np.uint64),
        ("headline", np.uint64),
        ("told", np.bool_),
        ("rank", np.uint8),
        ("family", np.uint32),
        ("address", np.uint64),
        ("names", np.uint64),
    ]
)
"""``place`` and ``marks`` are where and how many marks; ``when`` is in seconds since 1970; ``rank`` orders origins;
``told`` says that the text speaks of what its headline says; ``names`` is the number of the address or outlet that the
article names as where its text comes from (``address``, ``publisher`` are those of an article itself)."""

_CHUNK = 1 << 20
_NO_KEYS = np.zeros(0, np.uint32)
_COPIED = 10_000
"""Rows whose marks are copied at a time."""

Numbers = NDArray[np.int64]


class Rows:
    """Growing columns and a pool of marks; a row is a number from 0."""

    def __init__(self) -> None:
        self.table: NDArray[Any] = np.zeros(1024, ROW)
        self.count = 0
        self._chunks: list[NDArray[np.uint16]] = []
        self._used = _CHUNK

    def append(self, sketches: Sequence[Sketch], **columns: Sequence[object] | NDArray[Any]) -> Numbers:
        """Add rows, one for each sketch, and return their numbers."""
        rows = np.arange(self.count, self.count + len(sketches))
        self.count += len(sketches)
        if self.count > len(self.table):
            self.table = np.concatenate((self.table, np.zeros(max(self.count, len(self.table) // 4), ROW)))
        added = self.table[rows[0] : self.count] if len(rows) else self.table[:0]
        added["place"] = [self._keep(sketch.marks) for sketch in sketches]
        added["marks"] = [len(sketch.marks) for sketch in sketches]
        added["level"] = [sketch.level for sketch in sketches]
        added["size"] = [sketch.size for sketch in sketches]
        added["alive"], added["family"] = True, rows
        for name, values in columns.items():
            added[name] = values
        return rows

    def sketch(self, row: int) -> Sketch:
        """Return the sketch of a row, without keys."""
        entry = self.table[row]
        chunk, first = divmod(int(entry["place"]), _CHUNK)
        marks = self._chunks[chunk][first : first + int(entry["marks"])]
        return Sketch(int(entry["size"]), int(entry["level"]), marks, _NO_KEYS)

    def keep(self, rows: Numbers) -> Rows:
        """Return these rows (rising) only, renumbered from 0; their families are still the old numbers."""
        kept = Rows()
        for first in range(0, len(rows), _COPIED):
            part = rows[first : first + _COPIED]
            old = self.table[part]
            columns = {name: old[name] for name in ROW.names or () if name not in ("place", "marks", "level", "size")}
            kept.append([self.sketch(row) for row in part.tolist()], **columns)
        return kept

    def pack(self) -> dict[str, NDArray[Any]]:
        """Return the arrays that ``unpack`` takes."""
        pool = np.concatenate(self._chunks) if self._chunks else np.zeros(0, np.uint16)
        return {"table": self.table[: self.count], "pool": pool, "used": np.array(self._used)}

    @classmethod
    def unpack(cls, arrays: dict[str, NDArray[Any]]) -> Rows:
        """Return the rows that ``pack`` gave."""
        rows = cls()
        rows.count = len(arrays["table"])
        rows.table = np.concatenate((arrays["table"], np.zeros(1024, ROW)))
        rows._chunks = [arrays["pool"][first : first + _CHUNK] for first in range(0, len(arrays["pool"]), _CHUNK)]
        rows._used = int(arrays["used"])
        return rows

    def _keep(self, marks: NDArray[np.uint16]) -> int:
        if not self._chunks or self._used + len(marks) > _CHUNK:
            self._chunks.append(np.zeros(_CHUNK, np.uint16))
            self._used = 0
        place = (len(self._chunks) - 1) * _CHUNK + self._used
        self._chunks[-1][self._used : self._used + len(marks)] = marks
        self._used += len(marks)
        return place
