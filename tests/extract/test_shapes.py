"""Pages of the shapes that news sites give to what is no article, with sentences of no meaning."""

import json
from collections.abc import Iterator
from itertools import count

import pytest

from coranto.extract.page import extract_page
from coranto.model import Kind

SENTENCE = "The council of Halden voted on Tuesday to rebuild the bridge that the flood number {} had taken away."
HEADLINE = "Bridge number {} over the Halden to be rebuilt"
ARTICLE = '<meta property="og:type" content="article">'
WEBSITE = '<meta property="og:type" content="website">'


def told(*objects: object) -> str:
    """Return structured data."""
    return "".join(f'<script type="application/ld+json">{json.dumps(value)}</script>' for value in objects)


def words(number: int, length: int = 1) -> str:
    """Return so many sentences."""
    return " ".join(SENTENCE.format(number + place) for place in range(length))


def paragraphs(number: int, length: int = 2) -> str:
    """Return so many paragraphs of three sentences."""
    return "".join(f"<p>{words(100 * number + place, 3)}</p>" for place in range(length))


def link(number: int) -> str:
    """Return a linked headline."""
    return f"<a href='/2026/05/{number}-bridge'>{HEADLINE.format(number)}</a>"


def page(title: str, inner: str, head: str = "") -> str:
    """Return a page of a site."""
    return (
        f"<html lang=en><head><title>{title}</title>{head}</head><body><header><nav><a href='/'>Home</a></nav></header>"
        f"<main>{inner}</main><footer><p>© 2026 Paper</p></footer></body></html>"
    )


def many(form: str, length: int, *, clock: Iterator[int] | None = None) -> str:
    """Return so many of something; ``{link}``, ``{lead}``, ``{text}``, ``{hour}`` and ``{number}`` are filled in."""
    hours = clock or count(0)
    return "".join(
        form.format(
            link=link(number),
            lead=words(number),
            text=paragraphs(number),
            number=number,
            hour=f"{22 - next(hours):02d}",
        )
        for number in range(length)
    )


TIME = "<time datetime='2026-05-03T{hour}:00:00Z'></time>"
CARDS = "<article><h3>{link}</h3><p>{lead}</p></article>"
ARTICLES = [{"@type": "NewsArticle", "headline": HEADLINE.format(number)} for number in range(9)]
ITEMS = {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": item} for item in ARTICLES]}
SHAPES = {
    "home page that tells its articles": (Kind.INDEX, "/", page("Paper", many(CARDS, 30), told(*ARTICLES))),
    "home page that tells a list": (Kind.INDEX, "/", page("Paper", many(CARDS, 30), told(ITEMS))),
    "home page of a blog": (Kind.INDEX, "/", page("Blog", many("<article><h2>{link}</h2>{text}</article>", 12))),
    "section": (Kind.INDEX, "/politics", page("Politics", many(CARDS, 24), WEBSITE)),
    "section below a section": (Kind.INDEX, "/news/local/council", page("Council", many(CARDS, 24))),
    "author of two names": (
        Kind.INDEX, "/author/jane-marie-roe", page("Jane Roe", f"<p>{words(1, 5)}</p>{many(CARDS, 15)}"),
    ),
    "topic of many words": (Kind.INDEX, "/tag/flood-relief-fund-2026", page("Flood relief fund", many(CARDS, 15))),
    "topic told as an article": (
        Kind.INDEX, "/tag/floods", page("Floods", many("<li>{link}</li>", 20), ARTICLE),
    ),
    "days of a month": (Kind.INDEX, "/2026/05/", page("May 2026", many("<li>{link}</li>", 40))),
    "results of a search": (Kind.INDEX, "/find-it?query=bridge", page("Results", many(CARDS, 15))),
    "episodes of a podcast": (
        Kind.INDEX, "/podcasts/the-tide", page("The Tide", f"<p>{words(1, 3)}</p>{many(CARDS, 20)}"),
    ),
    "news in order of time": (
        Kind.INDEX, "/news/",
        page("News ticker", many(f"<div>{TIME}<h3>{{link}}</h3><p>{{lead}}</p></div>", 20)),
    ),
    "gallery told as an article": (
        Kind.GALLERY, "/news/flood-in-pictures",
        page("Flood in pictures", many("<div><img src={number}.jpg><div>{lead}</div></div>", 9), told(ARTICLES[0])),
    ),
    "gallery without captions": (
        Kind.GALLERY, "/gallery/flood-hits-town", page("Photos: the flood", many("<img src={number}.jpg>", 14)),
    ),
    "gallery a picture a page": (
        Kind.GALLERY, "/photos/flood-hits-town",
        page("Photos: the flood", f"<figure><img src=1.jpg><figcaption>{words(1)}</figcaption></figure><p>1 of 24</p>"),
    ),
    "film among teasers": (
        Kind.VIDEO, "/news/flood-hits-town",
        page("The flood", f"<h1>The flood</h1><video-js data-video-id=3></video-js><p>{words(1)}</p>{many(CARDS, 10)}",
             told({"@type": "VideoObject", "name": "The flood"})),
    ),
    "film with what is said in it": (
        Kind.ARTICLE, "/video/flood-hits-town",
        page("Watch: the flood", f"<h1>Watch: the flood</h1><video src=v.mp4></video>{paragraphs(1, 9)}"),
    ),
    "comments, the newest first": (
        Kind.ARTICLE, "/bridge-reopens",
        page("Bridge reopens", f"<article><h1>Bridge reopens</h1>{paragraphs(1, 6)}</article><section class=comments>"
             + many(f"<div class=comment>{TIME}<p>{{lead}}</p></div>", 12) + "</section>"),
    ),
    "drawn by scripts": (
        Kind.EMPTY, "/a-story-about-a-bridge",
        page("Bridge reopens", "<noscript>You need to enable JavaScript to run this.</noscript><div id=root></div>"),
    ),
    "drawn by scripts, with a word on cookies": (
        Kind.EMPTY, "/a-story-about-a-bridge",
        page("Bridge reopens", "<div id=root></div><p>This site uses cookies to serve you.</p><button>OK</button>"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_a_page_is_told_by_its_shape(name: str) -> None:
    """Lists, galleries and films are told by how they are built, whatever their words."""
    kind, path, html = SHAPES[name]
    assert extract_page(html, url=f"https://paper.example{path}").kind is kind
