from cProfile import Profile

import pytest

from coranto.bench.extract.hostile import HOSTILE, PARAGRAPH
from coranto.extract.dom import MAX_CHARACTERS, MAX_NODES
from coranto.extract.fragment import extract_fragment
from coranto.extract.page import extract_page
from coranto.model import Article, Kind

CALLS_A_NODE = 80
"""Calls, of functions in Python or in C, that the reading of a node may take on the average (the worst takes 52)."""


def read_counted(html: bytes) -> tuple[Article, int]:
    """Return the article, and how many calls its reading took: the same on every machine, unlike its time."""
    profile = Profile(builtins=True)
    article = profile.runcall(extract_page, html, url="https://example.org/")
    return article, sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_is_read_with_bounded_work(name: str) -> None:
    """No page raises, whatever its size the calls made are bounded, and so is what comes out (bench: the time)."""
    article, calls = read_counted(HOSTILE[name])
    assert calls < CALLS_A_NODE * MAX_NODES
    assert len(article.text) <= MAX_CHARACTERS
    assert len(article.title) <= 400


@pytest.mark.parametrize("name", ["50 MB of paragraphs", "a million links"])
def test_work_grows_with_the_page(name: str) -> None:
    """Twice the page takes at most about twice the calls."""
    _, half = read_counted(HOSTILE[name][:100_000])
    _, whole = read_counted(HOSTILE[name][:200_000])
    assert whole < 2.5 * half


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "x-user-defined", "idna", "\x00", "a" * 5_000])
def test_a_header_may_say_anything(charset: str) -> None:
    """A wrong or unknown charset in the header does not stop the reading."""
    article = extract_page((PARAGRAPH * 9).encode(), content_type=f"text/html; charset={charset}")
    assert article.text.startswith("The council voted")


@pytest.mark.parametrize(
    "url", ["", "http://[", "//[x]y/", "https://example.org:99999999/?q=[", "\x00", "http://\u2100/"]
)
@pytest.mark.parametrize("image", ["//[", "http://[::1", "https://a.example:99999999/i.jpg", "//[v1.x]/i.jpg"])
def test_an_address_may_be_none(url: str, image: str) -> None:
    """Neither the page's own address nor one in it has to be one (found by fuzzing)."""
    article = extract_page(f'<meta property="og:image" content="{image}">{PARAGRAPH * 9}', url=url)
    assert article.text.startswith("The council voted")


def test_an_empty_page_is_empty() -> None:
    """Nothing in, nothing out."""
    assert extract_page(b"").kind is Kind.EMPTY
    assert extract_fragment("") == ("", ())


def test_markup_in_text_stays_text() -> None:
    """Escaped markup comes out as the characters it stands for, scripts do not come out at all."""
    text, _ = extract_fragment("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p><script>alert(2)</script>")
    assert text == "<script>alert(1)</script>"
