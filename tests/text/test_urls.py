"""Addresses in their normal form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coranto.text.urls import clean_url, host_of, is_web_url, url_key, without_login


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("HTTPS://News.Example:443/a/../b?utm_source=x&id=3#top", "https://news.example/b?id=3"),
        ("http://user:secret@news.example", "http://news.example/"),
        ("https://news.example/caf\u00e9", "https://news.example/caf%C3%A9"),
        ("https://news.example/a%20b", "https://news.example/a%20b"),
        ("mailto:desk@news.example", "mailto:desk@news.example"),
        ("http://[::1", "http://[::1"),
    ],
)
def test_what_only_tracks_or_decorates_goes(url: str, clean: str) -> None:
    """Tracking parameters, fragments, credentials and default ports are no part of an address."""
    assert clean_url(url) == clean


def test_two_addresses_of_one_page_share_a_key() -> None:
    """Scheme, www and a last slash do not make another page."""
    assert url_key("http://www.news.example/a/?fbclid=1") == url_key("https://news.example/a")


@given(st.text(max_size=80))
def test_no_text_breaks_it(text: str) -> None:
    """Whatever a page calls a link, cleaning it twice is cleaning it once, and nothing raises."""
    for url in (text, "https://news.example/" + text):
        assert clean_url(clean_url(url)) == clean_url(url)
        url_key(url)
        host_of(url)
        is_web_url(url)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://user:pass@site.example:8443/feed?a=1#x", "https://site.example:8443/feed?a=1#x"),
        ("https://a@b@site.example/", "https://site.example/"),
        ("https://site.example/@name?mail=a@b", "https://site.example/@name?mail=a@b"),
        ("/home/me@host/feed.xml", "/home/me@host/feed.xml"),
        ("http://[::1", "http://[::1"),
    ],
)
def test_a_login_is_not_shown(url: str, shown: str) -> None:
    """User name and password go, everything else stays as it is."""
    assert without_login(url) == shown
