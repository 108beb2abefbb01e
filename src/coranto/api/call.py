"""One call: who makes it, and what it may use."""

from __future__ import annotations

from dataclasses import dataclass

from coranto.app.accounts import Accounts
from coranto.app.limits import RateLimits
from coranto.app.reading.insights import Insights
from coranto.app.reading.viewer import Viewer
from coranto.app.service import Coranto
from coranto.app.subscriptions import Subscriptions
from coranto.app.talk import Talk
from coranto.errors import NotAllowed
from coranto.model import Reader, Role
from coranto.ports.library import Library


@dataclass(frozen=True)
class Service:
    """What all calls share."""

    coranto: Coranto
    accounts: Accounts
    talk: Talk
    subscriptions: Subscriptions
    limits: RateLimits
    insights: Insights


class SignInNeeded(NotAllowed):
    """No or no valid token came with a call that needs one (401)."""

    code = "sign-in-needed"


@dataclass(frozen=True)
class Call:
    """One call; ``path`` are the parts of its address, ``token`` what it was authorised by, ``client`` its address."""

    service: Service
    viewer: Viewer
    path: dict[str, str]
    token: str
    client: str

    @property
    def library(self) -> Library:
        """The record."""
        return self.service.coranto.library

    def reader(self, *roles: Role) -> Reader:
        """Return who calls.

        Raises:
            SignInNeeded: nobody we know.
            NotAllowed: the reader has none of ``roles`` (an owner has them all).
        """
        reader = self.viewer.reader
        if reader is None:
            raise SignInNeeded("this needs a token", hint="POST a name and password to sessions")
        if roles and reader.role not in (*roles, Role.OWNER):
            raise NotAllowed("this is not yours to decide")
        return reader

    def spend(self, kind: str) -> None:
        """Count against a rate limit."""
        who = self.viewer.reader.id if self.viewer.reader else self.client
        self.service.limits.spend(kind, who, self.viewer.now)
