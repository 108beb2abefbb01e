"""When a source is asked again: every rule of the conventions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coranto.errors import AddressRefused, CorantoError, FetchFailed, FetchGone, FetchRefused, UnreadableInput
from coranto.model import Capture, Feed, FeedEntry, PollState, Source, SourceId, SourceState
from coranto.pipeline import polling
from coranto.pipeline.polling import Decision, after_answer, after_failure, conditional_headers, is_unchanged

NOW = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
HOUR = 3600.0
DAY = 24 * HOUR
SOURCE = Source(id=SourceId("s"), url="https://site.example/feed")
FRESH = PollState(source=SourceId("s"))
PROVEN = replace(FRESH, etag='"0"', validated=True, changed=NOW - timedelta(days=400))


def feed(*hours_ago: float, **values: Any) -> Feed:  # noqa: ANN401
    """Give a feed whose entries are so many hours old."""
    entries = tuple(FeedEntry(id=str(h), published=NOW - timedelta(hours=h)) for h in hours_ago)
    return Feed(entries=entries, **values)


def answer(
    state: PollState = PROVEN,
    parsed: Feed | None = None,
    *,
    status: int = 200,
    body: bytes = b"feed",
    chance: float = 0.0,
    **headers: str,
) -> Decision:
    """Decide after an answer with these headers (``_`` for ``-``)."""
    given = {name.replace("_", "-"): value for name, value in {"etag": '"1"', **headers}.items()}
    capture = Capture(url=SOURCE.url, body=b"" if status == 304 else body, fetched=NOW, status=status, headers=given)
    return after_answer(SOURCE, state, capture, parsed or feed(0.1, 0.2), now=NOW, chance=chance)


def wait(decision: Decision) -> float:
    assert decision.state.due is not None
    return (decision.state.due - NOW).total_seconds()


def test_validators_are_kept_from_a_200_only() -> None:
    """What a 304 or an error brings does not replace them; a 200 without them clears them."""
    state = answer(FRESH, etag='W/"a"', last_modified="Tue, 24 Nov 2026 12:00:00 GMT").state
    assert conditional_headers(state) == {
        "If-None-Match": 'W/"a"',
        "If-Modified-Since": "Tue, 24 Nov 2026 12:00:00 GMT",
    }
    kept = answer(state, status=304, etag='"other"', last_modified="x").state
    assert conditional_headers(kept) == conditional_headers(state)
    failed = after_failure(kept, FetchFailed("lost"), now=NOW, chance=0).state
    assert conditional_headers(failed) == conditional_headers(state)
    bare = after_answer(SOURCE, kept, Capture(url="u", body=b"new", fetched=NOW), feed(1), now=NOW, chance=0).state
    assert conditional_headers(bare) == {}


def test_a_date_is_never_invented() -> None:
    """Without Last-Modified nothing is asked with If-Modified-Since, whatever the entries' dates."""
    assert conditional_headers(answer(FRESH, feed(1)).state) == {"If-None-Match": '"1"'}


def test_a_source_is_asked_hourly_until_its_validators_have_worked() -> None:
    """An ETag alone is a promise; a 304 keeps it. The same bytes in full break it."""
    first = answer(FRESH)
    assert wait(first) == HOUR
    proven = answer(first.state, status=304)
    assert wait(proven) == polling.SHORTEST
    again_in_full = answer(proven.state)
    assert again_in_full.state.validated is False
    assert wait(again_in_full) == HOUR


def test_a_validator_that_changes_with_the_body_works() -> None:
    """A busy source never has a 304 for us; one that changes without a newer entry is not believed."""
    first = answer(FRESH)
    assert (first.state.validated, wait(first)) == (False, HOUR)
    for etag, hours_ago, works in (('"2"', 0, True), ('"1"', 0, False), ("", 0, False), ('"2"', 0.1, False)):
        capture = Capture(url="u", body=b"new", fetched=NOW, headers={"etag": etag} if etag else {})
        changed = after_answer(SOURCE, first.state, capture, feed(hours_ago, 0.2), now=NOW, chance=0)
        assert changed.state.validated is works


def test_an_unasked_304_proves_nothing() -> None:
    """A server that says 304 to everything has no validator that works."""
    assert answer(FRESH, status=304).state.validated is False


