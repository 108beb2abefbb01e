"""What pages show."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from coranto.app.reading.viewer import accepted_languages
from coranto.app.service import Coranto
from coranto.model import Article, ArticleId, Heading, Role, StoryChange, StoryChangeKind, StoryId
from coranto.ports.library import NewArticle
from coranto.web.words import said
from newsroom import NOW, Browser, StillClock

Person = Callable[..., Browser]


def test_the_front_shows_stories_with_reports_and_reasons(visitor: Browser) -> None:
    """Each story stands once, with its independent reports and why it is there."""
    page = visitor.get("/")
    assert page.count("Halden bridge reopens") == 1
    assert "2 independent reports" in page
    assert "Why it is here" in page
    assert "#HaldenBridge" in page


def test_the_front_leads_with_how_other_papers_head_it(visitor: Browser) -> None:
    """Copies are no other report; a paper that wrote its own is."""
    page = visitor.get("/")
    assert "What the Halden bridge means for us" in page
    assert "Bridge back in business" not in page


def test_the_article_page_has_every_element(visitor: Browser) -> None:
    """Headline, standfirst, authors, dateline, body by blocks, credits, publisher, agency, times, reading time."""
    page = visitor.get("/article/post-1")
    for part in (
        '<h1 dir="auto">Halden bridge reopens</h1>',
        "After nine years the trains are back",
        '<a rel="author" href="/author/ada-lind">Ada Lind</a> and <a rel="author" href="/author/jose-alvarez">',
        "HALDEN (Reuters)",
        "<li>Trains run again</li>",
        "<td>310</td>",
        '<a href="/author/jane-merriman">Jane Merriman</a> and <a href="/author/lincoln-feast">Lincoln Feast</a>',
        '<a href="/publisher/post">The Post</a>; text by Reuters',
        "24 November 2026, 07:00 UTC",
        "updated",
        "1 min read",
        '<a href="/hashtag/haldenbridge">#HaldenBridge</a>',
        "No comments yet.",
        "Also about prices in Halden",
        "Read at The Post",
    ):
        assert part in page, part
    assert "<h2 dir=" in page


def test_each_key_point_leads_to_its_sentence(visitor: Browser) -> None:
    """The link's target is on the page, around the sentence."""
    page = visitor.get("/article/post-1")
    assert 'href="#s2"' in page
    assert '<span class="s" id="s2">It cost 412 million crowns.</span>' in page


def test_evidence_from_elsewhere_is_marked(visitor: Browser) -> None:
    """A span's address marks just that range of the text."""
    page = visitor.get("/article/post-1?from=0&to=10")
    assert '<mark class="evidence">The bridge</mark>' in page
    assert "<mark" not in visitor.get("/article/post-1?from=x&to=10")
    visitor.get("/article/post-1?from=99999999&to=3")


def test_who_said_what_and_the_figures_lead_to_the_text(visitor: Browser) -> None:
    """Quotes with speakers, figures with what they count, names with their pages."""
    page = visitor.get("/article/post-1")
    assert "“We waited long enough”" in page
    assert '<a href="/entity/elsa-lind">Elsa Lind</a>' in page
    assert "412 million" in page


def test_copies_are_listed_and_compared(visitor: Browser) -> None:
    """The copy names its origin; the comparison shows the words that differ, from origin to copy."""
    page = visitor.get("/article/star-1")
    assert "This is Reuters’ text." in page
    changed = visitor.get("/article/star-1/copy/post-1")
    other_way = visitor.get("/article/post-1/copy/star-1")
    assert changed.partition("<main")[2] == other_way.partition("<main")[2]
    assert "<ins>about 400</ins>" in changed
    assert "<del>412</del>" in changed
    visitor.get("/article/star-1/copy/mail-1", 404)


