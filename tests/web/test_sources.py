"""Addresses of sources: kept as they are, and shown without what is not for everyone."""

from __future__ import annotations

from starlette.applications import Starlette

from coranto.app.accounts import Accounts
from coranto.app.service import Coranto
from coranto.app.subscriptions import Subscriptions
from coranto.model import Role
from newsroom import Browser


def test_a_login_in_an_address_is_the_owners(app: Starlette, coranto: Coranto) -> None:
    """Private feeds are fetched with it; the page and the list that others get do not show it."""
    subscriptions = Subscriptions(coranto.library, coranto.clock)
    subscriptions.add("https://ada:secret@x.example/feed?outputType=xml")
    accounts = Accounts(coranto.library, coranto.clock)
    visitor = Browser(app)
    owner = Browser(app, accounts.redeem(accounts.sign_in_link(accounts.add("Alice", Role.OWNER).id)))
    for browser in (visitor, owner):
        assert "https://x.example/feed?outputType=xml" in browser.get("/sources")
        assert "secret" not in browser.get("/sources")
    assert "secret" not in visitor.get("/sources/opml")
    assert "https://ada:secret@x.example/feed?outputType=xml" in owner.get("/sources/opml")
