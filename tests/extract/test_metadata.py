"""What a page says of its article beside the body."""

import json
import time
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coranto.extract.dom import parse_page
from coranto.extract.metadata import PageMetadata, read_metadata
from coranto.extract.metadata.captions import split_credit
from coranto.extract.page import extract_page
from coranto.model import Credit, Dateline

URL = "https://haldenpost.example/news/2026/11/20/ferry-strike-ends"
BODY = "".join(
    f"<p>Crews in Halden voted to end a strike, the union said in statement number {n}.</p>" for n in range(9)
)


def read(head: str = "", body: str = BODY, url: str = URL) -> PageMetadata:
    page = f"<!doctype html><html lang=en><head>{head}</head><body><main><article>{body}</article></main></body></html>"
    return read_metadata(parse_page(page, url=url))


def linked(**thing: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **thing})}</script>'


def test_structured_data_is_read_whole() -> None:
    """JSON-LD gives headline, people, times with zone, publisher, section, keywords, image and price."""
    found = read(
        linked(
            headline="Ferry strike ends",
            author=[{"@type": "Person", "name": "Ada Lind"}, {"@type": "Person", "name": "Bo Ek"}],
            datePublished="2026-11-20T10:30:00+01:00",
            dateModified="2026-11-20T12:00:00+01:00",
            publisher={"@type": "NewsMediaOrganization", "name": "Halden Post"},
            articleSection=["Region", "Sea"],
            keywords="Ferry, Strike, tag:Halden",
            image={"@type": "ImageObject", "url": "/img/ferry-at-quay.jpg", "caption": "The quay."},
            isAccessibleForFree="False",
            articleBody="Crews voted.",
        ),
        "<h1>Ferry strike ends</h1>" + BODY,
    )
    zone = timezone(timedelta(hours=1))
    assert (found.title, found.authors, found.publisher) == ("Ferry strike ends", ("Ada Lind", "Bo Ek"), "Halden Post")
    assert found.published == datetime(2026, 11, 20, 10, 30, tzinfo=zone)
    assert found.published.utcoffset() == timedelta(hours=1)
    assert found.modified == datetime(2026, 11, 20, 12, 0, tzinfo=zone)
    assert (found.section, found.keywords) == ("Region", ("Ferry", "Strike", "Halden"))
    assert found.image is not None
    assert (found.image.url, found.image.caption) == ("https://haldenpost.example/img/ferry-at-quay.jpg", "The quay.")
    assert (found.free, found.declared_body, found.headline) == (False, "Crews voted.", 0)


def test_authors_by_reference_are_resolved() -> None:
    """An author may be named elsewhere in the graph (``@id``)."""
    graph = {
        "@graph": [
            {"@type": "Person", "@id": "#ada", "name": "Ada Lind"},
            {"@type": "NewsArticle", "headline": "Ferry strike ends", "author": {"@id": "#ada"}},
        ]
    }
    assert read(f'<script type="application/ld+json">{json.dumps(graph)}</script>').authors == ("Ada Lind",)


@pytest.mark.parametrize(
    ("byline", "people"),
    [
        ('<p class="byline">By <a href="/a">Ada Lind</a> and Bo Ek</p>', ("Ada Lind", "Bo Ek")),
        ("<p>Von Anna Müller, Berlin</p>", ("Anna Müller",)),
        ('<div class="author">By Staff</div>', ()),
        ('<span class="autor">Иван Петров</span>', ("Иван Петров",)),
        ("<div>Veröffentlicht am 20.11.2026 09:23 | von Gundula Pfeiffenroth</div>", ("Gundula Pfeiffenroth",)),
    ],
)
def test_the_byline_that_readers_see_is_read(byline: str, people: tuple[str, ...]) -> None:
    """Where no data names the authors the visible byline does."""
    assert read(body=f"<h1>Ferry strike ends after nine days</h1>{byline}{BODY}").authors == people


def test_an_author_may_be_told_in_two_parts() -> None:
    """A person without a name is called by given name and surname."""
    person = {"@type": "Person", "givenName": "Ada", "familyName": "Lind"}
    assert read(linked(headline="Ferry strike ends", author=[person])).authors == ("Ada Lind",)


@pytest.mark.parametrize(
    ("body", "people"),
    [
        ("<p>Krystyna</p><h1>Apps compared for learners</h1>{}<p>Krystyna</p>", ("Krystyna",)),
        ("<h1>Ferry strike ends</h1>{}<p>Alban Brooke</p><p>Alban Brooke is a reporter of the Halden Post and knows "
         "every ferry of the coast.</p>", ("Alban Brooke",)),
        ("<h1>Ferry strike ends</h1><p>In This Article</p><p>Brain Imaging</p>{}", ()),
    ],
)  # fmt: skip
def test_who_signs_without_a_mark_is_told_by_the_page(body: str, people: tuple[str, ...]) -> None:
    """A first name that stands alone twice, and a name with a note on the author, sign; capitals alone do not."""
    text = BODY.replace("statement", "statement on brain imaging and this article of")
    assert read(body=body.format(text)).authors == people


