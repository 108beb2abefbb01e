"""People, organisations, places and events."""

import pytest

from coranto.annotate.document import read_document
from coranto.annotate.entities import find_entities
from coranto.model import Article


def mentions(text: str, language: str = "en") -> list[tuple[str, str, str]]:
    found = find_entities(read_document(Article(title="", text=text, language=language)))
    return [(one.text, one.type.value, one.key) for one in found.entities]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Retired General Otto Molina of the Patriotic Party won.", ["Otto Molina", "Patriotic Party"]),
        ("The Food and Drug Administration met Bush and Quayle.", ["Food and Drug Administration"]),
        ("Japan 's Finance Minister Wataru Kubo spoke.", ["Japan", "Wataru Kubo"]),
        ("He lives in Orvieto, Italy, with Ann Lee.", ["Orvieto", "Italy", "Ann Lee"]),
        ("Lokomotiv Moscow 2 Torpedo Moscow 1", ["Lokomotiv Moscow", "Torpedo Moscow"]),
    ],
)
def test_names_are_cut_where_people_cut_them(text: str, expected: list[str]) -> None:
    """Titles, ``of`` after a person, and lists end a name; ``and`` inside an office does not."""
    assert [name for name, _, _ in mentions(text) if name in expected] == expected


def test_a_city_that_plays_is_a_team_and_a_country_a_country() -> None:
    """In a line of results the city is a club; nations stay places."""
    assert [kind for _, kind, _ in mentions("Leeds 2 Everton 0")] == ["organisation", "organisation"]
    assert [kind for _, kind, _ in mentions("Austria 0 Scotland 0")] == ["place", "place"]


def test_a_line_in_capitals_takes_its_names_from_the_text() -> None:
    """``FIORENTINA`` in a headline is the Fiorentina of the body, with its key."""
    found = mentions("FIORENTINA BEAT MILAN\n\nFiorentina Group said on Monday. Milan Group replied to Ann Lee.")
    assert ("MILAN", "place", "milan") in found


def test_an_acronym_in_brackets_is_the_organisation_before_it() -> None:
    """One tag for one thing: ``ADF`` has the key of the name that it abbreviates."""
    found = mentions("The Allied Democratic Forces (ADF) fled. ADF men were seen.")
    assert {key for _, _, key in found} == {"allied-democratic-forces"}


def test_spellings_of_one_person_have_one_key() -> None:
    """Romanisations and scripts of a known name lead to one page."""
    keys = {mentions(text, language)[0][2] for text, language in (
        ("Volodymyr Zelensky left.", "en"), ("Wolodymyr Selenskyj kam.", "de"), ("Владимир Зеленский уехал.", "ru"),
    )}  # fmt: skip
    assert keys == {"volodymyr-zelenskiy"}


def test_a_dated_election_is_an_event_and_no_place() -> None:
    """``the 2015 United Kingdom general election`` is one event."""
    found = mentions("She won the 2015 United Kingdom general election.")
    assert found == [("2015 United Kingdom general election", "event", "2015-united-kingdom-general-election")]


def test_enumerations_share_their_type() -> None:
    """A name without a hint takes the type of its neighbours in a list."""
    found = mentions("Troops passed Dublin, Wexzford and Cork.")
    assert [kind for _, kind, _ in found] == ["place", "place", "place"]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("de", "Hamburgs Polizeipräsident Falk Schnabel kam.", "Falk Schnabel"),
        ("fr", "Hier, l’Espagnole Carmen Ruiz a gagné.", "Carmen Ruiz"),
        ("ru", "Президент Украины Владимир Зеленский приехал.", "Владимир Зеленский"),
    ],
)
def test_a_name_is_cut_from_office_and_nation_in_any_language(language: str, text: str, name: str) -> None:
    """What stands before the given name is no part of it."""
    assert name in [mention for mention, _, _ in mentions(text, language)]


def test_a_french_article_is_no_part_of_a_tag() -> None:
    """``l’Ukraine`` is Ukraine."""
    assert mentions("La Russie a attaqué l’Ukraine lundi.", "fr")[-1] == ("Ukraine", "place", "ukraine")
