"""Podcasts: what is in them, who gets which, and the sound behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlparse
from xml.etree import ElementTree as Xml

import pytest

from coranto.app.accounts import Accounts
from coranto.app.limits import RateLimits
from coranto.app.service import Coranto
from coranto.web.site import make_site
from newsroom import STORY, Browser, StillClock, running

ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"


@dataclass
class Voice:
    """An engine that is quick and counts what it says."""

    said: list[tuple[str, str]] = field(default_factory=list)
    name: str = "voice"
    media_type: str = "audio/mpeg"

    def speak(self, text: str, language: str) -> bytes:
        self.said.append((text, language))
        return bytes(range(200))


@pytest.fixture
def voice() -> Voice:
    return Voice()


@pytest.fixture
def coranto(tmp_path: Path, clock: StillClock, voice: Voice) -> Iterator[Coranto]:
    """Give a Coranto that can speak."""
    with running(tmp_path, clock) as made:
        yield replace(made, speaker=voice)


def episodes(feed: str) -> list[Xml.Element]:
    return Xml.fromstring(feed).findall("channel/item")


def sound_of(item: Xml.Element) -> str:
    enclosure = item.find("enclosure")
    assert enclosure is not None
    return urlparse(enclosure.attrib["url"]).path


def test_the_front_page_is_a_podcast(visitor: Browser) -> None:
    """One episode a story, with what podcast apps need."""
    feed = Xml.fromstring(visitor.get("/podcast.xml"))
    item = feed.findall("channel/item")[0]
    assert feed.findtext("channel/language") == "en"
    assert feed.find(f"channel/{ITUNES}category") is not None
    cover = feed.find(f"channel/{ITUNES}image")
    assert cover is not None
    assert visitor.client.get(cover.attrib["href"]).content.startswith(b"\x89PNG")
    assert item.findtext("title") == "Halden bridge reopens"
    enclosure = item.find("enclosure")
    assert enclosure is not None
    assert enclosure.attrib["type"] == "audio/mpeg"
    assert int(enclosure.attrib["length"]) > 0
    assert int(item.findtext(f"{ITUNES}duration") or 0) > 0


def test_sound_is_made_once_and_served_in_ranges(visitor: Browser, voice: Voice) -> None:
    """The article is read when first asked for; after that ranges come from what was kept."""
    address = sound_of(episodes(visitor.get(f"/story/{STORY}/podcast.xml"))[-1])
    whole = visitor.client.get(address)
    assert (whole.status_code, whole.content, whole.headers["accept-ranges"]) == (200, bytes(range(200)), "bytes")
    for asked, status, content in (
        ("bytes=0-9", 206, bytes(range(10))),
        ("bytes=190-", 206, bytes(range(190, 200))),
        ("bytes=-5", 206, bytes(range(195, 200))),
        ("bytes=150-900", 206, bytes(range(150, 200))),
        ("bytes=200-", 416, b""),
        ("bytes=0-1,5-6", 200, bytes(range(200))),
        ("lines=1-2", 200, bytes(range(200))),
    ):
        answer = visitor.client.get(address, headers={"range": asked})
        assert (answer.status_code, answer.content) == (status, content), asked
    changed = visitor.client.get(address, headers={"range": "bytes=0-9", "if-range": '"another"'})
    assert changed.status_code == 200
    assert len(voice.said) == 1
    assert voice.said[0][1] == "en"
    assert voice.said[0][0].startswith("Halden bridge reopens.") or "Halden" in voice.said[0][0]


def test_only_addresses_of_ours_are_spoken(visitor: Browser, voice: Voice) -> None:
    """Nobody can have the machine read what no podcast named."""
    visitor.get("/audio/0123456789abcdef0123456789abcdef/post-1.mp3", 404)
    assert voice.said == []


def test_a_reader_has_a_podcast_of_what_is_followed(
    person: Callable[..., Browser], visitor: Browser, coranto: Coranto, clock: StillClock
) -> None:
    """The address in the settings works without signing in, is wrong for anyone else, and ends with the password."""
    bob = person("Bob")
    bob.post(f"/story/{STORY}", "/follow", kind="story", key=STORY, on="1", back="/")
    reader = coranto.library.readers.by_name("Bob")
    assert reader is not None
    accounts = Accounts(coranto.library, clock)
    address = f"/podcast/{accounts.feed_token(reader[0])}.xml"
    assert address in bob.get("/settings")
    feed = visitor.get(address)
    assert [item.findtext("title") for item in episodes(feed)] == ["Halden bridge reopens"]
    assert Xml.fromstring(feed).findtext(f"channel/{ITUNES}block") == "Yes"
    visitor.get(address.replace(".xml", "0.xml"), 404)
    visitor.get("/podcast/nobody.0.xml", 404)
    accounts.change_password(reader[0], "", "a long new password")
    visitor.get(address, 404)


def test_safe_reading_holds_in_podcasts(visitor: Browser) -> None:
    """What is rated adult is in no podcast of someone who reads safely."""
    assert "Velvet" not in visitor.get("/podcast.xml")


def test_without_an_engine_podcasts_say_so(tmp_path: Path, clock: StillClock) -> None:
    """Where no engine is installed, nothing links to podcasts and their address says what to do."""
    with running(tmp_path / "mute", clock) as mute:
        visitor = Browser(make_site(mute, RateLimits({})))
        assert "podcast" not in visitor.get("/")
        assert "espeak-ng" in visitor.get("/podcast.xml", 503)


def test_pages_link_to_podcasts(visitor: Browser) -> None:
    """The front page and a story's page name their podcast."""
    assert '<link rel="alternate" type="application/rss+xml" href="/podcast.xml"' in visitor.get("/")
    assert f"/story/{STORY}/podcast.xml" in visitor.get(f"/story/{STORY}")