def test_one_person_declared_and_shown_settles_it() -> None:
    """Bylines of other articles further down, and people who are only named, cannot change the answer."""
    head = linked(headline="Ferry strike ends", author={"@type": "Person", "name": "Ada Lind"})
    others = "".join(f'<div class="teaser"><p class="byline">By Bo Ek {n}</p></div>' for n in range(9))
    body = f'<h1>Ferry strike ends</h1><p class="byline">By Ada Lind</p>{BODY}{others}'
    assert read(head, body).authors == ("Ada Lind",)


def test_the_site_is_no_author_beside_a_person() -> None:
    """Data that names the paper as author yields to a person's byline."""
    head = '<meta property="og:site_name" content="Halden Post">' + linked(
        headline="Ferry strike ends", author={"@type": "Organization", "name": "Halden Post"}
    )
    assert read(head, f'<h1>Ferry strike ends</h1><p class="byline">By Ada Lind</p>{BODY}').authors == ("Ada Lind",)


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ('<meta property="article:published_time" content="2026-11-20T10:30:00Z">', "", datetime(2026, 11, 20, 10, 30)),
        ("", '<time datetime="2026-11-20T10:30">yesterday</time>', datetime(2026, 11, 20, 10, 30)),
        ("", "<p>Stand: 20.11.2026, 10.30 Uhr</p>", datetime(2026, 11, 20, 10, 30)),
        ("", "<p>Publié le 20 novembre 2026 à 10h30</p>", datetime(2026, 11, 20, 10, 30)),
        ("", "<p>2026年11月20日 10:30</p>", datetime(2026, 11, 20, 10, 30)),
        ("", "", datetime(2026, 11, 20)),
    ],
)
def test_the_day_is_found_in_data_markup_text_or_address(head: str, body: str, expected: datetime) -> None:
    """The most precise time of the believed day is kept."""
    found = read(head, f"<h1>Ferry strike ends after nine days</h1>{body}{BODY}").published
    assert found is not None
    assert found.replace(tzinfo=None) == expected


def test_a_day_after_the_reference_is_refused() -> None:
    """The future was not published yet."""
    head = '<meta property="article:published_time" content="2027-01-01T00:00:00Z">'
    page = parse_page(f"<html><head>{head}</head><body>{BODY}</body></html>")
    assert read_metadata(page, reference=datetime(2026, 11, 24, tzinfo=UTC)).published is None


@pytest.mark.parametrize(
    ("head", "agency"),
    [
        ('<link rel=canonical href="https://www.reuters.com/world/ferry">', "Reuters"),
        ('<meta name="syndication-source" content="https://apnews.com/x">', "AP"),
        (linked(headline="x y z", sourceOrganization={"name": "Agence France-Presse"}), "AFP"),
        (linked(headline="x y z", author={"@type": "Organization", "name": "The Associated Press"}), "AP"),
        ("", ""),
    ],
)
def test_whose_text_it_is_where_the_page_says_so(head: str, agency: str) -> None:
    """Page of paper A, text of agency B: from links, declared sources and structured data."""
    assert read('<meta property="og:site_name" content="Halden Post">' + head).agency == agency


def test_the_title_is_freed_of_the_site() -> None:
    """``Site | Headline`` and ``Headline - Site`` give the headline, and the site is the publisher."""
    for title in ("Halden Post | Ferry strike ends after nine days", "Ferry strike ends after nine days - Halden Post"):
        found = read(
            f"<title>{title}</title>",
            f"<div>Halden Post</div><div class=title>Ferry strike ends after nine days</div>{BODY}",
        )
        assert (found.title, found.publisher) == ("Ferry strike ends after nine days", "Halden Post")


@pytest.mark.parametrize(
    ("head", "labels"),
    [
        ('<meta name="rating" content="RTA-5042-1996-1400-1577-RTA">', ("adult",)),
        ('<meta name="rating" content="adult">', ("adult",)),
        (linked(headline="x", isFamilyFriendly=False), ("adult",)),
        ('<meta property="article:section" content="Opinion">', ("opinion",)),
        ('<meta name="rating" content="general">', ()),
    ],
)
def test_the_publishers_own_rating_is_kept(head: str, labels: tuple[str, ...]) -> None:
    """RTA label, rating and schema.org say that a page is for adults; the section that it is opinion."""
    assert read(head).labels == labels


