"""Annotations, and what can be looked up through them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, delete, exists, func, or_, select, tuple_, update

from coranto.model import Annotations, ArticleId, Entity, EntityType, Quote, RelatedArticle
from coranto.ports.library import NameCount, Stage
from coranto.storage import schema
from coranto.storage.articles import ADULT, log_change, write_keyed_names, write_names
from coranto.storage.engine import Database, pack, to_time, unpack
from coranto.text.names import name_key

_A = schema.articles
_Q = schema.quotes
_MOST_TAGGED = 50_000


class StoredAnnotations:
    """``ports.library.AnnotationsStore`` over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def write(self, batch: Sequence[Annotations]) -> None:
        """Replace the annotations of these articles; those of articles that are gone are let go."""
        with self._database.write() as connection:
            ids = [one.article for one in batch]
            known = {row.id: row for row in connection.execute(select(_A.c.id, _A.c.time).where(_A.c.id.in_(ids)))}
            for one in batch:
                if one.article in known:
                    self._write_one(connection, one, known[one.article].time)
            log_change(connection, [article for article in ids if article in known])

    def get(self, article: ArticleId) -> Annotations | None:
        """Return the annotations, if any."""
        found = self.get_many([article])
        return found[0] if found else None

    def get_many(self, articles: Sequence[ArticleId]) -> list[Annotations]:
        """Return those that exist."""
        table = schema.annotation_rows
        with self._database.read() as connection:
            bodies = connection.scalars(select(table.c.body).where(table.c.article.in_(articles)))
            found = {one.article: one for one in (unpack(body, Annotations) for body in bodies)}
        return [found[article] for article in articles if article in found]

    def hashtags(self, *, since: datetime | None, limit: int) -> list[NameCount]:
        """Return hashtags by number of articles; of a long time, the newest ``_MOST_TAGGED`` taggings count."""
        table = schema.names
        recent = select(table.c.key, table.c.name).where(table.c.kind == "hashtag")
        if since:
            recent = recent.where(table.c.time >= to_time(since))
        newest = recent.order_by(table.c.time.desc()).limit(_MOST_TAGGED).subquery()
        count = func.count().label("count")
        chosen = select(newest.c.key, func.max(newest.c.name), count).group_by(newest.c.key)
        with self._database.read() as connection:
            rows = connection.execute(chosen.order_by(count.desc(), newest.c.key).limit(limit))
            return [NameCount(*row) for row in rows]

    def entity(self, key: str) -> Entity | None:
        """Return one mention that shows an entity's name and type."""
        table = schema.names
        chosen = select(table).where(table.c.kind == "entity", table.c.key == key).order_by(table.c.time.desc())
        with self._database.read() as connection:
            row = connection.execute(chosen.limit(1)).first()
        return Entity(row.name, EntityType(row.detail), 0, len(row.name), key) if row else None

    def spellings(self, key: str, *, limit: int = 20) -> list[NameCount]:
        """Return the names that articles give an entity, by number of articles; each article counts for its fullest."""
        table = schema.names
        count = func.count().label("count")
        chosen = select(table.c.key, table.c.name, count).where(table.c.kind == "entity", table.c.key == key)
        chosen = chosen.group_by(table.c.key, table.c.name).order_by(count.desc(), table.c.name).limit(limit)
        with self._database.read() as connection:
            return [NameCount(*row) for row in connection.execute(chosen)]

    def quotes(
        self,
        *,
        speaker: str = "",
        text: str = "",
        since: datetime | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> list[tuple[ArticleId, Quote]]:
        """Return quotes newest first, each where it stood first, however many copies carry it."""
        same = _Q.alias()
        earlier = or_(
            same.c.time < _Q.c.time,
            and_(same.c.time == _Q.c.time, tuple_(same.c.article, same.c.number) < tuple_(_Q.c.article, _Q.c.number)),
        )
        chosen = select(_Q.c.article, _Q.c.body).where(
            ~exists().where(same.c.key == _Q.c.key, same.c.time <= _Q.c.time, earlier)
        )
        if speaker:
            chosen = chosen.where(_Q.c.speaker == name_key(speaker))
        if text:
            chosen = chosen.where(_Q.c.words.contains(text.casefold(), autoescape=True))
        if since:
            chosen = chosen.where(_Q.c.time >= to_time(since))
        chosen = chosen.order_by(_Q.c.time.desc(), _Q.c.article, _Q.c.number).limit(limit).offset(offset)
        with self._database.read() as connection:
            return [(ArticleId(row.article), unpack(row.body, Quote)) for row in connection.execute(chosen)]

    def write_related(self, article: ArticleId, related: Sequence[RelatedArticle]) -> None:
        """Replace the related articles of one article."""
        with self._database.write() as connection:
            row = {"article": article, "body": pack(tuple(related))}
            self._database.upsert(connection, schema.related, [row])

    def related(self, article: ArticleId) -> list[RelatedArticle]:
        """Return the related articles, closest first."""
        table = schema.related
        with self._database.read() as connection:
            body = connection.scalar(select(table.c.body).where(table.c.article == article))
        return list(unpack(body, tuple[RelatedArticle, ...])) if body else []

    def _write_one(self, connection: Connection, one: Annotations, time: int) -> None:
        row = {"article": one.article, "revision": one.revision, "body": pack(one)}
        self._database.upsert(connection, schema.annotation_rows, [row])
        tags = [(tag.tag, "") for tag in one.hashtags]
        write_names(self._database, connection, "hashtag", one.article, tags, time)
        write_keyed_names(self._database, connection, "entity", one.article, _entity_names(one.entities), time)
        self._write_quotes(connection, one, time)
        waiting = {"stage": Stage.ANNOTATED.value}
        connection.execute(update(_A).where(_A.c.id == one.article).values(waiting))
        labels = {"labels": pack(one.labels), "adult": ADULT in one.labels}
        connection.execute(update(_A).where(_A.c.id == one.article, _A.c.labels_by_owner.is_(False)).values(labels))

    def _write_quotes(self, connection: Connection, one: Annotations, time: int) -> None:
        connection.execute(delete(_Q).where(_Q.c.article == one.article))
        rows = [
            {
                "article": one.article,
                "number": number,
                "key": name_key(quote.content.text),
                "speaker": name_key(quote.speaker_name),
                "words": quote.content.text.casefold(),
                "time": time,
                "body": pack(quote),
            }
            for number, quote in enumerate(one.quotes)
        ]
        self._database.upsert(connection, _Q, rows)


def _entity_names(entities: Sequence[Entity]) -> dict[str, tuple[str, str]]:
    """Return the fullest name and the type of each key."""
    names: dict[str, tuple[str, str]] = {}
    for entity in entities:
        key = entity.key or name_key(entity.text)
        if len(entity.text) > len(names.get(key, ("", ""))[0]):
            names[key] = (entity.text, entity.type.value)
    return names
