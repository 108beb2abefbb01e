"""The sample edition is what issue 2 asks for, and what its front matter says is true."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from coranto.demo import TrueArticle, truth
from coranto.demo.edition import load_publishers
from coranto.demo.pictures import draw
from coranto.demo.prose import read_body
from coranto.model import Kind

NOW = datetime(2026, 3, 11, 17, 20, tzinfo=UTC)
ARTICLES = truth(NOW)
BY_ID = {true.id: true for true in ARTICLES}


def _recent(true: TrueArticle) -> bool:
    return true.article.published is not None and true.article.published > NOW - timedelta(days=3)


def test_there_is_enough_to_read() -> None:
    """Three days hold at least 60 articles from 12 publishers in 3 languages, and 13 stories with several reports."""
    recent = [true for true in ARTICLES if _recent(true)]
    assert len(recent) >= 60
    assert len({true.site for true in recent}) == len(load_publishers()) == 12
    assert {true.article.language for true in recent} == {"en", "de", "fr"}
    stories = Counter(true.story for true in recent if true.story)
    assert sum(count > 1 for count in stories.values()) >= 13


def test_nothing_lies_in_the_future() -> None:
    """No article is dated after the edition's end."""
    assert all(true.article.published <= NOW for true in ARTICLES if true.article.published)


def test_each_story_has_its_difficulty() -> None:
    """There are republished wire copies, sister titles, a correction, a year-old run of a yearly event, and opinion."""
    copies = [true for true in ARTICLES if not true.origin]
    assert len(copies) >= 10
    assert any(BY_ID[true.family].article.agency and true.site != "meridian" for true in copies)
    assert any(true.group == BY_ID[true.family].group for true in copies)
    assert any(true.corrected for true in ARTICLES)
    assert any(not _recent(true) for true in ARTICLES)
    assert sum("opinion" in true.article.labels for true in ARTICLES) >= 4
    assert {true.article.kind for true in ARTICLES} >= {
        Kind.INDEX, Kind.PAYWALL, Kind.CONSENT, Kind.LIVE, Kind.GALLERY,
    }  # fmt: skip


def test_a_story_is_told_in_every_language() -> None:
    """At least five stories are reported in English, German and French."""
    languages = {(true.story, true.article.language) for true in ARTICLES if true.story}
    assert sum(count == 3 for count in Counter(story for story, _ in languages).values()) >= 5


def test_a_copy_carries_its_origins_paragraphs_and_story() -> None:
    """A copy belongs to its origin's story, is younger, and shares paragraphs with it, but not all of its text."""
    for true in ARTICLES:
        origin = BY_ID[true.family]
        if true.origin:
            continue
        ours, theirs = true.article.text.split("\n\n"), origin.article.text.split("\n\n")
        assert true.story == origin.story
        assert true.article.published > origin.article.published
        assert len(set(ours) & set(theirs)) >= 2
        assert ours != theirs


def test_blocks_cover_the_text() -> None:
    """Each article's blocks are its paragraphs, in order."""
    for true in ARTICLES:
        text = true.article.text
        assert "\n\n".join(text[block.start : block.end] for block in true.article.blocks) == text


def test_the_edition_ends_when_asked() -> None:
    """The same edition, a week on, is the same but for its dates."""
    later = truth(NOW + timedelta(days=7))
    assert [true.id for true in later] == [true.id for true in ARTICLES]
    assert later[0].article.published - ARTICLES[0].article.published == timedelta(days=7)


def test_moments_are_written_in_the_articles_language() -> None:
    """A weekday in the prose is the one on which it happened, in the article's language."""
    assert "on Wednesday after 31 hours" in BY_ID["ports-framework-deal"].article.text
    assert "am Mittwoch nach 31 Stunden" in BY_ID["einigung-nordseehaefen"].article.text
    assert "parvenus mercredi à un accord" in BY_ID["accord-cadre-dockers"].article.text
    assert not any("{" in true.article.text + true.article.title + true.article.standfirst for true in ARTICLES)


def test_a_body_takes_paragraphs_from_the_text_it_copies() -> None:
    """``= 1-2`` stands for the first two paragraphs of the origin, subheadings and list items are marked."""
    body = read_body("New.\n\n= 1-2\n\n## Head\n\n- one\n- two\n\n= 3", "a\n\nb\n\nc", lambda _: NOW)
    assert body.text.split("\n\n") == ["New.", "a", "b", "Head", "one", "two", "c"]
    assert [block.kind for block in body.blocks] == ["p", "p", "p", "h2", "li", "li", "p"]


def test_a_live_blog_has_entries_with_times() -> None:
    """The live blog's entries follow one another through its whole text, newest first."""
    live = next(true.article for true in ARTICLES if true.article.kind is Kind.LIVE)
    times = [entry.published for entry in live.entries]
    assert len(times) >= 5
    assert times == sorted(times, reverse=True)
    assert live.entries[0].start == 0
    assert live.entries[-1].end == len(live.text)


@pytest.mark.parametrize("scene", ["sea", "mountain", "city", "night", "field", "stage", "unheard of"])
def test_a_picture_depends_on_its_name_alone(scene: str) -> None:
    """The same name gives the same small picture, another name another."""
    first = draw("one", scene)
    draw.cache_clear()
    assert draw("one", scene) == first != draw("two", scene)
    assert len(first) < 60_000
