"""What was fetched and not yet processed."""

from __future__ import annotations

from sqlalchemy import delete, func, insert, select

from coranto.model import Capture, SourceId
from coranto.storage import schema
from coranto.storage.engine import Database, pack, unpack

_C = schema.captures


class StoredCaptures:
    """``ports.library.Captures`` over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, capture: Capture, source: SourceId | None, kind: str) -> int:
        """Record a capture; returns its number."""
        with self._database.write() as connection:
            row = {"source": source, "kind": kind, "body": pack(capture)}
            return int(connection.execute(insert(_C).values(row).returning(_C.c.number)).scalar_one())

    def pending(self, limit: int, kind: str = "") -> list[tuple[int, Capture, SourceId | None, str]]:
        """Return captures not yet processed, oldest first."""
        chosen = select(_C).where(_C.c.kind == kind) if kind else select(_C)
        with self._database.read() as connection:
            rows = connection.execute(chosen.order_by(_C.c.number).limit(limit)).all()
        return [(r.number, unpack(r.body, Capture), SourceId(r.source) if r.source else None, r.kind) for r in rows]

    def waiting(self) -> int:
        """Return how many captures are not yet processed."""
        with self._database.read() as connection:
            return connection.execute(select(func.count()).select_from(_C)).scalar_one()

    def done(self, number: int) -> None:
        """Drop a processed capture."""
        with self._database.write() as connection:
            connection.execute(delete(_C).where(_C.c.number == number))