def test_revisions_show_what_changed(visitor: Browser, coranto: Coranto) -> None:
    """Only changed paragraphs are shown, word by word."""
    held = coranto.library.articles.get(ArticleId("mail-1")).article
    edited = Article(title=held.title, text=held.text.replace("Friday", "Sunday"), publisher=held.publisher)
    coranto.library.articles.take([NewArticle(id=ArticleId("mail-1"), article=edited, seen=NOW)])
    assert "Changed 1 time" in visitor.get("/article/mail-1")
    page = visitor.get("/article/mail-1/revisions")
    assert "<del>Friday.</del>" in page
    assert "<ins>Sunday.</ins>" in page


def test_the_story_counts_reports_and_draws_them(visitor: Browser) -> None:
    """Three articles, two independent reports; who carried whose text as picture and as list."""
    page = visitor.get("/story/post-1")
    assert "3 articles, 2 independent reports." in page
    assert page.count('class="origin" cx=') == 2
    assert page.count('class="copy" cx=') == 1
    assert 'Carried by <a href="/article/star-1">Evening Star</a>' in page
    assert "Coverage by paper" in page


def test_a_merged_story_leads_on(visitor: Browser, coranto: Coranto) -> None:
    """An old address is a permanent redirect to where the articles are."""
    change = StoryChange(StoryChangeKind.MERGE, StoryId("old"), StoryId("post-1"), NOW, "one event")
    coranto.library.stories.place([], [change])
    answer = visitor.client.get("/story/old")
    assert (answer.status_code, answer.headers["location"]) == (301, "/story/post-1")
    assert "one event" in visitor.get("/story/post-1")


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/hashtag/haldenbridge", "#HaldenBridge"),
        ("/publisher/northgate-mail", "Northgate Mail"),
        ("/author/jose-alvarez", "José Álvarez"),
        ("/entity/elsa-lind", "Elsa Lind"),
    ],
)
def test_topics_have_pages(visitor: Browser, path: str, heading: str) -> None:
    """Hashtags, papers, authors and entities each have a page of articles, and a feed."""
    assert f'<h1 dir="auto">{heading}</h1>' in visitor.get(path)
    assert "<entry>" in visitor.get(f"{path}/feed.atom")


def test_another_spelling_leads_to_the_topic(visitor: Browser) -> None:
    """There is one address for one thing; what leads nowhere says so."""
    answer = visitor.client.get("/hashtag/HaldenBridge")
    assert (answer.status_code, answer.headers["location"]) == (301, "/hashtag/haldenbridge")
    visitor.get("/hashtag/nothing", 404)


def test_search_marks_what_it_found(visitor: Browser) -> None:
    """Words are marked in the snippet; filters narrow; a query that cannot be read is said."""
    page = visitor.get("/search?q=ferries")
    assert "<mark>Ferries</mark>" in page
    assert "1 article" in page
    assert "Nothing fits" in visitor.get("/search?q=ferries&publisher=Late")
    assert "Halden bridge reopens" in visitor.get("/search?hashtag=haldenbridge")
    assert "Nothing fits" in visitor.get("/search?q=ferries&until=2026-11-01")


def test_a_question_is_answered_with_sentences_or_declined(visitor: Browser) -> None:
    """An answer stands in an article and leads there, marked; what nothing answers is said, and follow-ups keep on."""
    page = visitor.get("/ask?q=When+did+the+bridge+at+Halden+reopen%3F")
    assert "reopened on Monday after nine years" in page
    proof = re.search(r'href="(/article/[^"]+)#evidence"', page)
    assert proof is not None
    assert '<mark class="evidence">' in visitor.get(html.unescape(proof[1]))
    assert 'name="before" value="When did the bridge' in page
    assert "do not answer that" in visitor.get("/ask?q=Who+won+the+cup%3F&story=post-1")
    assert "does not answer that" in visitor.get("/ask?q=Who+won+the+cup%3F&article=mail-1")
    visitor.get("/ask?q=x&story=none", 404)


def test_safe_reading_holds_for_answers(visitor: Browser) -> None:
    """Nothing is said from what is kept back."""
    assert "children need not" not in visitor.get("/ask?q=What+need+children+not+read+about%3F")
    visitor.get("/ask?q=x&article=night-1", 403)


