"""Opening what is no library."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import MetaData, text

from coranto.errors import LibraryTooNew, StorageError
from coranto.storage import schema
from coranto.storage.engine import open_sqlite
from coranto.storage.open import FILE, open_library


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    """The error says which file, and nothing is written over it."""
    (tmp_path / FILE).write_bytes(b"not a database at all" * 100)
    with pytest.raises(StorageError, match=FILE):
        open_library(str(tmp_path))
    assert (tmp_path / FILE).read_bytes().startswith(b"not a database")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "x").write_text("")
    with pytest.raises(StorageError, match="--library"):
        open_library(str(tmp_path / "x"))


def test_a_newer_library_is_left_alone(tmp_path: Path) -> None:
    """A schema that this Coranto does not know is not touched."""
    open_library(str(tmp_path)).close()
    database = open_sqlite(tmp_path / FILE)
    with database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    with pytest.raises(LibraryTooNew, match="9999"):
        open_library(str(tmp_path))


def test_the_migrations_give_the_schema(tmp_path: Path) -> None:
    """What Alembic builds is what the tables in code say."""
    open_library(str(tmp_path)).close()
    database = open_sqlite(tmp_path / FILE)
    found = MetaData()
    found.reflect(database.engine)
    database.close()
    built = {name: set(table.columns.keys()) for name, table in found.tables.items() if name != "alembic_version"}
    assert built == {name: set(table.columns.keys()) for name, table in schema.metadata.tables.items()}
