"""Answers from articles, and honest noes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coranto.assist.ask import answer, nearest, wanted_terms
from coranto.assist.nearness import AROUND, CLOSE, read_page
from coranto.assist.question import Asked, read_question
from coranto.model import Answer, StoredArticle
from coranto.ports.index import TermCounts
from storyline import FIRST, material

FERRY = (
    "The ferry Sveti Rok struck rocks off Vis on Friday. Fourteen people died, and 61 were taken to hospital.\n\n"
    "Transport Minister Darko Vucemil said the captain had reported a loss of steering four minutes before the impact."
)
STRIKE = (
    "Dockers at four North Sea ports demand a pay rise of 9.2 percent. Employers offered 4.1 percent.\n\n"
    "The mediator is Astrid Kjaer, a former judge from Denmark."
)


def library(*texts: str) -> list[StoredArticle]:
    return [material(text, report=number).stored for number, text in enumerate(texts)]


def ask(question: str, *texts: str, choices: tuple[str, ...] = (), context: tuple[str, ...] = ()) -> Answer:
    now = FIRST + timedelta(days=1)
    asked = read_question(question, now=now, choices=choices, context=context)
    stored = library(*texts)
    terms = wanted_terms(asked)
    pages = [
        read_page(one, (*asked.words, *(word for held in asked.choice_words() for word in held))) for one in stored
    ]
    holding = {term: sum(term in one.places for one in pages) for term in terms}
    return answer(asked, nearest([(one, 1.0) for one in stored], now=now), TermCounts(len(stored) * 50, holding))


def test_the_answer_is_the_sentence_where_the_question_stands() -> None:
    """The sentence that holds most of the question comes first, and its span holds it."""
    found = ask("Who is the mediator in the dockers' strike at the North Sea ports?", FERRY, STRIKE)
    assert not found.abstained
    assert found.statements[0].text in STRIKE
    assert any("Astrid Kjaer" in one.text for one in found.statements)


def test_the_choice_nearest_to_the_question_is_taken() -> None:
    """Of four choices, two of which stand in the article, the one beside the question's words is named."""
    choices = ("4.1 percent", "9.2 percent", "61 percent", "a new crane")
    assert ask("What pay rise do the dockers demand?", FERRY, STRIKE, choices=choices).choice == 1


def test_what_no_article_holds_is_declined() -> None:
    """A question about something else is declined, with the closest evidence."""
    found = ask("Which orchestra did Pia Lund conduct in the new concert hall of Tallbrook?", FERRY, STRIKE)
    assert found.abstained
    assert ask("What happened on the moon base?", "").abstained


def test_sentences_that_say_the_same_are_told_once() -> None:
    """The same sentence of two papers is one statement with two spans."""
    found = ask("When did the ferry Sveti Rok strike rocks?", FERRY, FERRY, STRIKE)
    assert len(found.statements[0].spans) == 2


@pytest.mark.parametrize(
    ("question", "asked", "words"),
    [
        ("How many people died on the ferry?", Asked.NUMBER, ("people", "died", "ferry")),
        ("Wer ist die Vermittlerin im Hafenstreik?", Asked.PERSON, ("vermittlerin", "hafenstreik")),
        ("Où se trouve le village évacué ?", Asked.PLACE, ("trouve", "village", "évacué")),
    ],
)
def test_questions_are_read_in_their_language(question: str, asked: Asked, words: tuple[str, ...]) -> None:
    """What kind of thing is asked for and which words tell depends on the language."""
    found = read_question(question, now=FIRST)
    assert found.asked is asked
    assert found.words == words


def test_a_question_knows_its_time() -> None:
    """``this week`` means the days just past; a question without a time means any."""
    assert read_question("What was agreed in the ports dispute this week?", now=FIRST).since == FIRST - timedelta(
        days=9
    )
    assert read_question("What was agreed in the ports dispute?", now=FIRST).since is None


def test_a_follow_up_borrows_words() -> None:
    """``And why did it sink?`` is asked of what the question before was about; a full question is not."""
    before = ("Which ferry struck rocks off Vis?",)
    assert "vis" in read_question("And why did it sink?", now=FIRST, context=before).words
    full = "What do dockers demand from North Sea terminal operators?"
    assert "vis" not in read_question(full, now=FIRST, context=before).words


@given(st.text(max_size=200), st.text(max_size=400))
def test_nearness_is_a_share(question: str, text: str) -> None:
    """Whatever is asked of whatever text, nearness lies between 0 and 1 and words of the text are found in it."""
    words = read_question(question, now=FIRST).words
    page = read_page(material(text or "-").stored, words)
    weights = dict.fromkeys(words, 1.0)
    assert all(0 <= page.near(weights, at, CLOSE, AROUND) <= 1.000001 for at in page.occurrences(words))
    assert 0 <= page.held(weights) <= 1.000001
