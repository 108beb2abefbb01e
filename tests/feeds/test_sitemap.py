"""Sitemaps."""

import gzip
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coranto.errors import CorantoError, InputTooLarge, UnreadableInput
from coranto.feeds import sitemap
from coranto.feeds.sitemap import SitemapEntry, read_sitemap

NEWS = b"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://courier.example/a?x=1&amp;y=2 </loc>
 <news:news><news:publication><news:name>Courier</news:name><news:language>en</news:language></news:publication>
 <news:publication_date>2026-03-03T08:00:00Z</news:publication_date><news:title>Bridge &amp; tunnel</news:title>
 <news:keywords>traffic, Bridge</news:keywords></news:news>
 <image:image><image:loc>/a.jpg</image:loc></image:image></url>
<url><loc>javascript:alert(1)</loc></url>
<url><loc>/b</loc><lastmod>2026-03-02</lastmod></url>
</urlset>"""
URL = "https://courier.example/news.xml"


def test_the_news_extension_is_read() -> None:
    """An entry has the publisher's date, title, language, keywords and picture; without them the last change."""
    found = read_sitemap(NEWS, url=URL)
    assert found.entries == (
        SitemapEntry(
            url="https://courier.example/a?x=1&y=2",
            published=datetime(2026, 3, 3, 8, tzinfo=UTC),
            title="Bridge & tunnel",
            language="en",
            publisher="Courier",
            keywords=("traffic", "Bridge"),
            image="https://courier.example/a.jpg",
        ),
        SitemapEntry(url="https://courier.example/b", published=datetime(2026, 3, 2, tzinfo=UTC)),
    )


def test_an_index_names_its_sitemaps() -> None:
    """A sitemap index gives sitemaps, not entries."""
    index = b"<sitemapindex><sitemap><loc>https://courier.example/1.xml.gz</loc></sitemap></sitemapindex>"
    assert read_sitemap(index, url=URL).sitemaps == ("https://courier.example/1.xml.gz",)


def test_gzip_and_plain_lines_are_read() -> None:
    """A gzipped sitemap is read, and so is a list of addresses, one a line."""
    assert read_sitemap(gzip.compress(NEWS), url=URL) == read_sitemap(NEWS, url=URL)
    assert [e.url for e in read_sitemap(b"https://a.example/1\nno\nhttps://a.example/2\n", url=URL).entries] == [
        "https://a.example/1",
        "https://a.example/2",
    ]


def test_bombs_and_other_kinds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """What unpacks to more than the bound, and what is no sitemap, is refused."""
    monkeypatch.setattr(sitemap, "MAX_BYTES", 10_000)
    with pytest.raises(InputTooLarge):
        read_sitemap(gzip.compress(b" " * 20_000), url=URL)
    with pytest.raises(UnreadableInput):
        read_sitemap(b"<rss><channel/></rss>", url=URL)


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_break_it(data: bytes) -> None:
    """Any bytes give a sitemap or one of our errors."""
    for given_ in (data, NEWS[:400] + data, gzip.compress(NEWS)[:100] + data):
        with suppress(CorantoError):
            read_sitemap(given_, url=URL)
