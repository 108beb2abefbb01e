"""WebSub (W3C Recommendation): a hub tells us of a source's news, so that the source is polled only now and then.

    feed names a hub --plan--> PENDING --hub asks our callback, confirm--> ACTIVE --before the lease ends--> asked again
    content at the callback --genuine--> a capture like any other

The first part is pure; ``Subscriber`` and the two callbacks at the end only call it and the library.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit

from coranto.errors import CorantoError, NotFound, StorageError
from coranto.model import Capture, Feed, Source, SourceState, Subscription, SubscriptionState
from coranto.ports.library import Library
from coranto.ports.outside import Clock, Poster

PATH = "/websub"
PUSHED = "pushed"
"""What a recorded capture of a hub's content is called."""
ASK_EVERY = 60.0
"""Seconds between two looks at which hubs are to be asked."""
LEASE = timedelta(days=10)
SHORTEST_LEASE = timedelta(hours=1)
LONGEST_LEASE = timedelta(days=30)
ASK_AGAIN = timedelta(hours=1)
ASK_DENIED_AGAIN = timedelta(days=7)
_BATCH = 50
_HASHES = ("sha1", "sha256", "sha384", "sha512")
_LINK = re.compile(r"<([^<>]*)>([^<>]*)")
_REL = re.compile(r";\s*rel\s*=\s*\"?([^\";,]*)", re.IGNORECASE)
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reply:
    """What our callback answers."""

    status: int
    body: str = ""


def discover(capture: Capture, feed: Feed) -> tuple[str, str]:
    """Return (hub, topic) of a feed; headers come before what the feed says (5.1). No hub: an empty one."""
    links = _links(capture.headers.get("link", ""))
    hub = links.get("hub") or feed.hub
    topic = links.get("self") or feed.url or capture.address
    return (urljoin(capture.address, hub) if hub else "", urljoin(capture.address, topic))


def plan(known: Subscription | None, source: Source, hub: str, topic: str, now: datetime) -> Subscription | None:
    """Return the subscription to ask for, None if what is known will do."""
    if not hub or (known and (known.hub, known.topic) == (hub, topic)):
        return None
    return Subscription(
        token=secrets.token_urlsafe(24),
        source=source.id,
        hub=hub,
        topic=topic,
        secret=secrets.token_urlsafe(32),
        due=now,
    )


def request_form(subscription: Subscription, callback: str) -> dict[str, str]:
    """Return the form that asks a hub for a subscription (5.1)."""
    return {
        "hub.mode": "subscribe",
        "hub.topic": subscription.topic,
        "hub.callback": callback,
        "hub.lease_seconds": str(int(LEASE.total_seconds())),
        "hub.secret": subscription.secret,
    }


def asked(subscription: Subscription, accepted: bool, now: datetime) -> Subscription:
    """Return the subscription after its hub was asked. Until it confirms, it is asked ever more seldom."""
    wait = min(ASK_AGAIN * 2 ** min(subscription.failures, 8), ASK_DENIED_AGAIN)
    ended = subscription.expires is not None and subscription.expires <= now
    state = SubscriptionState.PENDING if ended else subscription.state
    failures = subscription.failures + 1 if not accepted or state is not SubscriptionState.ACTIVE else 0
    return replace(subscription, state=state, failures=failures, due=now + wait)


def confirmed(subscription: Subscription, query: Mapping[str, str], now: datetime) -> tuple[Subscription, Reply]:
    """Return what a hub's question to our callback changes, and our answer (5.3)."""
    if query.get("hub.topic") != subscription.topic:
        return subscription, Reply(404)
    if query.get("hub.mode") == "denied":
        denied = replace(subscription, state=SubscriptionState.DENIED, due=now + ASK_DENIED_AGAIN, expires=None)
        return denied, Reply(200)
    if query.get("hub.mode") != "subscribe" or not query.get("hub.challenge"):
        return subscription, Reply(404)
    lease = _lease(query.get("hub.lease_seconds", ""))
    active = replace(
        subscription,
        state=SubscriptionState.ACTIVE,
        expires=now + lease,
        due=now + lease * 0.9,
        failures=0,
    )
    return active, Reply(200, query["hub.challenge"])


def is_active(subscription: Subscription | None, now: datetime) -> bool:
    """Whether a hub tells us of news, so that polling can be slow."""
    if subscription is None or subscription.expires is None:
        return False
    return subscription.state is SubscriptionState.ACTIVE and subscription.expires > now


