"""Manners towards one host, and between slow hosts and quick ones."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import pairwise
from time import monotonic

import pytest

from coranto.errors import AddressRefused, CorantoError, FetchFailed, FetchRefused, FetchTimedOut
from coranto.fetch.page import fetch_page
from coranto.fetch.polite import Manners, PoliteFetcher
from coranto.fetch.robots import Robots
from coranto.model import Capture


class Pages:
    """A small outside: what each address answers; a number is how many seconds it takes."""

    def __init__(self, answers: Mapping[str, str | CorantoError | float]) -> None:
        self.answers = answers
        self.asked: list[str] = []
        self.at_once: dict[str, int] = {}
        self.most_at_once = 0
        self.times: list[float] = []

    async def fetch(self, url: str, *, headers: Mapping[str, str] | None = None) -> Capture:  # noqa: ARG002
        self.asked.append(url)
        self.times.append(monotonic())
        host = url.split("/")[2]
        self.at_once[host] = self.at_once.get(host, 0) + 1
        self.most_at_once = max(self.most_at_once, self.at_once[host])
        try:
            answer = self.answers.get(url, FetchRefused("answered 404", status=404))
            await asyncio.sleep(answer if isinstance(answer, float) else 0)
        finally:
            self.at_once[host] -= 1
        if isinstance(answer, CorantoError):
            raise answer
        return Capture(url=url, body=str(answer).encode(), fetched=datetime.now(UTC))

    async def close(self) -> None:
        pass


def test_one_request_at_a_time_goes_to_a_host_with_a_delay() -> None:
    """Requests to one host keep their order and their distance; another host does not wait for them."""
    pages = Pages({f"http://{host}/{n}": "x" for host in "ab" for n in range(4)})

    async def run() -> None:
        polite = PoliteFetcher(pages, Manners(delay=0.05))
        await asyncio.gather(*(polite.fetch(url) for url in pages.answers))

    asyncio.run(run())
    of_a = [(url, at) for url, at in zip(pages.asked, pages.times, strict=True) if "/a/" in url]
    assert [url[-1] for url, _ in of_a] == ["0", "1", "2", "3"]
    assert all(later[1] - earlier[1] >= 0.05 for earlier, later in pairwise(of_a))
    assert pages.most_at_once == 1
    assert max(pages.times) - min(pages.times) < 0.4


def test_hosts_that_hang_do_not_hold_up_others() -> None:
    """Slots are few, and requests without an answer leave theirs after a while."""
    hanging = {f"http://h{n}/": 30.0 for n in range(40)}
    good = {f"http://g{n}/": "x" for n in range(40)}
    pages = Pages({**hanging, **good})

    async def run() -> float:
        polite = PoliteFetcher(pages, Manners(slots=10, patience=0.05, waiting=100))
        stuck = [asyncio.create_task(polite.fetch(url)) for url in hanging]
        began = monotonic()
        await asyncio.gather(*(polite.fetch(url) for url in good))
        took = monotonic() - began
        for task in stuck:
            task.cancel()
        await asyncio.gather(*stuck, return_exceptions=True)
        return took

    assert asyncio.run(run()) < 1.0


def test_no_more_than_the_slots_are_asked_at_a_time() -> None:
    """When nobody may wait outside, a slot is held until the answer is there."""
    pages = Pages({f"http://h{n}/": 0.05 for n in range(20)})

    async def run() -> float:
        polite = PoliteFetcher(pages, Manners(slots=5, patience=0.01, waiting=0))
        began = monotonic()
        await asyncio.gather(*(polite.fetch(url) for url in pages.answers))
        return monotonic() - began

    assert asyncio.run(run()) >= 0.2


ROBOTS = """
User-agent: *
Disallow: /

