"""The search language becomes a tree."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coranto.errors import InputError
from coranto.search.syntax import And, Field, Node, Not, Or, Phrase, Word, parse


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("drone", Word("drone")),
        ("drone strike", And((Word("drone"), Word("strike")))),
        ("a b OR c", Or((And((Word("a"), Word("b"))), Word("c")))),
        ("a|b", Or((Word("a"), Word("b")))),
        ('"peace talks" -opinion', And((Phrase("peace talks"), Not(Word("opinion"))))),
        ('publisher:"The Post"', Field("publisher", "The Post")),
        ("since:2026-11-01", Field("since", "2026-11-01")),
        ("re:zero", Word("re:zero")),
        ("a (b OR c)", And((Word("a"), Or((Word("b"), Word("c")))))),
        ("well-known", Word("well-known")),
        ("ORacle", Word("ORacle")),
        ("“open quote", Phrase("open quote")),
        ("  ", None),
        ('""', None),
    ],
)
def test_a_query_becomes_a_tree(text: str, tree: Node | None) -> None:
    """Words join by AND, OR binds less, and what looks like an operator inside a word is part of it."""
    assert parse(text) == tree


@pytest.mark.parametrize("text", ["(a", "a)", "OR", "a OR", "()", "a " * 201])
def test_a_query_that_makes_no_sense_is_refused(text: str) -> None:
    """The refusal says where to read about the language."""
    with pytest.raises(InputError, match="search"):
        parse(text)


@given(st.text(alphabet='ab"()-|: OR#“”', max_size=40))
def test_no_query_crashes(text: str) -> None:
    """Any text is a tree or a refusal."""
    with contextlib.suppress(InputError):
        parse(text)
