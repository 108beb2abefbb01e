import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coranto.extract.characters import hash_word, hash_words
from coranto.extract.columns import Columns, context, describe
from coranto.extract.dom import parse_page
from coranto.extract.layers import clipped, mean_chances, rectified
from coranto.extract.lexicon import Lexicon, name_tokens, text_tokens

LEXICON = Lexicon({"body": 2.0, "ad": -3.0}, {"council": 1.5, "^council": 0.5, "subscribe": -2.5})
PAGE = parse_page(
    "<title>A council votes at last</title><div class='ad'><p>Subscribe</p><p>Subscribe</p></div>"
    "<article class='post-body body'><h1>A council votes at last</h1>"
    f"<p>Council: 12, 13. Yes! {'Well, it did at last. ' * 9}</p><p><a href=x>More</a> now</p></article>"
)
COLUMNS = Columns(PAGE)
ROWS = describe(COLUMNS, LEXICON)


@given(st.text("aB1_ß中é. -Σ😀\n", max_size=60))
def test_words_alike_but_for_case_have_one_key(text: str) -> None:
    r"""There is one key for each ``\w+`` (beyond the basic plane nothing is a word), small letters or not."""
    keys, firsts = hash_words([text, text.swapcase(), ""])
    words = re.findall(r"\w+", text)
    assert len(keys) == 2 * len(words)
    assert firsts.tolist() == [0, len(words), 2 * len(words)]
    assert keys[: len(words)].tolist() == [hash_word(word) for word in words]
    assert len(set(keys.tolist())) >= len({word.lower() for word in words if word.isascii()})


def test_a_word_that_opens_a_text_is_another_one() -> None:
    """The caret marks it; nothing has no key."""
    assert hash_word("^council") not in (0, hash_word("council"))
    assert hash_word("^COUNCIL") == hash_word("^council")
    assert hash_word("") == 0


def test_a_passage_is_described_by_its_text() -> None:
    """Length, links, ends of sentences, commas, capitals and digits are shares; what only looks like a stop is none."""
    row = ROWS[3]
    text = PAGE.passages[3].text
    words = len(text.split())
    assert row[0] == pytest.approx(np.log1p(len(text)))
    assert row[3] == 2.0
    assert row[4] == pytest.approx(min(1, 12 * 11 / words))
    assert row[5] == pytest.approx(10 / words)
    assert row[13] == pytest.approx(4 / len(text))
    assert ROWS[4][1] == pytest.approx(4 / 8)


def test_words_and_names_bring_their_odds() -> None:
    """A short passage has the odds of its words, its first one twice; an element those of its names."""
    assert ROWS[0][6:9].tolist() == [-2.5, -2.5, 0.0]
    assert ROWS[3][6:9].tolist() == [2.0, 0.0, 1.5]
    assert ROWS[3][51:55].tolist() == [0.0, 0.0, 0.0, 2.0]
    assert ROWS[0][51:55].tolist() == [0.0, 0.0, -3.0, -3.0]


def test_a_passage_knows_its_place() -> None:
    """Repeated texts, the distance to the headline, what the title holds, and the neighbours' figures."""
    assert ROWS[:, 101].tolist() == [0, 1, 0, 0, 0]
    assert ROWS[:, 98].tolist() == pytest.approx([-0.1, -0.05, 0, 0.05, 0.1])
    assert ROWS[:, 17].tolist() == [0, 0, 1, 0, 0]
    assert ROWS[2, 126:134].tolist() == ROWS[3, :8].tolist()
    assert not ROWS[4, 126:150].any()


def test_the_second_look_sees_the_first_looks_chances() -> None:
    """Its own, the neighbours' and the mean of those in the same element's children."""
    found = context(np.array([0, 0, 1, 1, 0], np.float32), COLUMNS)
    assert found.shape == (5, 20)
    assert found[3, :7].tolist() == [1, 0, 0, 1, 0, 0, 0]
    assert found[4, 15] == pytest.approx(2 / 3)


def test_an_empty_page_has_no_rows() -> None:
    """No passages, no columns."""
    assert describe(Columns(parse_page("")), LEXICON).shape == (0, 0)


def test_tokens_are_what_the_odds_are_of() -> None:
    """Names fall into runs of letters, each once; the first word of a short passage is marked, long ones have none."""
    assert name_tokens("post-body js-x body") == ("post", "body", "js")
    assert text_tokens("Two\nwords") == ["^two", "two", "words"]
    assert text_tokens("x" * 241) == []


@given(st.integers(1, 5), st.integers(1, 9), st.integers(0, 3), st.integers(0, 2**31))
def test_layers_compute_what_they_say(rows: int, first: int, second: int, seed: int) -> None:
    """Parts side by side are cut at the limits; negative sums become 0; chances are the mean of logistic outputs."""
    chance = np.random.default_rng(seed)
    parts = [chance.normal(size=(rows, width)).astype(np.float32) for width in (first, second)]
    limit = np.full(first + second, 0.5, np.float32)
    cut = clipped(parts, -limit, limit)
    assert cut.tolist() == np.clip(np.concatenate(parts, axis=1), -0.5, 0.5).tolist()
    assert rectified(cut.copy(), limit).tolist() == np.maximum(cut + limit, 0).tolist()
    assert mean_chances(cut, limit) == pytest.approx((1 / (1 + np.exp(-cut - limit))).mean(axis=1), rel=1e-5)


def test_layers_refuse_what_does_not_fit() -> None:
    """Memory beyond a matrix is never read."""
    rows, limit = np.zeros((2, 3), np.float32), np.zeros(4, np.float32)
    for call in (
        lambda: clipped([rows], limit, limit),
        lambda: rectified(rows, limit),
        lambda: mean_chances(rows, limit),
    ):
        with pytest.raises(ValueError, match="fit"):
            call()
    with pytest.raises(ValueError, match="as many chances as passages"):
        context(limit, COLUMNS)
