"""Given names and surnames."""

import pytest

from coranto.text.people import is_given_name, is_surname


@pytest.mark.parametrize("word", ["Ann", "Anna", "Bence", "Иван", "Jürgen", "José"])
def test_given_names_of_many_countries_are_known(word: str) -> None:
    """The list holds men's and women's names in their own script."""
    assert is_given_name(word)


def test_other_words_are_no_names() -> None:
    """A surname is no given name, an ordinary word neither, and a name is known as it is written."""
    assert is_surname("Müller")
    assert not any(map(is_given_name, ["Müller", "Home", "anna"]))
    assert not is_surname("")
