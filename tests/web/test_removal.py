"""The owner deletes an article."""

from __future__ import annotations

from collections.abc import Callable

from coranto.app.service import Coranto
from coranto.model import Role
from coranto.ports.library import Outcome
from newsroom import COPY, POST, STORY, Browser, articles


def test_a_deleted_article_is_gone_and_stays_away(person: Callable[..., Browser], coranto: Coranto) -> None:
    """Its story is told without it, and taking it in again does nothing."""
    held = coranto.library.articles.get(COPY)
    alice = person("Alice", Role.OWNER)
    assert alice.post(f"/article/{COPY}", f"/article/{COPY}/removal") == "/"
    alice.get(f"/article/{COPY}", 404)
    assert held.story == STORY
    assert coranto.library.stories.get(STORY).articles == 2
    again = [one for one in articles() if one.id == COPY]
    assert coranto.library.articles.take(again) == [Outcome.TOMBSTONED]


def test_only_the_owner_deletes(person: Callable[..., Browser], coranto: Coranto) -> None:
    """A moderator may not, and is not offered it."""
    mia = person("Mia", Role.MODERATOR)
    assert "/removal" not in mia.get(f"/article/{POST}")
    mia.post("/settings", f"/article/{POST}/removal", 403)
    assert coranto.library.articles.get(POST).id == POST