def genuine(subscription: Subscription, signature: str, body: bytes) -> bool:
    """Whether a body was signed with the secret that only the hub has (7.1)."""
    method, _, given = signature.partition("=")
    if method not in _HASHES:
        return False
    made = hmac.digest(subscription.secret.encode(), body, method).hex()
    return hmac.compare_digest(made.encode(), given.strip().lower().encode("utf-8", "replace"))


def _lease(seconds: str) -> timedelta:
    given = timedelta(seconds=int(seconds[:9])) if seconds.isascii() and seconds.isdigit() else LEASE
    return min(max(given, SHORTEST_LEASE), LONGEST_LEASE)


def _links(header: str) -> dict[str, str]:
    """Return the first address of each relation in a Link header (RFC 8288)."""
    found: dict[str, str] = {}
    for address, parameters in _LINK.findall(header):
        rel = _REL.search(parameters)
        for name in rel[1].lower().split() if rel else ():
            found.setdefault(name, address.strip())
    return found


class Subscriber:
    """Asks hubs. ``base`` is the address under which they reach us; a secret travels only over TLS if we have it."""

    def __init__(self, library: Library, poster: Poster, base: str, clock: Clock) -> None:
        self._library = library
        self._poster = poster
        self._base = base.rstrip("/")
        self._clock = clock

    def notice(self, source: Source, capture: Capture, feed: Feed) -> None:
        """Plan a subscription for a feed that names a hub."""
        hub, topic = discover(capture, feed)
        if urlsplit(hub).scheme not in ("https", urlsplit(self._base).scheme):
            return
        planned = plan(self._library.subscriptions.of_source(source.id), source, hub, topic, self._clock.now())
        if planned:
            self._library.subscriptions.write(planned)

    async def run(self) -> None:
        """Ask hubs until cancelled; a library that is busy is tried again."""
        while True:
            try:
                await self.ask_due()
            except StorageError as error:
                _LOG.warning("hubs: %s", error)
            await asyncio.sleep(ASK_EVERY)

    async def ask_due(self) -> int:
        """Ask the hubs of subscriptions that are new, unconfirmed or near their end; returns how many."""
        due = await asyncio.to_thread(self._library.subscriptions.due, self._clock.now(), _BATCH)
        for subscription in due:
            await asyncio.to_thread(self._note, subscription.token, await self._ask(subscription))
        return len(due)

    def _note(self, token: str, accepted: bool) -> None:
        """Record what the hub said, unless it has confirmed meanwhile."""
        now = self._clock.now()
        current = self._library.subscriptions.get(token)
        if current and current.due <= now:
            self._library.subscriptions.write(asked(current, accepted, now))

    async def _ask(self, subscription: Subscription) -> bool:
        try:
            form = request_form(subscription, f"{self._base}{PATH}/{subscription.token}")
            return 200 <= await self._poster.post(subscription.hub, form) < 300
        except CorantoError as error:
            _LOG.info("hub %s: %s", subscription.hub, error)
            return False


def on_question(library: Library, token: str, query: Mapping[str, str], now: datetime) -> Reply:
    """Answer a GET at ``/websub/TOKEN``: the hub asks whether the subscription is ours."""
    subscription = library.subscriptions.get(token)
    if subscription is None:
        return Reply(404)
    changed, reply = confirmed(subscription, query, now)
    if changed is not subscription:
        library.subscriptions.write(changed)
    return reply


def on_content(library: Library, token: str, headers: Mapping[str, str], body: bytes, now: datetime) -> Reply:
    """Answer a POST at ``/websub/TOKEN``: record what the hub brings. ``headers`` by lower-case name.

    What is not signed as it should be is dropped without telling (7.1); a hub that brings what nobody asked for is
    told to stop.
    """
    subscription = library.subscriptions.get(token)
    if subscription is None or not is_active(subscription, now):
        return Reply(410)
    if genuine(subscription, headers.get("x-hub-signature", ""), body) and _is_read(library, subscription):
        kept = {"content-type": headers.get("content-type", "")}
        capture = Capture(url=subscription.topic, body=body, fetched=now, headers=kept)
        library.captures.add(capture, subscription.source, PUSHED)
    return Reply(202)


def _is_read(library: Library, subscription: Subscription) -> bool:
    try:
        return library.sources.get(subscription.source).state is not SourceState.PAUSED
    except NotFound:
        return False
