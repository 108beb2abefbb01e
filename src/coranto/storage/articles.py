"""Articles, their addresses and revisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, delete, func, insert, select, update

from coranto.errors import NotFound
from coranto.model import Article, ArticleId, FamilyId, SourceId, StoredArticle, StoryId
from coranto.ports.library import ArticleQuery, NewArticle, Outcome, Revision, Stage
from coranto.storage import schema
from coranto.storage.engine import Database, from_time, pack, to_time, unpack
from coranto.text.names import name_key, publisher_key, tag_key
from coranto.text.urls import url_key

_A = schema.articles
ADULT = "adult"


class StoredArticles:
    """``ports.library.Articles`` over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, batch: Sequence[NewArticle]) -> list[Outcome]:
        """Write new articles and revisions, in one transaction."""
        with self._database.write() as connection:
            return [self._take_one(connection, new) for new in batch]

    def get(self, article: ArticleId) -> StoredArticle:
        """Return one article."""
        found = self.get_many([article])
        if not found:
            raise NotFound(f"no article {article}", where=self._database.where)
        return found[0]

    def get_many(self, articles: Sequence[ArticleId]) -> list[StoredArticle]:
        """Return those that exist, in the order asked."""
        with self._database.read() as connection:
            return _read(connection, articles)

    def find(self, url: str) -> ArticleId | None:
        """Return the article at an address."""
        table = schema.addresses
        with self._database.read() as connection:
            found = connection.scalar(select(table.c.article).where(table.c.key == url_key(url)))
        return ArticleId(found) if found else None

    def query(self, query: ArticleQuery) -> list[StoredArticle]:
        """Return articles, newest first: ids are chosen from indexes, then only those articles are read."""
        chosen, time = _listed(query, _A.c.id)
        chosen = chosen.order_by(time.desc(), _A.c.id).limit(query.limit).offset(query.offset)
        with self._database.read() as connection:
            return _read(connection, list(connection.scalars(chosen)))

    def count(self, query: ArticleQuery) -> int:
        """Return how many there are."""
        with self._database.read() as connection:
            return connection.scalar(_listed(query, func.count())[0]) or 0

    def walk(self, after: ArticleId | None, limit: int) -> list[StoredArticle]:
        """Return articles by id, behind one."""
        chosen = select(_A).where(_A.c.id > (after or "")).order_by(_A.c.id).limit(limit)
        with self._database.read() as connection:
            return [_stored(row) for row in connection.execute(chosen)]

    def revisions(self, article: ArticleId) -> list[Revision]:
        """Return all states, oldest first."""
        table = schema.revisions
        chosen = select(table).where(table.c.article == article).order_by(table.c.number)
        with self._database.read() as connection:
            return [Revision(r.number, from_time(r.seen), unpack(r.body, Article)) for r in connection.execute(chosen)]

    def pending(self, stage: Stage, limit: int) -> list[StoredArticle]:
        """Return articles for readers at a stage, oldest first."""
        chosen = select(_A).where(*_at(stage)).order_by(_A.c.time, _A.c.id).limit(limit)
        with self._database.read() as connection:
            return [_stored(row) for row in connection.execute(chosen)]

    def waiting(self, stage: Stage) -> int:
        """Return how many articles for readers are at a stage."""
        with self._database.read() as connection:
            return connection.execute(select(func.count()).select_from(_A).where(*_at(stage))).scalar_one()

    def delete(self, article: ArticleId, at: datetime) -> None:
        """Remove it and leave a tombstone."""
        with self._database.write() as connection:
            self._database.upsert(connection, schema.tombstones, [{"article": article, "at": to_time(at)}])
            connection.execute(delete(_A).where(_A.c.id == article))
            log_change(connection, [article])

    def set_labels(self, article: ArticleId, labels: Sequence[str]) -> None:
        """Replace the labels for good."""
        values = {"labels": pack(tuple(labels)), "labels_by_owner": True, "adult": ADULT in labels}
        with self._database.write() as connection:
            connection.execute(update(_A).where(_A.c.id == article).values(values))
            log_change(connection, [article])

    def _take_one(self, connection: Connection, new: NewArticle) -> Outcome:
        buried = schema.tombstones
        if connection.scalar(select(buried.c.article).where(buried.c.article == new.id)):
            return Outcome.TOMBSTONED
        held = connection.execute(select(_A.c.revision, _A.c.body).where(_A.c.id == new.id)).first()
        if held is None:
            connection.execute(insert(_A).values(_row(new)))
            outcome = Outcome.NEW
        elif _same(unpack(held.body, Article), new.article):
            outcome = Outcome.SAME
        else:
            values = {"revision": held.revision + 1, "stage": Stage.TAKEN.value, **_columns(new)}
            connection.execute(update(_A).where(_A.c.id == new.id).values(values))
            outcome = Outcome.REVISED
        self._note_addresses(connection, new)
        if outcome is not Outcome.SAME:
            self._write_parts(connection, new, held.revision + 1 if held else 1)
        return outcome

    def _note_addresses(self, connection: Connection, new: NewArticle) -> None:
        rows = [{"key": url_key(url), "article": new.id} for url in new.addresses if url]
        self._database.add_new(connection, schema.addresses, rows)

    def _write_parts(self, connection: Connection, new: NewArticle, number: int) -> None:
        revision = {"article": new.id, "number": number, "seen": to_time(new.seen), "body": pack(new.article)}
        connection.execute(insert(schema.revisions).values(revision))
        at = _time(new)
        write_names(self._database, connection, "author", new.id, _people(new.article), at)
        log_change(connection, [new.id])


