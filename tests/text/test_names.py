"""Names as keys."""

import pytest

from coranto.text.names import name_key, publisher_key, tag_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("José Álvarez", "jose-alvarez"),
        ("O’Brien-Smith, J.", "o-brien-smith-j"),
        ("Юрий Гагарин", "юрий-гагарин"),
        ("共同通信社", "共同通信社"),
        ("  ", ""),
    ],
)
def test_two_spellings_meet_under_one_key(name: str, key: str) -> None:
    """Case, accents on Latin letters and punctuation do not tell names apart; letters of other scripts do."""
    assert name_key(name) == key


def test_a_publisher_is_known_with_or_without_article_and_ending() -> None:
    """The Halden Post, Halden Post and haldenpost.com's spelling are one outlet."""
    assert publisher_key("The Halden Post") == publisher_key("Halden Post") == publisher_key("halden-post.com")


def test_a_tag_is_one_word() -> None:
    """Spaces and case do not make another tag."""
    assert tag_key("#HaldenBridge") == tag_key("Halden bridge") == "haldenbridge"
