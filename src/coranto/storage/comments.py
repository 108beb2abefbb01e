"""Comments and reports of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, insert, select, update

from coranto.errors import NotFound
from coranto.model import ArticleId, Comment, CommentId, CommentState, ReaderId
from coranto.storage import schema
from coranto.storage.engine import Database, from_time, to_time

_C = schema.comments
_REPORTS = schema.reports


class StoredComments:
    """``ports.people.Comments`` over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, comment: Comment) -> None:
        """Write a comment."""
        row = {
            "id": comment.id,
            "article": comment.article,
            "reader": comment.reader,
            "name": comment.name,
            "text": comment.text,
            "written": to_time(comment.written),
            "parent": comment.parent,
            "edited": None,
            "state": comment.state.value,
        }
        with self._database.write() as connection:
            connection.execute(insert(_C).values(row))

    def get(self, comment: CommentId) -> Comment:
        """Return one."""
        with self._database.read() as connection:
            row = connection.execute(_counted().where(_C.c.id == comment)).first()
        if row is None:
            raise NotFound(f"no comment {comment}", where=self._database.where)
        return _comment(row)

    def of_article(self, article: ArticleId) -> list[Comment]:
        """Return comments, oldest first."""
        chosen = _counted().where(_C.c.article == article).order_by(_C.c.written, _C.c.id)
        with self._database.read() as connection:
            return [_comment(row) for row in connection.execute(chosen)]

    def edit(self, comment: CommentId, text: str, at: datetime) -> None:
        """Replace the text."""
        with self._database.write() as connection:
            connection.execute(update(_C).where(_C.c.id == comment).values(text=text, edited=to_time(at)))

    def set_state(self, comment: CommentId, state: CommentState) -> None:
        """Show, hide or delete; deletion erases the text, and a decision settles the reports."""
        values: dict[str, str] = {"state": state.value}
        if state is CommentState.DELETED:
            values["text"] = ""
        with self._database.write() as connection:
            connection.execute(update(_C).where(_C.c.id == comment).values(values))
            connection.execute(_REPORTS.delete().where(_REPORTS.c.comment == comment))

    def report(self, comment: CommentId, reader: ReaderId, reason: str, at: datetime) -> int:
        """Record a report, once a reader; returns how many there are."""
        row = {"comment": comment, "reader": reader, "reason": reason, "at": to_time(at)}
        with self._database.write() as connection:
            self._database.add_new(connection, _REPORTS, [row])
            count = connection.scalar(select(func.count()).where(_REPORTS.c.comment == comment))
        return count or 0

    def reported(self, limit: int) -> list[Comment]:
        """Return comments with open reports, most reported first."""
        with self._database.read() as connection:
            rows = connection.execute(
                _counted().where(_reports() > 0).order_by(_reports().desc(), _C.c.id).limit(limit)
            )
            return [_comment(row) for row in rows]

    def count_since(self, reader: ReaderId, since: datetime) -> int:
        """Return how many comments a reader wrote since then."""
        chosen = select(func.count()).where(_C.c.reader == reader, _C.c.written >= to_time(since))
        with self._database.read() as connection:
            return connection.scalar(chosen) or 0


def _reports() -> Any:  # noqa: ANN401 - a scalar subquery
    return select(func.count()).where(_REPORTS.c.comment == _C.c.id).scalar_subquery()


def _counted() -> Select[Any]:
    return select(_C, _reports().label("reports"))


def _comment(row: Row[Any]) -> Comment:
    return Comment(
        id=CommentId(row.id),
        article=ArticleId(row.article),
        reader=ReaderId(row.reader),
        name=row.name,
        text=row.text,
        written=from_time(row.written),
        parent=CommentId(row.parent) if row.parent else None,
        edited=from_time(row.edited) if row.edited is not None else None,
        state=CommentState(row.state),
        reports=row.reports,
    )