def write_names(
    database: Database, connection: Connection, kind: str, article: str, found: Sequence[tuple[str, str]], at: int
) -> None:
    """Replace one kind of names (name, detail) that lead to an article; the key is the name's."""
    key = tag_key if kind == "hashtag" else name_key
    write_keyed_names(database, connection, kind, article, {key(name): (name, detail) for name, detail in found}, at)


def write_keyed_names(
    database: Database, connection: Connection, kind: str, article: str, found: Mapping[str, tuple[str, str]], at: int
) -> None:
    """Replace one kind of names that lead to an article: key -> (name, detail)."""
    table = schema.names
    connection.execute(delete(table).where(table.c.article == article, table.c.kind == kind))
    rows = {key: value for key, value in found.items() if key}
    database.upsert(
        connection,
        table,
        [
            {"kind": kind, "key": key, "article": article, "name": name, "detail": detail, "time": at}
            for key, (name, detail) in rows.items()
        ],
    )


def log_change(connection: Connection, articles: Sequence[str]) -> None:
    """Append to the change log."""
    if articles:
        connection.execute(insert(schema.changes), [{"article": article} for article in articles])


def _people(article: Article) -> list[tuple[str, str]]:
    """Return who made an article, with the role; a byline counts more than the credit line."""
    credited = [(name, credit.role) for credit in article.credits for name in credit.people]
    return credited + [(name, "") for name in article.authors]


def _row(new: NewArticle) -> dict[str, Any]:
    return {
        "id": new.id,
        "revision": 1,
        "stage": Stage.TAKEN.value,
        "adult": False,
        "seen": to_time(new.seen),
        "source": new.source,
        "origin": False,
        "labels": pack(()),
        "labels_by_owner": False,
        **_columns(new),
    }


def _columns(new: NewArticle) -> dict[str, Any]:
    """Return what follows from the article's text and changes with each revision."""
    return {
        "readable": new.article.kind.readable,
        "time": _time(new),
        "publisher_key": publisher_key(new.article.publisher),
        "publisher": new.article.publisher,
        "body": pack(new.article),
    }


def _time(new: NewArticle) -> int:
    return to_time(StoredArticle(id=new.id, article=new.article, revision=1, seen=new.seen).when)


def _same(held: Article, new: Article) -> bool:
    return (held.title, held.standfirst, held.text) == (new.title, new.standfirst, new.text)


def _at(stage: Stage) -> tuple[ColumnElement[bool], ...]:
    return _A.c.stage == stage.value, _A.c.readable.is_(True)


def _stored(row: Row[Any]) -> StoredArticle:
    return StoredArticle(
        id=ArticleId(row.id),
        article=unpack(row.body, Article),
        revision=row.revision,
        seen=from_time(row.seen),
        source=SourceId(row.source) if row.source else None,
        family=FamilyId(row.family) if row.family else None,
        origin=row.origin,
        story=StoryId(row.story) if row.story else None,
        labels=unpack(row.labels, tuple[str, ...]),
    )


def _read(connection: Connection, articles: Sequence[str]) -> list[StoredArticle]:
    """Return those that exist, in the order asked."""
    rows = connection.execute(select(_A).where(_A.c.id.in_(articles))).all() if articles else ()
    found = {row.id: _stored(row) for row in rows}
    return [found[article] for article in articles if article in found]


def _listed(query: ArticleQuery, column: ColumnElement[Any]) -> tuple[Select[Any], ColumnElement[int]]:
    """Return the selection of a column of the articles asked for, and the column that tells their time.

    Names lead: their index holds an article's time as well, so that a short list of a long topic reads little.
    """
    chosen, time = select(column).select_from(_A).where(*_conditions(query)), _A.c.time
    for kind, value in (("entity", query.entity), ("author", query.author), ("hashtag", query.hashtag)):
        if value:
            named = schema.names.alias()
            key = tag_key(value) if kind == "hashtag" else name_key(value)
            chosen = chosen.join(named, named.c.article == _A.c.id).where(named.c.kind == kind, named.c.key == key)
            time = named.c.time
    return chosen, time


def _conditions(query: ArticleQuery) -> list[ColumnElement[bool]]:
    columns = {"source": query.source, "story": query.story, "family": query.family}
    conditions: list[ColumnElement[bool]] = [_A.c[name] == value for name, value in columns.items() if value]
    if query.publisher:
        conditions.append(_A.c.publisher_key == publisher_key(query.publisher))
    if query.since:
        conditions.append(_A.c.time >= to_time(query.since))
    if query.until:
        conditions.append(_A.c.time < to_time(query.until))
    if query.safe:
        conditions.append(_A.c.adult.is_(False))
    if query.readable:
        conditions.append(_A.c.readable.is_(True))
    return conditions
