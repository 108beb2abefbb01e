"""Publishers and authors as readers browse them."""

from __future__ import annotations

from sqlalchemy import func, select

from coranto.ports.library import NameCount
from coranto.storage import schema
from coranto.storage.engine import Database

_A = schema.articles
_N = schema.names


class StoredNames:
    """``ports.library.Names`` over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def publishers(self, limit: int = 500) -> list[NameCount]:
        """Return publishers by number of articles."""
        count = func.count().label("count")
        chosen = select(_A.c.publisher_key, func.max(_A.c.publisher), count).where(_A.c.publisher_key != "")
        chosen = chosen.group_by(_A.c.publisher_key).order_by(count.desc(), _A.c.publisher_key).limit(limit)
        with self._database.read() as connection:
            return [NameCount(*row) for row in connection.execute(chosen)]

    def authors(self, limit: int = 500) -> list[NameCount]:
        """Return authors by number of articles."""
        count = func.count().label("count")
        chosen = select(_N.c.key, func.max(_N.c.name), count).where(_N.c.kind == "author")
        chosen = chosen.group_by(_N.c.key).order_by(count.desc(), _N.c.key).limit(limit)
        with self._database.read() as connection:
            return [NameCount(*row) for row in connection.execute(chosen)]

    def publisher_name(self, key: str) -> str:
        """Return the name to show, or the key itself."""
        with self._database.read() as connection:
            found = connection.scalar(select(_A.c.publisher).where(_A.c.publisher_key == key).limit(1))
        return found or key

    def author_name(self, key: str) -> str:
        """Return the name to show, or the key itself."""
        return self._name("author", key)

    def hashtag_name(self, key: str) -> str:
        """Return the tag to show, or the key itself."""
        return self._name("hashtag", key)

    def _name(self, kind: str, key: str) -> str:
        chosen = select(_N.c.name).where(_N.c.kind == kind, _N.c.key == key).limit(1)
        with self._database.read() as connection:
            return connection.scalar(chosen) or key
