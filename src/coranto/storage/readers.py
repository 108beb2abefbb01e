"""Accounts, sessions, what readers follow and have opened."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from sqlalchemy import delete, insert, select, update

from coranto.errors import Conflict, NotFound
from coranto.model import Reader, ReaderId, Role, StoryId
from coranto.storage import schema
from coranto.storage.engine import Database, from_time, pack, to_time, unpack
from coranto.text.names import name_key

_R = schema.readers


class StoredReaders:
    """``ports.people.Readers`` over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, name: str, password_hash: str, role: Role, at: datetime) -> Reader:
        """Create an account."""
        reader = Reader(id=ReaderId(uuid4().hex[:16]), name=name, role=role, joined=at)
        row = {
            "id": reader.id,
            "key": name_key(name),
            "name": name,
            "password": password_hash,
            "body": pack(reader),
        }
        with self._database.write() as connection:
            if not self._database.add_new(connection, _R, [row]):
                raise Conflict(f"the name {name!r} is taken", where=self._database.where, hint="choose another")
        return reader

    def get(self, reader: ReaderId) -> Reader:
        """Return one reader."""
        with self._database.read() as connection:
            body = connection.scalar(select(_R.c.body).where(_R.c.id == reader))
        if body is None:
            raise NotFound(f"no reader {reader}", where=self._database.where)
        return unpack(body, Reader)

    def by_name(self, name: str) -> tuple[Reader, str] | None:
        """Return a reader and the password hash."""
        with self._database.read() as connection:
            row = connection.execute(select(_R.c.body, _R.c.password).where(_R.c.key == name_key(name))).first()
        return (unpack(row.body, Reader), row.password) if row else None

    def all(self) -> list[Reader]:
        """Return all readers, by name."""
        with self._database.read() as connection:
            return [unpack(body, Reader) for body in connection.scalars(select(_R.c.body).order_by(_R.c.key))]

    def update(self, reader: Reader) -> None:
        """Replace a reader's own fields."""
        values = {"name": reader.name, "key": name_key(reader.name), "body": pack(reader)}
        with self._database.write() as connection:
            connection.execute(update(_R).where(_R.c.id == reader.id).values(values))

    def set_password(self, reader: ReaderId, password_hash: str) -> None:
        """Replace the password hash."""
        with self._database.write() as connection:
            connection.execute(update(_R).where(_R.c.id == reader).values(password=password_hash))

    def open_session(self, token_hash: str, reader: ReaderId, now: datetime, expires: datetime) -> None:
        """Record a session; those that have run out are forgotten."""
        row = {"token": token_hash, "reader": reader, "expires": to_time(expires)}
        with self._database.write() as connection:
            connection.execute(delete(schema.sessions).where(schema.sessions.c.expires <= to_time(now)))
            connection.execute(insert(schema.sessions).values(row))

    def session(self, token_hash: str, now: datetime) -> Reader | None:
        """Return the reader of a session that has not expired."""
        table = schema.sessions
        chosen = select(_R.c.body).join(table, table.c.reader == _R.c.id).where(table.c.token == token_hash)
        with self._database.read() as connection:
            body = connection.scalar(chosen.where(table.c.expires > to_time(now)))
        return unpack(body, Reader) if body else None

    def close_session(self, token_hash: str) -> None:
        """End a session."""
        with self._database.write() as connection:
            connection.execute(delete(schema.sessions).where(schema.sessions.c.token == token_hash))

    def close_sessions(self, reader: ReaderId) -> None:
        """End all sessions of a reader."""
        with self._database.write() as connection:
            connection.execute(delete(schema.sessions).where(schema.sessions.c.reader == reader))

    def remove(self, reader: ReaderId) -> None:
        """Forget an account; what hangs on it goes with it."""
        with self._database.write() as connection:
            connection.execute(delete(_R).where(_R.c.id == reader))

    def use_once(self, token_hash: str, now: datetime, expires: datetime) -> bool:
        """Spend a one-time token; tokens that have run out are forgotten."""
        table = schema.spent
        with self._database.write() as connection:
            connection.execute(delete(table).where(table.c.expires <= to_time(now)))
            row = {"token": token_hash, "expires": to_time(expires)}
            return self._database.add_new(connection, table, [row]) > 0

    def follow(self, reader: ReaderId, kind: str, key: str, on: bool) -> None:
        """Follow or unfollow."""
        table = schema.follows
        with self._database.write() as connection:
            if on:
                self._database.add_new(connection, table, [{"reader": reader, "kind": kind, "key": key}])
            else:
                mine = (table.c.reader == reader, table.c.kind == kind, table.c.key == key)
                connection.execute(delete(table).where(*mine))

    def follows(self, reader: ReaderId) -> list[tuple[str, str]]:
        """Return (kind, key) of what a reader follows."""
        table = schema.follows
        chosen = select(table.c.kind, table.c.key).where(table.c.reader == reader).order_by(table.c.kind, table.c.key)
        with self._database.read() as connection:
            return [(row.kind, row.key) for row in connection.execute(chosen)]

    def opened(self, reader: ReaderId, story: StoryId, at: datetime) -> datetime | None:
        """Record that a story was opened; returns when it was opened before."""
        table = schema.opened
        with self._database.write() as connection:
            before = connection.scalar(select(table.c.at).where(table.c.reader == reader, table.c.story == story))
            self._database.upsert(connection, table, [{"reader": reader, "story": story, "at": to_time(at)}])
        return from_time(before) if before is not None else None
