"""One database behind SQLAlchemy Core: transactions, upserts, and errors translated once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Engine, Table, create_engine, event, exc
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql.dml import Insert as PostgresInsert
from sqlalchemy.dialects.sqlite.dml import Insert as SqliteInsert

from coranto.errors import Conflict, LibraryBusy, StorageError

BUSY_SECONDS = 30
"""How long a write waits for another process before it gives up."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_T = TypeVar("_T")


def to_time(at: datetime) -> int:
    """Return microseconds since 1970 UTC."""
    return (at - _EPOCH) // _MICROSECOND


def from_time(at: int) -> datetime:
    """Return the time, UTC, with zone."""
    return _EPOCH + timedelta(microseconds=at)


def pack(value: object) -> bytes:
    """Return a value as JSON."""
    return msgspec.json.encode(value)


def unpack(body: bytes, kind: type[_T]) -> _T:
    """Return the value that ``pack`` was given."""
    return msgspec.json.decode(body, type=kind)


class Database:
    """Transactions over one engine. Every method of the library is one of them."""

    def __init__(self, engine: Engine, where: str) -> None:
        self.engine = engine
        self.where = where

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a transaction that only reads."""
        with self._translated(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Open a transaction that writes: it takes the write lock at once, so that it never fails half-way."""
        with self._translated(), self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection

    def upsert(self, connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert rows, or replace all but the key of those that are there."""
        if rows:
            statement = self._insert(table)
            keys = [column.name for column in table.primary_key]
            rest = {name: statement.excluded[name] for name in rows[0] if name not in keys}
            connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=rest), rows)

    def add_new(self, connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
        """Insert rows that are not there yet, one by one; returns how many were new."""
        key = table.primary_key.columns[0]
        statement = self._insert(table).on_conflict_do_nothing().returning(key)
        return sum(connection.execute(statement, row).first() is not None for row in rows)

    def close(self) -> None:
        """Release connections."""
        self.engine.dispose()

    def _insert(self, table: Table) -> PostgresInsert | SqliteInsert:
        return postgresql.insert(table) if self.engine.dialect.name == "postgresql" else sqlite.insert(table)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except exc.IntegrityError as error:
            raise Conflict(str(error.orig), where=self.where) from error
        except exc.DBAPIError as error:
            raise _translate(str(error.orig), self.where) from error


def _translate(message: str, where: str) -> StorageError:
    if "locked" in message or "busy" in message:
        return LibraryBusy("another process is writing", where=where, hint="try again when it is done")
    if "full" in message or "No space" in message:
        return StorageError("the disk is full", where=where, hint="free some space; nothing stored was lost")
    if "readonly" in message:
        return StorageError("the library cannot be written", where=where, hint="check the folder's permissions")
    return StorageError(message, where=where, hint="run `coranto doctor`")


def open_sqlite(file: Path) -> Database:
    """Open a SQLite file in WAL mode."""
    engine = create_engine(
        f"sqlite:///{file}", connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False}, pool_size=8
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return Database(engine, str(file))


def open_postgres(address: str) -> Database:
    """Open a PostgreSQL database through psycopg."""
    plain = address.split("://", 1)[1]
    engine = create_engine(f"postgresql+psycopg://{plain}", pool_pre_ping=True)
    return Database(engine, engine.url.render_as_string(hide_password=True))


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own connection
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", f"busy_timeout={BUSY_SECONDS * 1000}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """Deferred transactions that turn to writing fail under load (shared/components.md): say it at once."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
