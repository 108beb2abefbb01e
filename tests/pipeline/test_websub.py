"""WebSub: what a hub may tell us, and what nobody else can."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from aiohttp import ClientSession, web
from hypothesis import given
from hypothesis import strategies as st

from coranto.errors import AddressRefused
from coranto.fetch.http import HttpFetcher
from coranto.model import Capture, Feed, PollState, Source, SourceId, SourceState, Subscription, SubscriptionState
from coranto.pipeline import polling, websub
from coranto.pipeline.websub import Reply, Subscriber, asked, confirmed, discover, genuine, is_active, plan
from coranto.storage.open import StoredLibrary, open_library

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SOURCE = Source(id=SourceId("s"), url="https://site.example/feed")
PENDING = Subscription(
    token="t", source=SOURCE.id, hub="https://hub.example/", topic="https://site.example/feed", secret="key", due=NOW
)
ACTIVE = replace(PENDING, state=SubscriptionState.ACTIVE, expires=NOW + timedelta(days=9), due=NOW + timedelta(days=8))
QUESTION = {"hub.mode": "subscribe", "hub.topic": PENDING.topic, "hub.challenge": "c1", "hub.lease_seconds": "864000"}


class Clock:
    def now(self) -> datetime:
        return NOW


def capture(link: str = "") -> Capture:
    return Capture(url=SOURCE.url, body=b"feed", fetched=NOW, headers={"link": link} if link else {})


def sign(body: bytes, key: str = "key", method: str = "sha256") -> str:
    return f"{method}={hmac.digest(key.encode(), body, method).hex()}"


@pytest.fixture
def library(tmp_path: Path) -> StoredLibrary:
    opened = open_library(str(tmp_path))
    opened.sources.add(SOURCE)
    return opened


@pytest.mark.parametrize(
    ("link", "feed", "found"),
    [
        ("", Feed(), ("", SOURCE.url)),
        ("", Feed(hub="https://hub.example/", url="https://site.example/self"), ("https://hub.example/", "https://site.example/self")),
        ('<https://h1/>; rel="hub", <https://h2/>; rel=hub, <https://t/>; rel="self"', Feed(hub="x"), ("https://h1/", "https://t/")),
        ("</hub>; rel='x'; rel=\"hub\"", Feed(), ("", SOURCE.url)),
        ('</hub>; title="a"; rel="alternate HUB"', Feed(), ("https://site.example/hub", SOURCE.url)),
        ("<" * 5000, Feed(), ("", SOURCE.url)),
    ],
)  # fmt: skip
def test_the_hub_is_found(link: str, feed: Feed, found: tuple[str, str]) -> None:
    """Headers come before the feed's own words; addresses may be relative."""
    assert discover(capture(link), feed) == found


def test_a_subscription_is_asked_for_once() -> None:
    """The same hub and topic need no other; a new hub does, with a new token and secret."""
    first = plan(None, SOURCE, "https://hub.example/", "https://site.example/feed", NOW)
    assert first is not None
    assert plan(first, SOURCE, first.hub, first.topic, NOW) is None
    other = plan(first, SOURCE, "https://other.example/", first.topic, NOW)
    assert other is not None
    assert {other.token, other.secret}.isdisjoint({first.token, first.secret})
    assert plan(first, SOURCE, "", first.topic, NOW) is None


def test_a_hub_confirms_with_a_challenge() -> None:
    """The challenge is echoed, and the subscription is renewed before its lease ends."""
    active, reply = confirmed(PENDING, QUESTION, NOW)
    assert reply == Reply(200, "c1")
    assert is_active(active, NOW)
    assert active.expires == NOW + timedelta(days=10)
    assert active.due == NOW + timedelta(days=9)
    assert not is_active(active, NOW + timedelta(days=10))


@pytest.mark.parametrize(
    "change",
    [
        {"hub.topic": "https://evil.example/"},
        {"hub.mode": "unsubscribe"},
        {"hub.mode": ""},
        {"hub.challenge": ""},
    ],
)
def test_what_we_did_not_ask_for_is_not_confirmed(change: dict[str, str]) -> None:
    """Another topic, an unsubscription, or a question without a challenge change nothing."""
    assert confirmed(PENDING, {**QUESTION, **change}, NOW) == (PENDING, Reply(404))