User-agent: coranto
Disallow: /private
Disallow: /*.pdf$
Allow: /private/open
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/", True), ("/private", False), ("/private/open", True), ("/a.pdf", False), ("/a.pdfx", True)],
)
def test_robots_rules_are_those_written_for_us(path: str, allowed: bool) -> None:
    """Our own group wins over the one for all, the longest rule wins, wildcards and ends count (RFC 9309, 2.2)."""
    pages = Pages({"http://a/robots.txt": ROBOTS})

    async def run() -> bool:
        try:
            await Robots(pages).check("http://a" + path)
        except FetchRefused:
            return False
        return True

    assert asyncio.run(run()) == allowed


@pytest.mark.parametrize(
    ("answer", "allowed"),
    [
        (FetchRefused("answered 404", status=404), True),
        (FetchRefused("answered 403", status=403), True),
        (FetchRefused("answered 429", status=429), False),
        (FetchFailed("answered 503", status=503), False),
        (FetchFailed("connection lost"), False),
        ("<html>no rules here</html>", True),
        ("\x00\xff", True),
        ("User-agent: *\nDisallow: /" + "*a" * 50_000 + "\n", True),
    ],
)
def test_a_site_that_does_not_say(answer: str | CorantoError, allowed: bool) -> None:
    """No robots.txt lets us in; one that cannot be reached does not (RFC 9309, 2.3.1)."""

    async def run() -> bool:
        try:
            await Robots(Pages({"http://a/robots.txt": answer})).check("http://a/" + "a" * 5000)
        except FetchRefused:
            return False
        return True

    assert asyncio.run(run()) == allowed


def test_each_site_is_asked_once_a_day() -> None:
    """Callers wait for one answer; it is kept for a day, a failure for ten minutes."""
    pages = Pages({"http://a/robots.txt": ROBOTS, "http://b/robots.txt": FetchFailed("lost")})
    now = [0.0]

    async def run() -> None:
        robots = Robots(pages, time=lambda: now[0])
        await asyncio.gather(*(robots.check(f"http://a/{n}") for n in range(10)))
        for now[0] in (100.0, 700.0, 90_000.0):
            await robots.check("http://a/")
            with pytest.raises(FetchRefused):
                await robots.check("http://b/")

    asyncio.run(run())
    assert pages.asked.count("http://a/robots.txt") == 2
    assert pages.asked.count("http://b/robots.txt") == 3


def test_a_page_is_fetched_as_its_site_allows() -> None:
    """robots.txt is asked before the page; the guard's refusal is passed on."""
    pages = Pages({"http://a/robots.txt": ROBOTS, "http://a/page": "text"})
    assert asyncio.run(fetch_page("http://a/page", pages)).body == b"text"
    assert pages.asked == ["http://a/robots.txt", "http://a/page"]
    with pytest.raises(FetchRefused, match=r"robots\.txt"):
        asyncio.run(fetch_page("http://a/private", pages))
    with pytest.raises(AddressRefused):
        asyncio.run(fetch_page("http://b/", Pages({"http://b/robots.txt": AddressRefused("inside")})))


def test_a_host_that_hangs_again_and_again_is_left_alone() -> None:
    """After three time-outs in a row what else was meant for it fails at once, and nothing else does."""
    dead = {f"http://dead/{n}": FetchTimedOut("no answer") for n in range(10)}
    pages = Pages({**dead, "http://good/": "x"})

    async def run() -> None:
        polite = PoliteFetcher(pages, Manners(delay=0, hangs=3, rest=0.2))
        for url in dead:
            with pytest.raises(FetchTimedOut):
                await polite.fetch(url)
        assert (await polite.fetch("http://good/")).body == b"x"
        await asyncio.sleep(0.25)
        with pytest.raises(FetchTimedOut):
            await polite.fetch("http://dead/0")

    asyncio.run(run())
    assert pages.asked.count("http://good/") == 1
    assert len(pages.asked) == 5


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_for_a_pause_gets_it(status: int) -> None:
    """Retry-After is for the host: what else was meant for it fails at once, with the time that is left."""
    busy = (FetchRefused if status == 429 else FetchFailed)(f"answered {status}", status=status, retry_after=0.2)
    pages = Pages({"http://busy/0": busy, "http://busy/1": "x", "http://good/": "x"})

    async def run() -> None:
        polite = PoliteFetcher(pages, Manners(delay=0))
        for url in ("http://busy/0", "http://busy/1"):
            with pytest.raises(type(busy)) as caught:
                await polite.fetch(url)
            assert caught.value.status == status
            assert 0 < (caught.value.retry_after or 0) <= 0.2
        await polite.fetch("http://good/")
        await asyncio.sleep(0.25)
        assert (await polite.fetch("http://busy/1")).body == b"x"

    asyncio.run(run())
    assert pages.asked == ["http://busy/0", "http://good/", "http://busy/1"]