@pytest.mark.parametrize(
    ("ages", "expected"),
    [
        ((0.1, 0.2, 0.3), 15 * 60),
        ((1, 3, 5, 7), HOUR),
        ((2, 50), DAY),
        ((20, 21, 22), 2 * HOUR),
        ((5000, 5001), DAY),
        ((), HOUR),
    ],
)
def test_the_interval_follows_the_sources_own_rhythm(ages: tuple[float, ...], expected: float) -> None:
    """Half the mean gap of its newest entries, a tenth of its silence, within 15 minutes and a day."""
    assert wait(answer(PROVEN, feed(*ages))) == pytest.approx(expected)


def test_a_source_that_falls_silent_is_asked_less() -> None:
    """Silence counts also while every answer is a 304, and one new entry ends it."""
    state = replace(answer(PROVEN, feed(0.1, 0.2)).state, changed=NOW - timedelta(hours=50))
    assert wait(answer(state, status=304)) == 5 * HOUR
    assert wait(answer(state, feed(0, 0.2), etag='"2"', body=b"news")) == polling.SHORTEST


def test_entries_of_the_future_say_nothing_about_the_rhythm() -> None:
    """A feed with dates ahead of the clock is not asked at once for ever."""
    assert polling.rhythm(feed(-5, -50, 3), NOW) == (0.0, NOW - timedelta(hours=3))


@pytest.mark.parametrize(
    ("parsed", "headers", "expected"),
    [
        (feed(0.1, ttl=2 * HOUR), {}, 2 * HOUR),
        (feed(0.1), {"cache_control": "public, max-age=7200"}, 2 * HOUR),
        (feed(0.1), {"cache_control": 'max-age="7200"'}, 2 * HOUR),
        (feed(0.1), {"cache_control": "s-maxage=9999, no-cache"}, 900),
        (
            feed(0.1),
            {"expires": "Tue, 24 Nov 2026 15:30:00 GMT", "date": "Tue, 24 Nov 2026 12:30:00 GMT"},
            3 * HOUR,
        ),
        (
            feed(0.1),
            {"expires": "Tue, 24 Nov 2026 02:00:00 GMT", "date": "Tue, 24 Nov 2026 01:00:00 GMT"},
            HOUR,
        ),
        (feed(0.1), {"expires": "0"}, 900),
        (feed(0.1), {"expires": "Thu, 01 Jan 1970 00:00:00 GMT"}, 900),
        (feed(0.1), {"retry_after": "10800"}, 3 * HOUR),
        (feed(0.1), {"retry_after": "Tue, 24 Nov 2026 14:30:00 GMT"}, 2 * HOUR),
        (feed(0.1, ttl=2 * HOUR), {"cache_control": "max-age=18000", "retry_after": "3600"}, 5 * HOUR),
        (feed(0.1, ttl=2 * DAY), {}, 2 * DAY),
        (feed(0.1), {"cache_control": "max-age=31536000"}, 7 * DAY),
        (feed(10, 30, 50), {"cache_control": "max-age=60"}, 10 * HOUR),
    ],
)
def test_the_largest_wish_counts(parsed: Feed, headers: dict[str, str], expected: float) -> None:
    """Own rhythm, ttl, max-age, Expires (by the server's own clock) and Retry-After: the largest of them."""
    assert wait(answer(PROVEN, parsed, **headers)) == pytest.approx(expected)


def test_wishes_stay_in_force_through_304s() -> None:
    """A 304 without cache headers leaves those of the 200; one with them replaces them (RFC 9111, 4.3.4)."""
    state = answer(PROVEN, feed(0.1, ttl=2 * HOUR), cache_control="max-age=10800").state
    assert wait(answer(state, status=304)) == 3 * HOUR
    assert wait(answer(state, status=304, cache_control="max-age=60")) == 2 * HOUR


def test_hours_to_be_skipped_are_skipped() -> None:
    """SkipHours moves the poll to the first hour that is open; skipping all day means nothing."""
    decision = answer(PROVEN, feed(0.1, skip_hours=(12, 13)))
    assert decision.state.due == datetime(2026, 11, 24, 14, tzinfo=UTC)
    assert wait(answer(decision.state, status=304)) == 1.5 * HOUR
    assert wait(answer(PROVEN, feed(0.1, skip_hours=tuple(range(24))))) <= DAY + polling.SHORTEST


@given(st.floats(0, 1), st.sampled_from([900.0, HOUR, DAY]))
def test_jitter_only_adds(chance: float, ttl: float) -> None:
    """No rule is broken by chance: a poll comes up to 5 % later, never sooner."""
    waited = wait(answer(PROVEN, feed(0.1, ttl=ttl), chance=chance))
    assert ttl <= waited + 1e-3
    assert waited <= ttl * 1.05 + 1e-3


