"""Copy families and stories."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, case, literal, or_, select, tuple_, update

from coranto.errors import NotFound
from coranto.model import ArticleId, FamilyId, Placement, Story, StoryChange, StoryChangeKind, StoryId
from coranto.ports.library import Stage
from coranto.storage import schema
from coranto.storage.articles import log_change
from coranto.storage.engine import Database, pack, to_time, unpack

_A = schema.articles
_S = schema.stories
_MAX_HOPS = 100
"""A story merged more often than this in a row is a damaged table, not a story."""


class StoredStories:
    """``ports.library.Stories`` over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def place(self, placements: Sequence[Placement], changes: Sequence[StoryChange]) -> None:
        """Record where articles were put and what changed."""
        with self._database.write() as connection:
            for placement in placements:
                connection.execute(_placed(placement))
            log_change(connection, [placement.article for placement in placements])
            for change in changes:
                self._record(connection, change)

    def write(self, stories: Sequence[Story]) -> None:
        """Record stories' derived facts."""
        with self._database.write() as connection:
            adult = self._adult(connection, [story.lead for story in stories])
            rows = [
                {
                    "id": story.id,
                    "score": story.score,
                    "last": to_time(story.last),
                    "adult": story.lead in adult,
                    "body": pack(story),
                }
                for story in stories
            ]
            self._database.upsert(connection, _S, rows)

    def drop(self, story: StoryId) -> None:
        """Forget a story's facts."""
        with self._database.write() as connection:
            connection.execute(_S.delete().where(_S.c.id == story))

    def get(self, story: StoryId) -> Story:
        """Return one story, or the one it went into."""
        with self._database.read() as connection:
            current = self._follow(connection, story)
            body = connection.scalar(select(_S.c.body).where(_S.c.id == current))
        if body is None:
            raise NotFound(f"no story {story}", where=self._database.where)
        return unpack(body, Story)

    def get_many(self, stories: Sequence[StoryId]) -> list[Story]:
        """Return those that exist, in the order asked."""
        with self._database.read() as connection:
            rows = connection.execute(select(_S.c.id, _S.c.body).where(_S.c.id.in_(stories))).all()
        found = {row.id: unpack(row.body, Story) for row in rows}
        return [found[story] for story in stories if story in found]

    def front(self, *, limit: int, offset: int = 0, since: datetime | None = None, safe: bool = False) -> list[Story]:
        """Return stories, highest score first."""
        chosen = select(_S.c.body).order_by(_S.c.score.desc(), _S.c.last.desc(), _S.c.id).limit(limit).offset(offset)
        if since:
            chosen = chosen.where(_S.c.last >= to_time(since))
        if safe:
            chosen = chosen.where(_S.c.adult.is_(False))
        with self._database.read() as connection:
            return [unpack(body, Story) for body in connection.scalars(chosen)]

    def followed(self, follows: Sequence[tuple[str, str]], since: datetime) -> dict[StoryId, tuple[str, str]]:
        """Return stories that lead to a follow (kind, key)."""
        names = schema.names
        named = (
            select(_A.c.story, names.c.kind, names.c.key)
            .join(names, names.c.article == _A.c.id)
            .where(tuple_(names.c.kind, names.c.key).in_(follows), _A.c.time >= to_time(since))
        )
        publishers = [key for kind, key in follows if kind == "publisher"]
        printed = select(_A.c.story, literal("publisher"), _A.c.publisher_key).where(
            _A.c.publisher_key.in_(publishers), _A.c.time >= to_time(since)
        )
        with self._database.read() as connection:
            rows = connection.execute(named.union(printed)).all()
        found = {StoryId(story): (kind, key) for story, kind, key in rows if story}
        return found | {StoryId(key): (kind, key) for kind, key in follows if kind == "story"}

    def history(self, story: StoryId) -> list[StoryChange]:
        """Return the merges and splits that touched this story."""
        table = schema.story_changes
        chosen = select(table.c.body).where(or_(table.c.story == story, table.c.into == story)).order_by(table.c.number)
        with self._database.read() as connection:
            return [unpack(body, StoryChange) for body in connection.scalars(chosen)]

    def placements(self, articles: Sequence[ArticleId]) -> list[Placement]:
        """Return placements of those that have one."""
        columns = (_A.c.id, _A.c.family, _A.c.origin, _A.c.story, _A.c.first_story)
        with self._database.read() as connection:
            rows = connection.execute(select(*columns).where(_A.c.id.in_(articles), _A.c.story.is_not(None))).all()
        return [
            Placement(ArticleId(r.id), FamilyId(r.family), r.origin, StoryId(r.story), StoryId(r.first_story))
            for r in rows
        ]

    def touched(self, position: int) -> list[StoryId]:
        """Return stories whose articles changed after a position."""
        log = schema.changes
        chosen = select(_A.c.story).join(log, log.c.article == _A.c.id).where(log.c.position > position)
        with self._database.read() as connection:
            found = connection.scalars(chosen.where(_A.c.story.is_not(None)).distinct().order_by(_A.c.story))
            return [StoryId(story) for story in found if story]

    def _record(self, connection: Connection, change: StoryChange) -> None:
        row = {"story": change.story, "into": change.into, "body": pack(change)}
        connection.execute(schema.story_changes.insert().values(row))
        if change.kind is StoryChangeKind.MERGE:
            self._database.upsert(connection, schema.redirects, [{"story": change.story, "into": change.into}])
            connection.execute(_S.delete().where(_S.c.id == change.story))

    def _follow(self, connection: Connection, story: str) -> str:
        table = schema.redirects
        for _ in range(_MAX_HOPS):
            into = connection.scalar(select(table.c.into).where(table.c.story == story))
            if into is None:
                break
            story = into
        return story

    def _adult(self, connection: Connection, leads: Sequence[ArticleId]) -> set[str]:
        return set(connection.scalars(select(_A.c.id).where(_A.c.id.in_(leads), _A.c.adult.is_(True))))


def _placed(placement: Placement) -> Any:  # noqa: ANN401 - a statement
    """Return the update for one placement; an article that is annotated already, but moved, stays annotated."""
    waiting = Stage.TAKEN.value
    return (
        update(_A)
        .where(_A.c.id == placement.article)
        .values(
            family=placement.family,
            origin=placement.origin,
            story=placement.story,
            first_story=case((_A.c.first_story.is_(None), placement.first_story), else_=_A.c.first_story),
            stage=case((_A.c.stage == waiting, Stage.GROUPED.value), else_=_A.c.stage),
        )
    )