@pytest.mark.parametrize(
    ("caption", "parts"),
    [
        ("The harbour. Photo: Ann Lee/AFP", ("The harbour.", "Ann Lee/AFP")),
        ("Der Hafen. (Bild: Tobias Költzsch/Golem.de)", ("Der Hafen.", "Tobias Költzsch/Golem.de")),
        ("In Windham, N.H. (Robert F. Bukaty / AP)", ("In Windham, N.H.", "Robert F. Bukaty / AP")),
        ("Minister speaks. REUTERS/Jane Doe", ("Minister speaks.", "REUTERS/Jane Doe")),
        ("Candles on the quay. Meridian/Petar Lukavec", ("Candles on the quay.", "Meridian/Petar Lukavec")),
        ("One. Two and/or three people came", ("One. Two and/or three people came", "")),
        ("© Ann Lee / dpa", ("", "Ann Lee / dpa")),
    ],
)
def test_the_credit_is_split_from_the_caption(caption: str, parts: tuple[str, str]) -> None:
    """Who took the picture, without the word for it."""
    assert split_credit(caption) == parts


def test_a_picture_without_words_below_has_no_caption() -> None:
    """An empty ``figcaption`` says nothing, and breaks nothing."""
    head = '<meta property="og:image" content="https://haldenpost.example/img/ferry-at-quay.jpg">'
    figure = '<figure><img src="/img/ferry-at-quay.jpg"><figcaption></figcaption></figure>'
    image = read(head, BODY + figure).image
    assert image is not None
    assert (image.url, image.caption) == ("https://haldenpost.example/img/ferry-at-quay.jpg", "")


def test_body_and_parts_become_an_article() -> None:
    """Dateline and credit line leave the body, and the blocks lie over what is left."""
    body = (
        "<h1>Ferry strike ends after nine days</h1><p>HALDEN (AP) — Crews in Halden voted on Friday to end it.</p>"
        + BODY
        + "<p>(Reporting by Ada Lind; Editing by Cy Day)</p>"
    )
    article = extract_page(f"<html lang=en><body><main><article>{body}</article></main></body></html>", url=URL)
    assert article.dateline == Dateline("HALDEN", "AP")
    assert article.credits == (Credit("Reporting", ("Ada Lind",)), Credit("Editing", ("Cy Day",)))
    assert article.agency == "AP"
    assert article.language == "en"
    assert article.text.startswith("Crews in Halden voted on Friday")
    assert "Reporting by" not in article.text
    assert all(article.text[block.start : block.end].strip() for block in article.blocks)


HOSTILE = [
    '{"@type":"NewsArticle","headline":NaN,"author":Infinity,"datePublished":-1e999}',
    '{"@type":"NewsArticle","author":' + "[" * 10_000 + "]" * 10_000 + "}",
    '{"@type":"NewsArticle","author":{"name":' * 5_000 + "1" + "}}" * 5_000,
    '{"@type":["NewsArticle",7,null,{"a":1}],"headline":{"@value":[[[["x"]]]]},"image":[null,[],{},0]}',
    '{"@type":"NewsArticle","keywords":"' + "a," * 500_000 + '"}',
    "[" + '{"@type":"NewsArticle","author":"A B","headline":"x"},' * 20_000 + "{}]",
    '{"@type":"NewsArticle","author":{"@id":"#a"},"@id":"#a","mainEntity":{"@id":"#a"}}',
    '{"@type":"NewsArticle","datePublished":"' + "2026-11-" * 100_000 + '"}',
    "{broken",
]


@pytest.mark.parametrize("data", HOSTILE)
def test_hostile_structured_data_is_survived(data: str) -> None:
    """Nothing in JSON-LD raises or takes long, however wrong its types, depth or size."""
    start = time.process_time()
    found = read(f'<script type="application/ld+json">{data}</script>')
    assert isinstance(found, PageMetadata)
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    "piece", ["<p>By A B</p>", "<p>2026-11-20</p>", "<time datetime=2026-11-20>x</time>", "<h1>a b c</h1>"]
)
def test_a_page_of_one_mark_is_read_in_time(piece: str) -> None:
    """A hundred thousand bylines, dates or headings cost no more than a pass over them."""
    start = time.process_time()
    read(body=piece * 20_000)
    assert time.process_time() - start < 6


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["@type", "@id", "name", "author", "url", "headline", "image", "datePublished", "mainEntity"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=150, deadline=None)
@given(_JSON)
def test_any_structured_data_is_read(value: object) -> None:
    """Values of any type stand anywhere."""
    read(
        f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "x": 1})}</script>'
        + linked(mainEntity=value)
    )
    read(f'<script type="application/ld+json">{json.dumps(value)}</script>')