def test_failures_are_asked_after_ever_longer_waits() -> None:
    """15 minutes doubled for each failure, up to a day; one good answer ends it."""
    state = replace(PROVEN, interval=polling.SHORTEST)
    waits = []
    for _ in range(9):
        decision = after_failure(state, FetchFailed("answered 500", status=500), now=NOW, chance=0)
        waits.append(wait(decision))
        state = decision.state
    assert waits == [1800, 3600, 7200, 14400, 28800, 57600, DAY, DAY, DAY]
    assert (decision.health, state.failures, state.error_code) == (SourceState.FAILING, 9, "failed")
    good = answer(state)
    assert (good.health, good.state.failures, good.state.error) == (SourceState.OK, 0, "")


def test_a_failing_source_is_never_asked_more_often_than_a_good_one() -> None:
    """What the publisher asked for stays the least."""
    state = answer(PROVEN, feed(0.1, ttl=5 * HOUR)).state
    assert wait(after_failure(state, FetchFailed("lost"), now=NOW, chance=0)) == 5 * HOUR


@pytest.mark.parametrize("kind", [FetchRefused, FetchFailed])
def test_retry_after_is_honoured(kind: type[FetchFailed]) -> None:
    """429 and 503 say how long; also when it is longer than a day."""
    error = kind("busy", status=429, retry_after=3 * DAY)
    assert wait(after_failure(PROVEN, error, now=NOW, chance=0)) == 3 * DAY
    soon = kind("busy", status=503, retry_after=5)
    assert wait(after_failure(PROVEN, soon, now=NOW, chance=0)) == HOUR


@pytest.mark.parametrize(
    ("error", "health"),
    [
        (FetchGone("gone", status=410), SourceState.GONE),
        (FetchRefused("answered 404", status=404), SourceState.FAILING),
        (UnreadableInput("no feed"), SourceState.FAILING),
        (AddressRefused("inside"), SourceState.FAILING),
    ],
)
def test_410_retires_and_nothing_else_does(error: CorantoError, health: SourceState) -> None:
    """Gone is gone; anything else is tried again."""
    assert after_failure(FRESH, error, now=NOW, chance=0).health is health


def moved(state: PollState, to: str, url: str = SOURCE.url) -> Decision:
    capture = Capture(url=url, body=b"x", fetched=NOW, moved_to=to)
    return after_answer(replace(SOURCE, url=url), state, capture, feed(1), now=NOW, chance=0)


def test_a_permanent_redirect_is_learnt_after_repeated_sightings() -> None:
    """Three in a row to the same place; another place or a plain answer starts again."""
    to = "https://new.example/feed"
    first = moved(FRESH, to)
    second = moved(first.state, to)
    assert (first.url, second.url) == ("", "")
    assert moved(second.state, to).url == to
    assert moved(moved(second.state, "").state, to).url == ""
    assert moved(moved(second.state, "https://third.example/").state, to).url == ""


def test_a_redirect_away_from_tls_is_not_learnt() -> None:
    """Who can tamper with one answer does not get the source's address."""
    state = FRESH
    for _ in range(5):
        decision = moved(state, "http://site.example/feed")
        state = decision.state
        assert decision.url == ""


def test_304_and_the_same_bytes_cost_no_parse() -> None:
    """Also servers without validators are recognised when nothing has changed."""
    state = answer(FRESH).state
    same = Capture(url="u", body=b"feed", fetched=NOW)
    assert is_unchanged(state, same)
    assert is_unchanged(state, Capture(url="u", body=b"", fetched=NOW, status=304))
    assert not is_unchanged(state, replace(same, body=b"other"))


def test_a_clock_that_ran_ahead_does_not_put_a_source_to_sleep() -> None:
    """A poll recorded in the future is due now; others keep their time."""
    ahead = replace(answer(PROVEN).state, polled=NOW + timedelta(days=400), due=NOW + timedelta(days=401))
    assert polling.healed(ahead, NOW).due == NOW
    usual = answer(PROVEN).state
    assert polling.healed(usual, NOW) is usual


header_text = st.text(st.characters(codec="latin-1"), max_size=60)


@given(
    cache_control=header_text, expires=header_text, date=header_text, retry_after=header_text, ttl=st.floats(0, 1e12)
)
def test_whatever_the_headers_say_the_next_poll_is_within_bounds(ttl: float, **headers: str) -> None:
    """No header makes us ask sooner than allowed, never again, or fail."""
    assert polling.SHORTEST <= wait(answer(PROVEN, feed(0.1, ttl=ttl), **headers)) <= polling.LONGEST_RETRY
