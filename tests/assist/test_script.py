"""What is read aloud."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coranto.assist.script import LONGEST, spoken_script
from coranto.model import Article, Block, Statement

BODY = "It reopened on Monday.\n\nEast\t310\n\nTrains run again, see https://x.example/a"


def test_headline_paper_and_body_are_read() -> None:
    """Tables and addresses are left out; what ends without a mark gets a pause."""
    blocks = (Block("p", 0, 22), Block("table", 24, 32), Block("p", 34, len(BODY)))
    article = Article(title="Halden bridge reopens", publisher="The Post", text=BODY, blocks=blocks)
    assert spoken_script(article).split("\n\n") == [
        "Halden bridge reopens.",
        "The Post.",
        "It reopened on Monday.",
        "Trains run again, see.",
    ]


def test_without_a_body_the_key_points_are_read() -> None:
    """An article whose text was not to be had is read by its key points."""
    assert "The mayor spoke." in spoken_script(Article(title="Bridge"), (Statement("The mayor spoke.", ()),))


@given(st.text(max_size=200), st.text(max_size=300))
def test_any_text_makes_a_bounded_script_without_commands(title: str, text: str) -> None:
    """Whatever came in, no marks that an engine obeys are left, and the length is bounded."""
    script = spoken_script(Article(title=title, text=text * 200))
    assert len(script) < 2 * LONGEST + 1000
    assert not {*"[]<>|"} & {*script}
