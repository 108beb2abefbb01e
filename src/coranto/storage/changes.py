"""The change log, and the library's own small values."""

from __future__ import annotations

from sqlalchemy import func, select

from coranto.model import ArticleId
from coranto.storage import schema
from coranto.storage.engine import Database

_C = schema.changes


class StoredChanges:
    """``ports.library.Changes`` over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def since(self, position: int, limit: int) -> list[tuple[int, ArticleId]]:
        """Return (position, article) after a position, oldest first."""
        chosen = select(_C.c.position, _C.c.article).where(_C.c.position > position).order_by(_C.c.position)
        with self._database.read() as connection:
            return [(row.position, ArticleId(row.article)) for row in connection.execute(chosen.limit(limit))]

    @property
    def position(self) -> int:
        """The newest position."""
        with self._database.read() as connection:
            return connection.scalar(select(func.max(_C.c.position))) or 0


class StoredSettings:
    """``ports.library.Settings`` over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str) -> str | None:
        """Return a value."""
        with self._database.read() as connection:
            found = connection.scalar(select(schema.settings.c.value).where(schema.settings.c.key == key))
        return str(found) if found is not None else None

    def set(self, key: str, value: str) -> None:
        """Store a value."""
        with self._database.write() as connection:
            self._database.upsert(connection, schema.settings, [{"key": key, "value": value}])
