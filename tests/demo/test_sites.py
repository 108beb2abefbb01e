"""The demo's sites answer like the live web."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from http.client import HTTPMessage

import pytest

from coranto.demo import Sites, TrueArticle, start_sites
from coranto.demo.edition import load_publishers
from coranto.demo.sites import RTA
from coranto.feeds.parse import parse_feed

NOW = datetime(2026, 3, 11, 17, 20, tzinfo=UTC)


@pytest.fixture(scope="module")
def sites() -> Iterator[Sites]:
    with start_sites(NOW, port=0) as running:
        yield running


def _get(url: str, **headers: str) -> tuple[int, HTTPMessage, bytes]:
    asked = urllib.request.Request(url, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urllib.request.urlopen(asked, timeout=10) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def _find(sites: Sites, name: str) -> TrueArticle:
    return next(true for true in sites.articles if true.id == name)


def test_every_feed_lists_its_publishers_articles(sites: Sites) -> None:
    """Each of the twelve feeds parses and names each article of its publisher with its address, headline and time."""
    assert len(sites.feeds) == 12
    listed = {}
    for url in sites.feeds:
        for entry in parse_feed(_get(url)[2], url=url).entries:
            listed[entry.url.partition("?")[0]] = (entry.title, entry.published)
    assert listed == {true.article.url: (true.article.title, true.article.published) for true in sites.articles}


def test_every_page_carries_its_article_and_more(sites: Sites) -> None:
    """Each article's page holds its headline and its paragraphs, among furniture that is not the article's."""
    for true in sites.articles:
        status, headers, body = _get(true.article.url)
        page = unescape(body.decode(load_publishers()[true.site].encoding))
        assert status == 200
        assert headers["Content-Type"].startswith("text/html")
        if true.article.kind == "consent":
            assert "Alle akzeptieren" in page
            continue
        text = true.article.text
        assert true.article.title in page
        assert all(text[block.start : block.end] in page for block in true.article.blocks)
        assert len(page) > len(text) + 800


def test_pictures_are_drawn(sites: Sites) -> None:
    """A lead image is a PNG, the same each time."""
    image = next(true.article.image for true in sites.articles if true.article.image)
    status, headers, body = _get(image.url)
    assert (status, headers["Content-Type"], body[:4]) == (200, "image/png", b"\x89PNG")
    assert _get(image.url)[2] == body


def test_a_validator_that_still_holds_costs_no_body(sites: Sites) -> None:
    """A feed asked for again with its ETag, or with its date alone, answers 304 and nothing more."""
    url = sites.feeds[0]
    headers = _get(url)[1]
    assert _get(url, If_None_Match=headers["ETag"])[::2] == (304, b"")
    assert _get(url, If_Modified_Since=headers["Last-Modified"])[::2] == (304, b"")
    assert _get(url, If_None_Match='"other"', If_Modified_Since=headers["Last-Modified"])[0] == 200
    assert _get(url, If_Modified_Since="yesterday")[0] == 200


def test_what_is_not_there_is_not_found(sites: Sites) -> None:
    """An unknown address answers 404."""
    assert _get(sites.feeds[0] + "/nowhere")[0] == 404


def test_the_sitemap_names_the_articles(sites: Sites) -> None:
    """The publisher with a news sitemap lists its articles there as well."""
    (url,) = sites.sitemaps
    page = _get(url)[2].decode()
    own = [true.article.url for true in sites.articles if true.site == "alpenkurier"]
    assert own
    assert all(f"<loc>{address}</loc>" in page for address in own)


def test_an_adult_page_says_so(sites: Sites) -> None:
    """The adult-rated article carries the RTA label in its page and in its headers."""
    (true,) = [true for true in sites.articles if "adult" in true.article.labels]
    _, headers, body = _get(true.article.url)
    assert headers["Rating"] == RTA
    assert RTA in body.decode()


def test_a_correction_changes_page_and_feed() -> None:
    """Once corrections are out, a page shows its second revision, says so, and no old validator holds."""
    with start_sites(NOW, port=0) as sites:
        true = _find(sites, "seventeen-killed-adriatic-ferry")
        before = _get(true.article.url)
        sites.publish_corrections()
        after = _get(true.article.url, If_None_Match=before[1]["ETag"])
        assert "Seventeen people are believed" in before[2].decode()
        assert "Fourteen people are believed" in after[2].decode()
        assert "Correction:" in after[2].decode()
        assert parsedate_to_datetime(after[1]["Last-Modified"]) > parsedate_to_datetime(before[1]["Last-Modified"])
