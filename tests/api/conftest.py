"""Programs that call the API of a small library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from coranto.api.site import make_api
from coranto.app.accounts import Accounts
from coranto.app.limits import RateLimits
from coranto.app.service import Coranto
from coranto.model import Role
from newsroom import StillClock, running

PASSWORD = "correct horse battery"


@pytest.fixture
def coranto(tmp_path: Path) -> Iterator[Coranto]:
    """Give a running Coranto over a seeded library; Alice owns it, Bob reads."""
    with running(tmp_path, StillClock()) as made:
        accounts = Accounts(made.library, made.clock)
        accounts.add("Alice", Role.OWNER, PASSWORD)
        accounts.add("Bob", Role.READER, PASSWORD)
        yield made


@pytest.fixture
def api(coranto: Coranto) -> TestClient:
    """Give a client without a token."""
    return TestClient(make_api(coranto, RateLimits({})), raise_server_exceptions=True)
