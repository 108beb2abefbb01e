"""Sources, their poll state, and inputs that were refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, Row, Select, delete, insert, select, update

from coranto.errors import NotFound
from coranto.model import PollState, Source, SourceId, SourceState
from coranto.storage import schema
from coranto.storage.engine import Database, from_time, pack, to_time, unpack
from coranto.text.urls import url_key

_S = schema.sources
_P = schema.polls
KEPT_REFUSALS = 5000


class StoredSources:
    """``ports.library.Sources`` over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, source: Source) -> bool:
        """Add a source; False if its URL is known already."""
        with self._database.write() as connection:
            return self._database.add_new(connection, _S, [_row(source)]) > 0

    def get(self, source: SourceId) -> Source:
        """Return one source."""
        with self._database.read() as connection:
            return self._get(connection, source)

    def all(self) -> list[Source]:
        """Return all, by folder and title."""
        with self._database.read() as connection:
            bodies = connection.scalars(select(_S.c.body).order_by(_S.c.folder, _S.c.title, _S.c.key))
            return [unpack(body, Source) for body in bodies]

    def update(self, source: Source) -> None:
        """Replace a source's own fields."""
        with self._database.write() as connection:
            connection.execute(update(_S).where(_S.c.id == source.id).values(_row(source)))

    def remove(self, source: SourceId) -> None:
        """Forget a source; its articles stay."""
        with self._database.write() as connection:
            connection.execute(delete(_S).where(_S.c.id == source))

    def state(self, source: SourceId) -> PollState:
        """Return its poll state."""
        with self._database.read() as connection:
            body = connection.scalar(select(_P.c.body).where(_P.c.source == source))
        return unpack(body, PollState) if body else PollState(source=source)

    def states(self) -> list[PollState]:
        """Return the poll states of all that were polled."""
        with self._database.read() as connection:
            return [unpack(body, PollState) for body in connection.scalars(select(_P.c.body))]

    def polled(self, state: PollState, health: SourceState) -> None:
        """Record a poll; a source forgotten or paused meanwhile stays so."""
        with self._database.write() as connection:
            try:
                source = self._get(connection, state.source)
            except NotFound:
                return
            if source.state is not SourceState.PAUSED:
                connection.execute(update(_S).where(_S.c.id == source.id).values(_row(replace(source, state=health))))
            due = to_time(state.due) if state.due else 0
            self._database.upsert(connection, _P, [{"source": source.id, "due": due, "body": pack(state)}])

    def due(self, now: datetime, limit: int) -> list[tuple[Source, PollState]]:
        """Return sources to poll, longest overdue first."""
        with self._database.read() as connection:
            return [_pair(row) for row in connection.execute(_due(now, limit))]

    def claim(self, now: datetime, limit: int, until: datetime) -> list[tuple[Source, PollState]]:
        """Return sources to poll, and put them off so that no other process takes them too."""
        unlocked = _due(now, limit).with_for_update(of=_S, skip_locked=True)  # SQLite has one writer and ignores it
        with self._database.write() as connection:
            pairs = [_pair(row) for row in connection.execute(unlocked)]
            rows = [{"source": one.id, "due": to_time(until), "body": pack(state)} for one, state in pairs]
            self._database.upsert(connection, _P, rows)
        return pairs

    def recent_errors(self, limit: int) -> list[tuple[str, str, str, datetime]]:
        """Return refused inputs, newest first."""
        table = schema.refusals
        with self._database.read() as connection:
            rows = connection.execute(select(table).order_by(table.c.number.desc()).limit(limit)).all()
        return [(row.place, row.code, row.message, from_time(row.at)) for row in rows]

    def note_error(self, where: str, code: str, message: str, at: datetime) -> None:
        """Record an input that was refused; only the newest are kept."""
        table = schema.refusals
        row = {"place": where, "code": code, "message": message, "at": to_time(at)}
        with self._database.write() as connection:
            number = connection.scalar(insert(table).values(row).returning(table.c.number)) or 0
            connection.execute(delete(table).where(table.c.number <= number - KEPT_REFUSALS))

    def _get(self, connection: Connection, source: SourceId) -> Source:
        body = connection.scalar(select(_S.c.body).where(_S.c.id == source))
        if body is None:
            raise NotFound(f"no source {source}", where=self._database.where)
        return unpack(body, Source)


def _due(now: datetime, limit: int) -> Select[bytes, bytes | None]:
    asleep = (SourceState.PAUSED.value, SourceState.GONE.value)
    return (
        select(_S.c.body, _P.c.body)
        .outerjoin(_P, _P.c.source == _S.c.id)
        .where(_S.c.state.not_in(asleep), (_P.c.due.is_(None)) | (_P.c.due <= to_time(now)))
        .order_by(_P.c.due.is_not(None), _P.c.due, _S.c.id)
        .limit(limit)
    )


def _pair(row: Row[bytes, bytes | None]) -> tuple[Source, PollState]:
    source = unpack(row[0], Source)
    return source, unpack(row[1], PollState) if row[1] else PollState(source=source.id)


def _row(source: Source) -> dict[str, object]:
    return {
        "id": source.id,
        "key": url_key(source.url),
        "state": source.state.value,
        "folder": source.folder,
        "title": source.title,
        "body": pack(source),
    }
