"""Browsers of three people over the pages of a small library."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

from coranto.app.accounts import Accounts
from coranto.app.limits import RateLimits
from coranto.app.service import Coranto
from coranto.model import Role
from coranto.web.site import make_site
from newsroom import Browser, StillClock, running


@pytest.fixture
def clock() -> StillClock:
    """Give the clock that the site reads."""
    return StillClock()


@pytest.fixture
def coranto(tmp_path: Path, clock: StillClock) -> Iterator[Coranto]:
    """Give a running Coranto over a seeded library."""
    with running(tmp_path, clock) as made:
        yield made


@pytest.fixture
def app(coranto: Coranto) -> Starlette:
    """Give the pages, without rate limits in the way."""
    return make_site(coranto, RateLimits({}))


@pytest.fixture
def visitor(app: Starlette) -> Browser:
    """Give the browser of someone without an account."""
    return Browser(app)


@pytest.fixture
def person(app: Starlette, coranto: Coranto) -> Callable[..., Browser]:
    """Give a maker of signed-in browsers: Alice owns, Mia moderates, Bob and Charlie read."""
    accounts = Accounts(coranto.library, coranto.clock)

    def make(name: str, role: Role = Role.READER) -> Browser:
        reader = accounts.add(name, role)
        return Browser(app, accounts.redeem(accounts.sign_in_link(reader.id)))

    return make
