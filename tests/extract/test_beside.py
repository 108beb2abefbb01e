"""Publisher, picture, keywords, kickers and days in two orders: what stands beside an article on its page."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coranto.extract.dom import parse_page
from coranto.extract.metadata import PageMetadata, read_metadata
from coranto.extract.metadata.captions import split_credit
from coranto.text.dates import find_dates

PROSE = "".join(f"<p>Crews in Halden voted to end a strike, said the union in note {n}.</p>" for n in range(9))
PICTURE = '<meta property="og:image" content="https://cdn.example/img/ferry-at-quay-1200x675.jpg">'


def read(
    head: str = "", body: str = PROSE, url: str = "https://www.haldenpost.example/a/ferry-strike-ends"
) -> PageMetadata:
    return read_metadata(parse_page(f"<html><head>{head}</head><body><main>{body}</main></body></html>", url=url))


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ('<span class="topline">Region</span> Ferry strike ends', "Ferry strike ends"),
        ("<small>Region</small>Ferry strike ends", "Ferry strike ends"),
        ('<span class="kicker">Region:</span> Ferry strike ends', "Region: Ferry strike ends"),
        ("<em>Ferry</em> strike ends", "Ferry strike ends"),
        ("<div>Ferry strike ends</div>", "Ferry strike ends"),
    ],
)
def test_a_kicker_that_no_mark_joins_to_the_headline_is_not_its_beginning(heading: str, title: str) -> None:
    """A line of its own above the headline is left out; one with a colon reads on and stays."""
    assert read(body=f"<h1>{heading}</h1>{PROSE}").title == title


def test_a_day_in_figures_is_read_in_the_order_that_the_page_declares() -> None:
    """``4/3/2026`` below the headline is 4 March where the page declares that day, and April 3 where it does not."""
    body = f"<h1>Ferry strike ends</h1><p class=date>4/3/2026</p>{PROSE}"
    url = "https://haldenpost.com/a/ferry-strike-ends"
    declared = read('<meta property="article:modified_time" content="2026-03-04T10:00:00Z">', body, url)
    alone = read("", body, url)
    assert declared.published is not None
    assert alone.published is not None
    assert (declared.published.date(), alone.published.date()) == (date(2026, 3, 4), date(2026, 4, 3))


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31)))
def test_only_a_form_that_leaves_the_order_open_is_exchanged(day: date) -> None:
    """With slashes day and month may be exchanged if both can be a month; with points, or spelt, never."""
    slashed = next(find_dates(f"{day.day}/{day.month}/{day.year}"))
    pointed = next(find_dates(f"{day.day}.{day.month}.{day.year}"))
    spelt = next(find_dates(day.isoformat()))
    may = day.day <= 12 and day.day != day.month
    assert (slashed.exchanged is not None) == may
    assert slashed.exchanged is None or (slashed.exchanged.day, slashed.exchanged.month) == (day.month, day.day)
    assert (pointed.when.date(), spelt.when.date(), pointed.exchanged, spelt.exchanged) == (day, day, None, None)


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ('<meta property="og:site_name" content="Halden Post - news from the fjord and its islands">', "Halden Post"),
        ('<meta property="og:site_name" content="All of the news - Halden Post">', "Halden Post"),
        ('<meta property="og:site_name" content="Homepage"><title>Ferries | Halden Post</title>', "Halden Post"),
        ("<title>Ferries | Haldenpost</title>", "Haldenpost"),
        ('<meta name="source" content="Reuters"><meta name="publisher" content="Halden Post">', "Halden Post"),
        ('<meta name="twitter:site" content="@HaldenPost">', "HaldenPost"),
        ('<meta property="og:site_name" content="https://haldenpost.example">', ""),
    ],
)
def test_the_publisher_is_called_as_it_calls_itself(head: str, publisher: str) -> None:
    """Slogans, the words for any site and the names of software are no publisher's name."""
    assert read(head, f"<h1>Ferry strike ends</h1>{PROSE}<p>Halden Post, Quay 1</p>").publisher == publisher


def test_software_publishes_nothing() -> None:
    """Where structured data names the blog's software, the site's own name is taken."""
    thing = {
        "@type": "NewsArticle",
        "headline": "Ferry strike ends",
        "publisher": {"@type": "Organization", "name": "Blogger"},
    }
    script = f'<script type="application/ld+json">{json.dumps(thing)}</script>'
    assert read(script + '<meta property="og:site_name" content="Halden Post">').publisher == "Halden Post"


def test_the_caption_is_that_of_the_lead_picture() -> None:
    """The figure that holds the declared picture, in whatever size, gives the words; a menu's figure never does."""
    menu = "<div class=menu><figure><img src=/teaser.jpg><figcaption>Our newsletter</figcaption></figure></div>"
    other = "<figure><img src=/other.jpg><figcaption>Another quay.</figcaption></figure>"
    own = "<figure><img src=/s/ferry-at-quay-640x360.jpg><figcaption>The quay. Photo: Ann Lee</figcaption></figure>"
    body = f"{menu}<h1>Ferry strike ends</h1>"
    shown = read(PICTURE, f"{body}{other}{own}{PROSE}").image
    unshown = read(PICTURE, f"{body}{other}{PROSE}").image
    bare = read(PICTURE, f"{body}{PROSE}").image
    assert shown is not None
    assert unshown is not None
    assert bare is not None
    assert (shown.caption, shown.credit) == ("The quay.", "Ann Lee")
    assert (unshown.caption, bare.caption) == ("Another quay.", "")


@pytest.mark.parametrize("name", ["site-logo.png", "apple-touch-icon-1.png", "default-share.jpg", "avatar_ann.jpg"])
def test_a_logo_is_no_lead_picture(name: str) -> None:
    """A logo, an icon, a stand-in or an avatar is no picture of what happened."""
    assert read(f'<meta property="og:image" content="https://cdn.example/img/{name}">').image is None


@pytest.mark.parametrize(
    ("caption", "parts"),
    [
        ("The quay at night. © Ann Lee | Halden Pictures", ("The quay at night.", "Ann Lee | Halden Pictures")),
        ("(Halden Pictures)", ("", "Halden Pictures")),
        ("Foto: Ann Lee (Nettavisen)", ("", "Ann Lee (Nettavisen)")),
        ("The quay at night. AFP", ("The quay at night.", "AFP")),
        ("尹大統領の発言＝ＡＰ", ("尹大統領の発言", "ＡＰ")),
        ("Pictures from the auction in town", ("Pictures from the auction in town", "")),
    ],
)
def test_who_took_the_picture_is_told_by_marks_and_houses(caption: str, parts: tuple[str, str]) -> None:
    """A credit is a name behind a mark or an opening, a house at the end, or all that stands in brackets."""
    assert split_credit(caption) == parts


def test_keywords_are_those_that_readers_see_where_none_are_declared() -> None:
    """Links that the page calls its tags stand in; a machine's codes do not count as declared."""
    tags = "<ul class=article-tags><li><a href=/t/1>Ferries</a></li><li><a href=/t/2>Halden</a></li></ul>"
    body = f"<h1>Ferry strike ends</h1>{PROSE}{tags}"
    codes = '<meta name="keywords" content="MTVID,MTPIX,EREP,AER,AERO">'
    assert read("", body).keywords == read(codes, body).keywords == ("Ferries", "Halden")
    assert read('<meta name="keywords" content="Sea, Strike">', body).keywords == ("Sea", "Strike")
