"""Anything that holds news is taken apart."""

from __future__ import annotations

import gzip
import io
import zipfile
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from coranto.errors import CorantoError
from coranto.model import Article, ArticleId, Capture, Source, SourceId
from coranto.pipeline.intake import Found, Intake, PageWanted
from coranto.ports.library import NewArticle

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
PARAGRAPH = "The ferry Sveti Rok ran aground off the island on Monday morning, the harbour master said. "
PAGE = f"""<html><head><title>Ferry aground</title><link rel="canonical" href="https://post.example/ferry"></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Ferry aground off the island</h1>
{"".join(f"<p>{number} {PARAGRAPH * 3}</p>" for number in range(6))}</article></body></html>""".encode()


def feed(*items: str) -> bytes:
    channel = f"<title>The Post</title><link>https://post.example/</link>{''.join(items)}"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{channel}</channel></rss>'.encode()


def item(name: str, description: str) -> str:
    link = f"<link>https://post.example/{name}</link>"
    return f"<item><title>{name}</title>{link}<description>{description}</description></item>"


def opened(body: bytes, url: str = "https://post.example/x", **given: object) -> list[Found]:
    known = {"https://post.example/known": ArticleId("known")}
    intake = Intake(known.get, max_bytes=1_000_000, **given)  # type: ignore[arg-type]
    return list(intake.open(Capture(url=url, body=body, fetched=NOW)))


def one(body: bytes, url: str = "https://post.example/x", **given: object) -> NewArticle:
    (found,) = opened(body, url, **given)
    assert isinstance(found, NewArticle), found
    return found


def refusal(body: bytes, url: str = "https://post.example/x") -> CorantoError:
    (found,) = opened(body, url)
    assert isinstance(found, CorantoError)
    return found


def test_a_page_is_an_article_at_its_addresses() -> None:
    """Both the address that was asked for and the one the page names lead to it."""
    found = one(PAGE, "https://post.example/ferry?utm_source=x")
    assert found.article.title == "Ferry aground off the island"
    assert "Home" not in found.article.text
    assert "https://post.example/ferry?utm_source=x" in found.addresses


def test_a_page_may_not_speak_for_another_site() -> None:
    """A canonical address on another host would let one site overwrite another's article."""
    found = one(PAGE, "https://evil.example/copy")
    assert found.addresses == ("https://evil.example/copy",)
    assert found.id != one(PAGE, "https://post.example/ferry").id
    assert found.article.original.startswith("https://post.example/ferry")


def test_an_article_keeps_its_id() -> None:
    """One whose address leads to an article already is that article."""
    assert one(PAGE, "https://post.example/known").id == "known"


def test_a_feed_gives_whole_articles_and_pages_to_fetch() -> None:
    """Short entries want their page, with what the feed said of it; full ones do not."""
    found = opened(feed(item("long", PARAGRAPH * 15), item("short", "The ferry ran aground.")))
    whole, wanted = found
    assert isinstance(whole, NewArticle)
    assert (whole.article.title, whole.article.publisher) == ("long", "The Post")
    assert isinstance(wanted, PageWanted)
    assert wanted.entry is not None
    assert (wanted.url, wanted.entry.text) == ("https://post.example/short", "The ferry ran aground.")


def test_a_source_says_what_its_articles_are() -> None:
    """An adult source rates its articles; one known to carry full text needs no pages."""
    source = Source(id=SourceId("s"), url="https://post.example/feed", adult=True, full_text=True)
    found = one(feed(item("short", "The ferry ran aground.")), source=source)
    assert (found.source, found.article.labels) == ("s", ("adult",))


def test_a_page_that_is_none_falls_back_on_its_feed() -> None:
    """What the feed said is taken where the page gives nothing; without a feed the page is refused with the reason."""
    empty = b"<html><head><title>x</title></head><body></body></html>"
    (wanted,) = opened(feed(item("short", "The ferry ran aground.")))
    assert isinstance(wanted, PageWanted)
    intake = Intake(lambda _: None, max_bytes=1_000_000)
    (found,) = intake.open(Capture(url=wanted.url, body=empty, fetched=NOW, entry=wanted.entry))
    assert isinstance(found, NewArticle)
    assert found.article.text == "The ferry ran aground."
    assert refusal(empty).code == "no-article"