def test_the_reports_of_a_story_are_compared(visitor: Browser) -> None:
    """Headlines stand side by side with their own words marked, and what only one says."""
    page = visitor.get("/story/post-1/compared")
    assert "<mark>means</mark>" in page
    assert "Only here" in page
    assert "Compare what they say" in visitor.get("/story/post-1")
    assert "nothing to compare" in visitor.get("/story/night-1/compared")


def test_times_are_in_the_readers_zone(visitor: Browser) -> None:
    """The browser's own zone at first, the chosen one after."""
    visitor.client.cookies.set("coranto_zone", "Asia%2FTokyo")
    assert "24 November 2026, 16:00 JST" in visitor.get("/article/post-1")
    visitor.post("/settings", "/settings", theme="dark", zone="Europe/Oslo", safe="1")
    page = visitor.get("/article/post-1")
    assert "24 November 2026, 08:00 CET" in page
    assert 'data-theme="dark"' in page


def test_a_story_is_headed_in_a_language_the_reader_reads(visitor: Browser, coranto: Coranto) -> None:
    """By the browser's languages at first, by the chosen ones after; its own headline where there is no other."""
    story = coranto.library.stories.get(StoryId("post-1"))
    german = Heading(ArticleId("mail-1"), "Die Brücke ist wieder offen", "de")
    coranto.library.stories.write([replace(story, headings=(german,))])
    assert "Die Brücke" not in visitor.get("/")
    assert "Die Brücke ist wieder offen" in visitor.get("/", **{"accept-language": "nb, de-CH;q=0.8, *;q=0.1"})
    visitor.post("/settings", "/settings", languages="de, nb")
    assert "Die Brücke ist wieder offen" in visitor.get("/story/post-1")
    assert 'value="de nb"' in visitor.get("/settings")
    visitor.post("/settings", "/settings", languages="en de")
    assert "Halden bridge reopens" in visitor.get("/")


def test_a_quote_is_set_in_our_marks_or_told_without_its_conjunction() -> None:
    """The words stay as they stand in the article."""
    assert said("„Wir warten“,", direct=True) == "“Wir warten”"
    assert said("that the bridge is safe", direct=False) == "… the bridge is safe"
    assert said("Thatcher knew", direct=False) == "Thatcher knew"


@pytest.mark.parametrize(
    ("header", "codes"),
    [
        ("", ()),
        ("de", ("de",)),
        ("en-GB,en;q=0.9,fr;q=0.95", ("en", "fr")),
        ("fr;q=0, de-AT;q=0.3, *;q=0.1", ("de",)),
        ("x;q=2, ;;, zh-Hant-TW ; q=0.5, <script>", ("zh",)),
        ("es," * 5000, ("es",)),
    ],
)
def test_accepted_languages_are_read_best_first(header: str, codes: tuple[str, ...]) -> None:
    """Weights order them, zero refuses, regions are left aside, nonsense is skipped (RFC 9110, 12.5.4)."""
    assert accepted_languages(header) == codes


def test_safe_reading_keeps_back_what_is_adult(visitor: Browser) -> None:
    """It is left out of lists, its page is a notice, and one click shows it this once, rated."""
    assert "Velvet" not in visitor.get("/") + visitor.get("/latest") + visitor.get("/search?q=evening")
    assert "children need not" not in visitor.get("/article/night-1")
    answer = visitor.client.get("/article/night-1?show=1")
    assert "children need not" in answer.text
    assert answer.headers["rating"] == "RTA-5042-1996-1400-1577-RTA"
    visitor.post("/settings", "/settings", theme="auto", zone="UTC")
    assert "Velvet" in visitor.get("/")


def test_a_browser_that_asks_for_safe_content_gets_it(visitor: Browser) -> None:
    """``Prefer: safe`` wins over every setting and every link."""
    visitor.post("/settings", "/settings", theme="auto", zone="UTC")
    answer = visitor.client.get("/article/night-1?show=1", headers={"prefer": "respond-async, safe"})
    assert "children need not" not in answer.text
    assert answer.headers["preference-applied"] == "safe"
    assert "Prefer" in answer.headers["vary"]