def test_a_denial_is_accepted() -> None:
    """The hub is asked again after a week."""
    denied, reply = confirmed(ACTIVE, {"hub.mode": "denied", "hub.topic": PENDING.topic}, NOW)
    assert reply.status == 200
    assert (denied.state, is_active(denied, NOW)) == (SubscriptionState.DENIED, False)
    assert denied.due == NOW + timedelta(days=7)


@given(st.text(max_size=30))
def test_a_lease_is_within_bounds(seconds: str) -> None:
    """Whatever a hub grants, it is asked again in an hour to a month."""
    active, _ = confirmed(PENDING, {**QUESTION, "hub.lease_seconds": seconds}, NOW)
    assert active.expires is not None
    assert timedelta(hours=1) <= active.expires - NOW <= timedelta(days=30)


def test_a_hub_that_does_not_confirm_is_asked_ever_more_seldom() -> None:
    """Hourly at first, weekly at last; a lease that ended is no subscription."""
    waits, state = [], PENDING
    for _ in range(9):
        state = asked(state, accepted=True, now=NOW)
        waits.append((state.due - NOW) / timedelta(hours=1))
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 168]
    assert asked(ACTIVE, accepted=True, now=NOW).state is SubscriptionState.ACTIVE
    assert asked(replace(ACTIVE, expires=NOW), accepted=True, now=NOW).state is SubscriptionState.PENDING


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
def test_signed_content_is_genuine(method: str) -> None:
    """All methods of the recommendation; upper-case digits too."""
    assert genuine(ACTIVE, sign(b"news", method=method), b"news")
    prefix, digits = sign(b"news", method=method).split("=")
    assert genuine(ACTIVE, f"{prefix}={digits.upper()}", b"news")


@pytest.mark.parametrize(
    "signature", ["", "sha256=", sign(b"news", "other"), sign(b"old"), "md5=0", "sha256=é", "none=x"]
)
def test_anything_else_is_not(signature: str) -> None:
    """No signature, another key, another body, a weak or unknown method."""
    assert not genuine(ACTIVE, signature, b"news")


def test_content_becomes_a_capture(library: StoredLibrary) -> None:
    """It waits to be processed like one that was polled."""
    library.subscriptions.write(ACTIVE)
    headers = {"x-hub-signature": sign(b"news"), "content-type": "application/rss+xml"}
    assert websub.on_content(library, "t", headers, b"news", NOW).status == 202
    [(_, got, source, kind)] = library.captures.pending(10)
    assert (got.body, got.content_type, source, kind) == (b"news", "application/rss+xml", SOURCE.id, "pushed")


@pytest.mark.parametrize(
    ("token", "subscription", "headers", "status"),
    [
        ("t", ACTIVE, {}, 202),
        ("t", ACTIVE, {"x-hub-signature": sign(b"news", "guessed")}, 202),
        ("other", ACTIVE, {"x-hub-signature": sign(b"news")}, 410),
        ("t", PENDING, {"x-hub-signature": sign(b"news")}, 410),
        ("t", replace(ACTIVE, expires=NOW), {"x-hub-signature": sign(b"news")}, 410),
    ],
)
def test_what_is_not_genuine_is_dropped(
    token: str, subscription: Subscription, headers: Mapping[str, str], status: int, library: StoredLibrary
) -> None:
    """A forger learns nothing; a hub that brings what nobody asked for is told to stop."""
    library.subscriptions.write(subscription)
    assert websub.on_content(library, token, headers, b"news", NOW).status == status
    assert library.captures.pending(10) == []


def test_a_paused_source_takes_nothing(library: StoredLibrary) -> None:
    """The owner's word counts for hubs too."""
    library.subscriptions.write(ACTIVE)
    library.sources.update(replace(SOURCE, state=SourceState.PAUSED))
    assert websub.on_content(library, "t", {"x-hub-signature": sign(b"news")}, b"news", NOW).status == 202
    assert library.captures.pending(10) == []