def test_a_list_of_articles_is_no_article_for_its_summary_in_a_feed() -> None:
    """Of a list only an entry with a whole text is taken: feeds name dossiers and round-ups with a line of summary."""
    cards = "".join(
        f'<article><h2><a href="/n/{n}">Ferry talks enter round {n} as owners meet the union</a></h2></article>'
        for n in range(40)
    )
    page = f"<html><head><meta property='og:type' content='website'></head><body><main>{cards}</main></body></html>"
    intake = Intake(lambda _: None, max_bytes=1_000_000)
    url = "https://post.example/ferries/"
    for text, kind in (("All our reports.", CorantoError), (PARAGRAPH * 15, NewArticle)):
        (found,) = intake.open(Capture(url=url, body=page.encode(), fetched=NOW, entry=Article(title="x", text=text)))
        assert isinstance(found, kind)


def test_a_headline_that_is_none_gives_way_to_the_feeds() -> None:
    """A page that shows its own name as a headline is told by its feed; a headline that says the same stays."""
    body = PAGE.replace(b"<h1>Ferry aground off the island</h1>", b"<h1>The Post</h1>")
    told = Article(title="Ferry runs aground", url="https://post.example/ferry")
    intake = Intake(lambda _: None, max_bytes=1_000_000)
    for html, title in ((body, "Ferry runs aground"), (PAGE, "Ferry aground off the island")):
        (found,) = intake.open(Capture(url=told.url, body=html, fetched=NOW, entry=told))
        assert isinstance(found, NewArticle)
        assert found.article.title == title


def test_article_lines_come_back_as_they_were() -> None:
    """A line that cannot be used is told with its number; the rest goes on."""
    lines = [{"title": "A", "text": "Text.", "url": "https://post.example/a"}, [1], {"title": 7}, {"text": "B."}]
    found = opened(b"\n".join(map(msgspec.json.encode, lines)), "lines.jsonl")
    assert [f.article.text if isinstance(f, NewArticle) else str(f).split(":")[0] for f in found] == [
        "Text.",
        "lines.jsonl, line 2",
        "lines.jsonl, line 3",
        "B.",
    ]


def test_a_pasted_page_counts_back_from_its_reference() -> None:
    """Ages become times against the time that the page was read at."""
    text = (
        "Ferry aground\nBy Ann Lee\n"
        + PARAGRAPH * 4
        + "\nRelated Articles\n\nBote\n2 hours ago\n- Bote\nOther\n"
        + PARAGRAPH * 4
    )
    found = opened(text.encode(), "paste.txt", reference=NOW - timedelta(days=1))
    articles = [f.article for f in found if isinstance(f, NewArticle)]
    assert [a.title for a in articles] == ["Ferry aground", "Other"]
    assert articles[1].published == NOW - timedelta(days=1, hours=2)


def test_packed_things_are_unpacked() -> None:
    """Gzip in zip is still a page; each member is told from its content."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("a/page.bin", gzip.compress(PAGE))
        file.writestr("a/noise.html", b"\x00\x01\x02" * 100)
    found = opened(packed.getvalue(), "pages.zip")
    assert sorted(type(f).__name__ for f in found) == ["NewArticle", "UnreadableInput"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02\x03" * 50, "unreadable"),
        (gzip.compress(PAGE)[:-20], "unreadable"),
        (gzip.compress(b"a" * 2_000_000), "too-large"),
        (b"a" * 1_000_001, "too-large"),
        (PAGE[:40], "no-article"),
        (b'<rss version="2.0"><channel>', "empty"),
    ],
)
def test_what_cannot_be_used_is_one_clear_error(body: bytes, code: str) -> None:
    """It says what and where; nothing is raised."""
    error = refusal(body)
    assert (error.code, "post.example" in error.where) == (code, True)


def test_nested_archives_end() -> None:
    """A gzip of a gzip of a gzip ... stops at a depth, not at a crash."""
    body = PAGE
    for _ in range(8):
        body = gzip.compress(body)
    assert "deep" in refusal(body).message
