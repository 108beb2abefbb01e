"""The callback that hubs reach."""

from __future__ import annotations

import hmac
from datetime import timedelta

from starlette.applications import Starlette
from starlette.testclient import TestClient

from coranto.app.service import Coranto
from coranto.model import Source, SourceId, Subscription


def test_a_hub_asks_and_brings(app: Starlette, coranto: Coranto) -> None:
    """It needs no session and no form token: its own token and its signature are what counts."""
    source = Source(id=SourceId("pushed"), url="https://pushed.example/feed")
    coranto.library.sources.add(source)
    coranto.library.subscriptions.write(
        Subscription(
            token="t",
            source=source.id,
            hub="https://hub.example/",
            topic=source.url,
            secret="key",
            due=coranto.clock.now() + timedelta(days=1),
        )
    )
    hub = TestClient(app)
    question = {
        "hub.mode": "subscribe",
        "hub.topic": source.url,
        "hub.challenge": "<b>c</b>",
        "hub.lease_seconds": "9000",
    }
    answer = hub.get("/websub/t", params=question)
    assert (answer.status_code, answer.text) == (200, "<b>c</b>")
    assert answer.headers["content-type"].startswith("text/plain")
    signature = "sha256=" + hmac.digest(b"key", b"news", "sha256").hex()
    assert hub.post("/websub/t", content=b"news", headers={"X-Hub-Signature": signature}).status_code == 202
    assert hub.post("/websub/t", content=b"lies", headers={"X-Hub-Signature": signature}).status_code == 202
    assert hub.post("/websub/other", content=b"news", headers={"X-Hub-Signature": signature}).status_code == 410
    assert hub.get("/websub/other", params=question).status_code == 404
    assert [capture.body for _, capture, _, _ in coranto.library.captures.pending(10, "pushed")] == [b"news"]
