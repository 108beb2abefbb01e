"""Opening a library: a folder on SQLite, or a PostgreSQL address; the schema is brought up to date on the way."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import exc, text

from coranto.errors import LibraryTooNew, StorageError
from coranto.storage.annotations import StoredAnnotations
from coranto.storage.articles import StoredArticles
from coranto.storage.captures import StoredCaptures
from coranto.storage.changes import StoredChanges, StoredSettings
from coranto.storage.comments import StoredComments
from coranto.storage.engine import Database, open_postgres, open_sqlite
from coranto.storage.names import StoredNames
from coranto.storage.readers import StoredReaders
from coranto.storage.sources import StoredSources
from coranto.storage.stories import StoredStories
from coranto.storage.subscriptions import StoredSubscriptions

FILE = "library.sqlite"
_SCHEMES = ("postgresql://", "postgres://")


class StoredLibrary:
    """``ports.library.Library`` over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.articles = StoredArticles(database)
        self.stories = StoredStories(database)
        self.annotations = StoredAnnotations(database)
        self.sources = StoredSources(database)
        self.subscriptions = StoredSubscriptions(database)
        self.captures = StoredCaptures(database)
        self.readers = StoredReaders(database)
        self.comments = StoredComments(database)
        self.names = StoredNames(database)
        self.changes = StoredChanges(database)
        self.settings = StoredSettings(database)

    def check(self) -> list[str]:
        """Return what is wrong with the store, in plain words."""
        if self._database.engine.dialect.name != "sqlite":
            return []
        with self._database.read() as connection:
            damage = [str(line) for line in connection.scalars(text("PRAGMA integrity_check")) if line != "ok"]
            loose = connection.execute(text("PRAGMA foreign_key_check")).all()
        return damage + [f"a row of {row[0]} belongs to nothing in {row[2]}" for row in loose]

    def close(self) -> None:
        """Release connections."""
        self._database.close()


def is_server(address: str) -> bool:
    """Whether a library's address names a database server rather than a folder."""
    return address.startswith(_SCHEMES)


def open_library(address: str) -> StoredLibrary:
    """Open a library, made where there is none.

    Raises:
        StorageError: the folder cannot be used, the file is no library, or the server does not answer.
        LibraryTooNew: it was written by a newer Coranto.
    """
    database = open_postgres(address) if is_server(address) else open_sqlite(_file(Path(address)))
    try:
        _migrate(database)
    except exc.DBAPIError as error:
        raise StorageError(
            f"no library: {error.orig}", where=database.where, hint="name another folder or server with --library"
        ) from error
    return StoredLibrary(database)


def _file(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"cannot be made: {error.strerror}", where=str(folder), hint="name another folder with --library"
        ) from error
    return folder / FILE


def _migrate(database: Database) -> None:
    """Run the migrations that this library has not seen (Alembic)."""
    with as_file(files("coranto.storage") / "migrations") as scripts:
        config = Config()
        config.set_main_option("script_location", str(scripts))
        directory = ScriptDirectory.from_config(config)
        with database.engine.connect() as connection:
            at = MigrationContext.configure(connection).get_current_revision()
        if at == directory.get_current_head():
            return
        if at is not None and at not in {script.revision for script in directory.walk_revisions()}:
            raise LibraryTooNew(
                f"schema {at} is not known here", where=database.where, hint="install the Coranto that wrote it"
            )
        with database.engine.connect().execution_options(writes=True) as connection, connection.begin():
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
