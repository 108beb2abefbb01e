"""A running Coranto: polled, pushed, and stopped."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coranto.app.live import LiveWork
from coranto.app.open import SystemClock
from coranto.app.service import Coranto
from coranto.app.settings import Settings
from coranto.model import Capture, Source
from coranto.pipeline.websub import PUSHED
from coranto.search.fulltext import FullText
from coranto.storage.blobs import FolderBlobs
from coranto.storage.open import open_library
from coranto.text.hashing import source_id
from site_pages import serving_pages

TEXT = "The ferry between Halden and the islands runs again, the harbour office said on Tuesday. " * 20
ITEM = "<item><title>{name}</title><link>http://127.0.0.1/{name}</link><description>{text}</description></item>"


def feed(*names: str) -> bytes:
    items = "".join(ITEM.format(name=name, text=f"{name}. {TEXT}") for name in names)
    return f'<rss version="2.0"><channel><title>The Post</title>{items}</channel></rss>'.encode()


@pytest.fixture
def site() -> Iterator[str]:
    """Give the address of a feed."""
    with serving_pages({"/feed": feed("polled")}) as address:
        yield f"{address}/feed"


@pytest.fixture
def coranto(tmp_path: Path) -> Iterator[Coranto]:
    """Give a Coranto that hubs could reach."""
    settings = Settings(
        library=str(tmp_path), allowed_hosts=("127.0.0.1",), public_url="https://reader.example", delay=0
    )
    derived = tmp_path / "derived"
    made = Coranto(
        settings=settings,
        library=open_library(str(tmp_path)),
        texts=FullText(derived / "texts"),
        blobs=FolderBlobs(derived),
        clock=SystemClock(),
        derived=derived,
    )
    yield made
    made.close()


def until(seen: Callable[[], bool]) -> None:
    """Wait until something is seen, at most a minute."""
    end = time.monotonic() + 60
    while not seen():
        assert time.monotonic() < end, "not seen in time"
        time.sleep(0.05)


def test_what_is_polled_and_what_a_hub_brings_are_taken(site: str, coranto: Coranto) -> None:
    """A feed's articles are there after a while, and so are those of a capture that a hub brought meanwhile."""
    source = Source(id=source_id(site), url=site)
    coranto.library.sources.add(source)
    live = LiveWork(coranto)
    live.start()
    try:
        until(lambda: coranto.library.articles.find("http://127.0.0.1/polled") is not None)
        pushed = Capture(url=site, body=feed("polled", "pushed"), fetched=coranto.clock.now())
        coranto.library.captures.add(pushed, source.id, PUSHED)
        until(lambda: coranto.library.articles.find("http://127.0.0.1/pushed") is not None)
    finally:
        live.stop()
    assert coranto.library.captures.pending(10) == []