def test_the_story_tells_what_is_new(person: Person, coranto: Coranto, clock: StillClock) -> None:
    """A reader who opened it before sees which articles came since."""
    bob = person("Bob")
    assert "since your last visit" not in bob.get("/story/post-1")
    later = Article(title="Ferries stop", text="They do.", publisher="Late", published=NOW + timedelta(hours=1))
    coranto.library.articles.take([NewArticle(id=ArticleId("late-1"), article=later, seen=NOW + timedelta(hours=1))])
    placed = coranto.library.stories.placements([ArticleId("post-1")])[0]

    coranto.library.stories.place([replace(placed, article=ArticleId("late-1"), origin=True)], [])
    clock.at = NOW + timedelta(hours=2)
    assert "1 article since your last visit." in bob.get("/story/post-1")


def test_what_a_reader_follows_comes_earlier(person: Person) -> None:
    """The front says what it follows from."""
    bob = person("Bob")
    bob.post("/hashtag/haldenbridge", "/follow", kind="hashtag", key="haldenbridge", on="1", back="/")
    assert "You follow #haldenbridge" in bob.get("/")
    assert "haldenbridge" in bob.get("/settings")


def test_feeds_are_what_their_names_say(visitor: Browser) -> None:
    """Atom, RSS and JSON Feed of the front, a story, a topic, a search."""
    for path in ("", "/latest", "/story/post-1", "/publisher/post", "/search"):
        query = "?q=bridge" if path == "/search" else ""
        for form, kind in (("atom", "application/atom+xml"), ("rss", "application/rss+xml"), ("json", "feed+json")):
            answer = visitor.client.get(f"{path}/feed.{form}{query}")
            assert answer.status_code == 200
            assert kind in answer.headers["content-type"]
            assert "alden bridge" in answer.text
    visitor.get("/feed.exe", 404)


def test_sources_show_their_health(person: Person, coranto: Coranto) -> None:
    """State, last poll and refusals; only the owner may add, pause and remove."""
    coranto.library.sources.note_error("a.html", "empty", "nothing in it", NOW)
    alice, bob = person("Alice", Role.OWNER), person("Bob")
    assert "nothing in it" in bob.get("/sources")
    bob.post("/settings", "/sources", 403, addresses="https://x.example/feed")
    assert "added; polled next" in alice.post("/sources", "/sources", 200, addresses="https://x.example/feed")
    assert "no web address" in alice.post("/sources", "/sources", 400, addresses="javascript:alert(1)")
    alice.post("/sources", "/sources/s1", do="pause")
    assert coranto.library.sources.get(coranto.library.sources.all()[0].id)
    assert "paused" in alice.get("/sources")
    assert "https://x.example/feed" in alice.get("/sources/opml")


class _Strict(HTMLParser):
    VOID = frozenset(("meta", "link", "input", "img", "br", "circle", "line", "rect"))

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        assert not any(name.startswith("on") or name == "style" for name in given), given
        if "id" in given:
            assert given["id"] not in self.ids, f"id {given['id']} twice"
            self.ids.add(str(given["id"]))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag


PAGES = (
    "/ /latest /story/post-1 /article/post-1 /article/star-1 /article/night-1 /search?q=bridge /quotes /sources "
    "/settings /sign-in /about /hashtags /publishers /authors /entity/elsa-lind /nope /article/post-1/revisions "
    "/article/post-1/copy/star-1 /story/post-1/compared /ask /ask?q=Who"
)


@pytest.mark.parametrize("path", PAGES.split())
def test_pages_are_well_formed(visitor: Browser, path: str) -> None:
    """Tags close, ids are single, nothing is styled or scripted inline (the content policy forbids it)."""
    reader = _Strict()
    reader.feed(visitor.client.get(path).text)
    assert reader.open == []