def test_polling_goes_on_slowly_beside_it() -> None:
    """Six hours at least while a hub tells us of news."""
    state = PollState(source=SOURCE.id, etag='"1"', validated=True)
    unchanged = replace(capture(), status=304)
    for pushed, seconds in ((True, 6 * 3600), (False, 900)):
        decision = polling.after_answer(SOURCE, state, unchanged, None, now=NOW, chance=0, pushed=pushed)
        assert decision.state.interval == seconds


def test_a_secret_does_not_travel_without_tls(library: StoredLibrary) -> None:
    """A hub without TLS is not asked where we have it ourselves; nor is one on another scheme."""
    for hub in ("http://hub.example/", "ftp://hub.example/", "javascript:x", ""):
        Subscriber(library, HttpFetcher(), "https://reader.example", Clock()).notice(SOURCE, capture(), Feed(hub=hub))
    assert library.subscriptions.of_source(SOURCE.id) is None


def test_a_hub_inside_is_refused() -> None:
    """A feed cannot make us send forms to our own network."""

    async def run() -> None:
        fetcher = HttpFetcher()
        try:
            await fetcher.post("http://127.0.0.1:8080/", {"hub.mode": "subscribe"})
        finally:
            await fetcher.close()

    with pytest.raises(AddressRefused):
        asyncio.run(run())


def test_the_whole_way_over_real_sockets(library: StoredLibrary) -> None:
    """Asked, confirmed by the hub's question, content delivered and signed with the secret that we gave."""

    async def run() -> None:
        async def callback(request: web.Request) -> web.Response:
            token = request.match_info["token"]
            if request.method == "GET":
                reply = websub.on_question(library, token, request.query, NOW)
            else:
                headers = {name.lower(): value for name, value in request.headers.items()}
                reply = websub.on_content(library, token, headers, await request.read(), NOW)
            return web.Response(status=reply.status, text=reply.body)

        async def hub(request: web.Request) -> web.Response:
            form = {name: values[0] for name, values in parse_qs(await request.text()).items()}
            question = {**QUESTION, "hub.topic": form["hub.topic"], "hub.challenge": "xyz"}
            async with ClientSession() as session:
                async with session.get(form["hub.callback"], params=question) as answer:
                    assert (answer.status, await answer.text()) == (200, "xyz")
                signed = {"X-Hub-Signature": sign(b"news", form["hub.secret"])}
                async with session.post(form["hub.callback"], data=b"news", headers=signed) as answer:
                    assert answer.status == 202
            return web.Response(status=202)

        app = web.Application()
        app.router.add_post("/hub", hub)
        app.router.add_route("*", "/websub/{token}", callback)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        base = f"http://127.0.0.1:{runner.addresses[0][1]}"
        fetcher = HttpFetcher(allowed_hosts=("127.0.0.1",))
        subscriber = Subscriber(library, fetcher, base, Clock())
        subscriber.notice(SOURCE, capture(), Feed(hub=f"{base}/hub", url=SOURCE.url))
        assert await subscriber.ask_due() == 1
        assert await subscriber.ask_due() == 0
        await fetcher.close()
        await runner.cleanup()

    asyncio.run(run())
    known = library.subscriptions.of_source(SOURCE.id)
    assert known is not None
    assert is_active(known, NOW)
    assert [got.body for _, got, _, _ in library.captures.pending(10)] == [b"news"]


def test_a_hub_that_does_not_answer_is_asked_later(library: StoredLibrary) -> None:
    """Its failure is not ours: the source stays polled."""

    async def run() -> None:
        fetcher = HttpFetcher(allowed_hosts=("127.0.0.1",))
        subscriber = Subscriber(library, fetcher, "http://127.0.0.1:9", Clock())
        subscriber.notice(SOURCE, capture(), Feed(hub="http://127.0.0.1:9/hub"))
        assert await subscriber.ask_due() == 1
        await fetcher.close()

    asyncio.run(run())
    known = library.subscriptions.of_source(SOURCE.id)
    assert known is not None
    assert (known.failures, known.due) == (1, NOW + timedelta(hours=1))
    assert not is_active(known, NOW)
