"""Who said what."""

import pytest

from coranto.annotate.document import read_document
from coranto.annotate.marks import quoted_runs
from coranto.annotate.quotes import find_quotes
from coranto.model import Article

ENGLISH = ("“”", '""', "‘’", "«»")


def attributions(text: str) -> list[tuple[str, str, str]]:
    quotes = find_quotes(read_document(Article(title="", text=text, language="en")))
    return [
        (one.speaker.text if one.speaker else "", one.cue.text if one.cue else "", one.content.text) for one in quotes
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We won,” Ann Lee said.", ("Ann Lee", "said", "“We won,”")),
        ("'We won,' Ann Lee said.", ("Ann Lee", "said", "'We won,'")),
        ("‘We won,’ Ann Lee said.", ("Ann Lee", "said", "‘We won,’")),
        ("“We won,” said Ann Lee, 25, of Ohio.", ("Ann Lee", "said", "“We won,”")),
        ("“We won,” Lee, a top aide, told CNN on Monday.", ("Lee", "told", "“We won,”")),
        ("Rep. Ann Lee (D-Ohio) said: “We won.”", ("Rep. Ann Lee", "said", "“We won.”")),
        ("She told reporters that the bridge was safe.", ("She", "told", "that the bridge was safe.")),
        ("The bridge was safe in March, police said.", ("police", "said", "The bridge was safe in March")),
        ("The bridge was safe in March, according to police.", ("police", "according", "The bridge was safe in March")),
        ("Lee did not vote, saying the plan was “a mistake.”", ("Lee", "saying", "the plan was “a mistake.”")),
        ("Lee called the plan “a mistake.”", ("Lee", "called", "the plan “a mistake.”")),
    ],
)
def test_each_way_of_saying_gives_speaker_cue_and_content(text: str, expected: tuple[str, str, str]) -> None:
    """The subject before or after the cue speaks; the content stands before, after or on both sides."""
    assert attributions(text) == [expected]


def test_a_quotation_goes_on_after_its_speaker() -> None:
    """What follows in quotation marks, in the sentence or the next ones, is the same speaker's."""
    found = attributions("“We won,” Lee said, “and we knew it. We did.” “Nobody else did.”")
    assert [(speaker, content) for speaker, _, content in found] == [
        ("Lee", "“We won,”"),
        ("Lee", "“and we knew it. We did.”"),
        ("Lee", "“Nobody else did.”"),
    ]


def test_a_colon_introduces_the_next_paragraph() -> None:
    """A paragraph in quotation marks belongs to the cue before the colon above it."""
    assert attributions("Lee continued:\n\n“The issue is very much a partisan one.”") == [
        ("Lee", "continued", "“The issue is very much a partisan one.”")
    ]


def test_names_of_works_are_no_quotes() -> None:
    """A film in quotation marks is nobody's speech."""
    assert attributions("He went to see “The Long Goodbye” on Monday.") == []


def test_a_passive_cue_has_no_speaker_before_it() -> None:
    """``The plan was first proposed`` says nothing that the plan said."""
    assert attributions("The plan was first proposed by the committee that met in May.") == []


def test_apostrophes_and_inches_open_no_run() -> None:
    """Marks inside words and after digits are no quotation marks."""
    assert quoted_runs("Don’t measure 6'2\" of O’Neill’s wall", ENGLISH) == []


def test_a_run_never_crosses_a_line() -> None:
    """A mark that is never closed holds its own line only, and says so."""
    (run,) = quoted_runs("“One two three\nfour five", ENGLISH)
    assert (run.start, run.end, run.closed) == (0, 14, False)
