"""When to ask a source again, and what its answer means. Pure: the poller does what is decided here.

    state + answer (+ feed) --after_answer--> Decision(state, health, url)
    state + error           --after_failure-> Decision

The interval is the largest of what the source's own rhythm suggests (15 minutes to a day) and what the publisher
asks for (feed ttl, Cache-Control, Expires, Retry-After); at least an hour until the source's validators have been
seen to work. Jitter only ever adds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from coranto.errors import AddressRefused, CorantoError, FetchError, FetchGone
from coranto.model import Capture, Feed, PollState, Source, SourceState
from coranto.text.hashing import bytes_digest
from coranto.text.headers import http_date, seconds_asked

SHORTEST = 15 * 60.0
LONGEST = 24 * 3600.0
WITHOUT_VALIDATOR = 3600.0
BESIDE_PUSH = 6 * 3600.0
LONGEST_ASKED = 7 * 24 * 3600.0
"""What a publisher may ask for in a feed or a cache header; a year there is a web server's default for files."""
LONGEST_RETRY = 30 * 24 * 3600.0
JITTER = 0.05
SIGHTINGS = 3
"""How often in a row a permanent redirect is seen before the source's address changes."""

_RHYTHM_ENTRIES = 10
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decision:
    """What to record after a poll. ``url`` is the source's new address, empty if it keeps its own."""

    state: PollState
    health: SourceState
    url: str = ""


def conditional_headers(state: PollState) -> dict[str, str]:
    """Return the validators of the last good answer, as they came."""
    pairs = (("If-None-Match", state.etag), ("If-Modified-Since", state.last_modified))
    return {name: value for name, value in pairs if value}


def is_unchanged(state: PollState, capture: Capture) -> bool:
    """Whether there is nothing to parse: a 304, or the very bytes of the last time."""
    return capture.status == 304 or bytes_digest(capture.body) == state.digest


def after_answer(
    source: Source,
    state: PollState,
    capture: Capture,
    feed: Feed | None,
    *,
    now: datetime,
    chance: float,
    pushed: bool = False,
) -> Decision:
    """Decide after a 2xx or a 304. ``feed`` is what was parsed, None if unchanged or no feed.

    ``chance`` is in 0..1; ``pushed``: a hub tells us of this source's news, so that polling only makes sure.
    """
    known = replace(state, polled=now, failures=0, error_code="", error="")
    known = known if is_unchanged(state, capture) else _facts(known, capture, feed, now)
    known = _validators(known, state, capture)
    known = replace(known, max_age=_max_age(capture, now) or (state.max_age if capture.status == 304 else 0.0))
    asked = min(LONGEST_ASKED, max(known.ttl, known.max_age))
    wait = max(own_interval(known, now), asked, 0.0 if known.validated else WITHOUT_VALIDATOR)
    wait = max(wait, min(LONGEST_RETRY, seconds_asked(capture.headers.get("retry-after", ""), now) or 0.0))
    wait = max(wait, BESIDE_PUSH) if pushed else wait
    known, url = _moved(source, known, capture)
    due = _outside(known.skip_hours, now + timedelta(seconds=_jittered(wait, chance)))
    return Decision(replace(known, interval=wait, due=due), SourceState.OK, url)


def after_failure(state: PollState, error: CorantoError, *, now: datetime, chance: float) -> Decision:
    """Decide after an error: exponential back-off, never sooner than the server asks; 410 retires the source.

    Validators stay: they belong to the last answer that could be used.
    """
    failures = state.failures + 1
    wait = min(LONGEST, max(state.interval, SHORTEST * 2.0 ** min(failures, 16)))
    if isinstance(error, AddressRefused):
        wait = LONGEST
    if isinstance(error, FetchError) and error.retry_after:
        wait = max(wait, min(LONGEST_RETRY, error.retry_after))
    due = now + timedelta(seconds=_jittered(wait, chance))
    failed = replace(state, polled=now, due=due, failures=failures, error_code=error.code, error=str(error))
    return Decision(failed, SourceState.GONE if isinstance(error, FetchGone) else SourceState.FAILING)


