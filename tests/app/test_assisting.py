"""Assistance over a running library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coranto.app import assisting
from coranto.app.service import Coranto
from coranto.errors import NotFound
from coranto.model import ArticleId, StoryId
from newsroom import NOW, POST, STORY, StillClock, running


@pytest.fixture
def coranto(tmp_path: Path) -> Iterator[Coranto]:
    with running(tmp_path, StillClock()) as made:
        yield made


def test_an_answer_stands_in_the_library(coranto: Coranto) -> None:
    """The answer's first span holds its words."""
    found = assisting.ask(coranto, "How much did the Halden bridge cost?")
    span = found.statements[0].spans[0]
    assert coranto.library.articles.get(span.article).article.text[span.start : span.end] == found.statements[0].text
    assert any("412 million" in one.text for one in found.statements)


def test_a_question_can_be_kept_to_one_article_or_story(coranto: Coranto) -> None:
    """Asked of one article, only that one is cited; asked of a story, only its members."""
    of_article = assisting.ask(coranto, "What did the bridge cost?", article=POST)
    assert {span.article for said in of_article.statements for span in said.spans} == {POST}
    assert assisting.ask(coranto, "What did the bridge cost?", story=STORY).statements
    with pytest.raises(NotFound):
        assisting.ask(coranto, "What?", article=ArticleId("nowhere"))


def test_a_follow_up_keeps_context(coranto: Coranto) -> None:
    """A question that names nothing itself borrows from the one before."""
    found = assisting.ask(coranto, "And what did it cost?", context=["When did the Halden bridge reopen?"])
    assert any("412 million" in one.text for one in found.statements)


def test_a_timeline_takes_a_story_or_a_query(coranto: Coranto) -> None:
    """A story's id gives its developments, other words those of what they find."""
    assert assisting.timeline(coranto, STORY)
    assert assisting.timeline(coranto, "Halden bridge")


def test_story_functions_know_their_story(coranto: Coranto) -> None:
    """Each comparison takes a story that exists, and says so of one that does not."""
    assert assisting.story_points(coranto, STORY)
    assert assisting.coverage_compared(coranto, STORY).headlines
    assert isinstance(assisting.positions(coranto, STORY), tuple)
    assert isinstance(assisting.figures_compared(coranto, STORY), tuple)
    assert assisting.what_changed(coranto, STORY, NOW) == ()
    with pytest.raises(NotFound):
        assisting.story_points(coranto, StoryId("nowhere"))
