"""WebSub subscriptions."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, select

from coranto.model import SourceId, Subscription
from coranto.storage import schema
from coranto.storage.engine import Database, pack, to_time, unpack

_T = schema.subscriptions


class StoredSubscriptions:
    """``ports.library.Subscriptions`` over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, token: str) -> Subscription | None:
        """Return the subscription whose callback has this token."""
        return self._one(_T.c.token == token)

    def of_source(self, source: SourceId) -> Subscription | None:
        """Return a source's subscription."""
        return self._one(_T.c.source == source)

    def write(self, subscription: Subscription) -> None:
        """Record a subscription in place of the one that its source had; a forgotten source gets none."""
        row = {
            "token": subscription.token,
            "source": subscription.source,
            "due": to_time(subscription.due),
            "body": pack(subscription),
        }
        known = select(schema.sources.c.id).where(schema.sources.c.id == subscription.source)
        with self._database.write() as connection:
            connection.execute(delete(_T).where(_T.c.source == subscription.source))
            if connection.scalar(known) is not None:
                connection.execute(insert(_T).values(row))

    def due(self, now: datetime, limit: int) -> list[Subscription]:
        """Return those whose hub is to be asked, longest due first."""
        chosen = select(_T.c.body).where(_T.c.due <= to_time(now)).order_by(_T.c.due, _T.c.token).limit(limit)
        with self._database.read() as connection:
            return [unpack(body, Subscription) for body in connection.scalars(chosen)]

    def _one(self, condition: ColumnElement[bool]) -> Subscription | None:
        with self._database.read() as connection:
            body = connection.scalar(select(_T.c.body).where(condition))
        return unpack(body, Subscription) if body else None