def after_visit(state: PollState, letters: int, *, now: datetime, chance: float) -> Decision:
    """Decide after a mailbox was read in which so many letters were new."""
    changed = now if letters else state.changed
    known = replace(state, polled=now, failures=0, error_code="", error="", items=letters, changed=changed)
    wait = own_interval(known, now)
    due = now + timedelta(seconds=_jittered(wait, chance))
    return Decision(replace(known, interval=wait, due=due), SourceState.OK)


def own_interval(state: PollState, now: datetime) -> float:
    """Return the seconds that a source's own rhythm suggests.

    Half of the mean gap between its newest entries, so that what is new is seen within a quarter of it on average; a
    tenth of the time since its last entry where that is longer, so that a source that sleeps is left to.
    """
    silent = (now - state.changed).total_seconds() if state.changed else 0.0
    return min(LONGEST, max(SHORTEST, state.rhythm / 2, silent / 10))


def rhythm(feed: Feed, now: datetime) -> tuple[float, datetime | None]:
    """Return the mean seconds between a feed's newest entries (0 if unknown) and the time of its newest one."""
    times = [at for entry in feed.entries if (at := entry.published or entry.updated) and at <= now]
    newest = sorted(times, reverse=True)[:_RHYTHM_ENTRIES]
    if len(newest) < 2:
        return 0.0, newest[0] if newest else None
    return (newest[0] - newest[-1]).total_seconds() / (len(newest) - 1), newest[0]


def healed(state: PollState, now: datetime) -> PollState:
    """Return a state whose times a clock that ran ahead cannot have left in the future."""
    if state.polled is None or state.polled <= now:
        return state
    changed = min(state.changed, now) if state.changed else None
    return replace(state, polled=now, changed=changed, due=now)


def _validators(known: PollState, before: PollState, capture: Capture) -> PollState:
    """Keep validators from a full answer only; learn whether they work.

    They do if a 304 answered them, or if they changed while there was a newer entry: a busy source never has a 304 for
    us. Where only the rest of the body changes with every answer, they do not.
    """
    sent = conditional_headers(before)
    if capture.status == 304:
        return replace(known, validated=bool(sent))
    etag, modified = capture.headers.get("etag", ""), capture.headers.get("last-modified", "")
    known = replace(known, etag=etag, last_modified=modified)
    came = conditional_headers(known)
    newer = known.items > 0 and bool(before.changed and known.changed and known.changed > before.changed)
    return replace(known, validated=bool(sent and came and came != sent and newer))


def _facts(state: PollState, capture: Capture, feed: Feed | None, now: datetime) -> PollState:
    mean, newest = rhythm(feed, now) if feed else (0.0, None)
    return replace(
        state,
        digest=bytes_digest(capture.body),
        changed=newest or now,
        rhythm=mean,
        ttl=feed.ttl if feed else 0.0,
        skip_hours=feed.skip_hours if feed else (),
        items=len(feed.entries) if feed else 0,
    )


def _max_age(capture: Capture, now: datetime) -> float:
    """Return how long the answer says it is fresh: the larger of max-age and Expires, in seconds."""
    found = _MAX_AGE.search(capture.headers.get("cache-control", ""))
    expires = http_date(capture.headers.get("expires", ""))
    sent = http_date(capture.headers.get("date", "")) or now
    return max(float(found[1]) if found else 0.0, (expires - sent).total_seconds() if expires else 0.0)


def _moved(source: Source, state: PollState, capture: Capture) -> tuple[PollState, str]:
    """Learn a permanent redirect after repeated sightings; never one that gives up TLS."""
    to = capture.moved_to
    if not to or (source.url.startswith("https:") and not to.startswith("https:")):
        return replace(state, moved_to="", moved_seen=0), ""
    seen = state.moved_seen + 1 if to == state.moved_to else 1
    if seen < SIGHTINGS:
        return replace(state, moved_to=to, moved_seen=seen), ""
    return replace(state, moved_to="", moved_seen=0), to


def _outside(hours: tuple[int, ...], due: datetime) -> datetime:
    """Return the first time from ``due`` on that is in none of the hours to be skipped."""
    for _ in range(24):
        if due.astimezone(UTC).hour not in hours:
            return due
        due = (due + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
    return due


def _jittered(seconds: float, chance: float) -> float:
    return seconds * (1 + JITTER * chance)
