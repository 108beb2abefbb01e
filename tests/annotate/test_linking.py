"""One name and one page for one thing, whatever its spelling, script or case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coranto.annotate.document import read_document
from coranto.annotate.entities import find_entities
from coranto.annotate.inflection import case_forms, romanise
from coranto.bench.annotate import links
from coranto.model import Article


def keys(text: str, language: str) -> list[str]:
    return [one.key for one in find_entities(read_document(Article(title="", text=text, language=language))).entities]


@pytest.mark.parametrize(
    ("language", "text", "key"),
    [
        ("ru", "Журналисты спросили Ивана Петрова. Позже Петрову позвонили.", "ivan-petrov"),
        ("ru", "По словам Елены Соколовой, работы идут.", "elena-sokolova"),
        ("ru", "Рассказ Павла Громова услышали. Павел Громов ушел.", "pavel-gromov"),
        ("uk", "Журналісти запитали Володимира Шевченка про бюджет.", "volodymyr-shevchenko"),
        ("en", "Governor Ivan Petrov arrived. Mr Petrov left.", "ivan-petrov"),
        ("ru", "Мэр Харькова выступил. В Харькове тихо.", "kharkiv"),
        ("de", "Präsident Emmanuel Macron kam. Macrons Reise endet.", "emmanuel-macron"),
        ("en", "Kommission chief Ursula von der Leyen spoke. Von der Leyen left.", "ursula-von-der-leyen"),
        ("en", "The Federal Network Office fined two firms. The FNO may fine more.", "federal-network-office"),
        ("fr", "L'Union européenne votera. L'UE hésite.", "european-union"),
        ("de", "Er kämpfte im Zweiten Weltkrieg.", "world-war-ii"),
    ],
)
def test_all_mentions_of_one_thing_have_one_key(language: str, text: str, key: str) -> None:
    """Case forms, genitives, surnames, acronyms and translations lead to one page."""
    assert set(keys(text, language)) == {key}


def test_the_name_shown_is_the_nominative() -> None:
    """A tag or speaker is not shown in the case that the sentence asks for."""
    found = find_entities(read_document(Article(title="", text="Встречу с Иваном Петровым отложили.", language="ru")))
    assert list(found.names.values()) == ["Иван Петров"]


def test_a_common_noun_that_speaks_is_no_person() -> None:
    """``Профсоюз объявил`` opens a sentence in capitals; a surname is known by its shape."""
    assert keys("Профсоюз объявил забастовку. Рыбин заявил протест.", "ru") == ["rybin"]


def test_a_womans_name_is_not_taken_for_a_mans_genitive() -> None:
    """``Александра Иванова`` is a woman."""
    assert keys("Александра Иванова победила.", "ru") == ["aleksandra-ivanova"]


def test_two_people_of_one_surname_in_two_articles_stay_two() -> None:
    """Only the text at hand says whom a surname means."""
    assert keys("John Smith spoke. Smith left.", "en") == ["john-smith", "john-smith"]
    assert keys("Will Smith spoke. Smith left.", "en") == ["will-smith", "will-smith"]


def test_names_are_romanised_as_their_countries_do() -> None:
    """Russian and Ukrainian letters have their own Latin ones."""
    assert romanise("Григорий", "ru") == "grigorii"
    assert romanise("Григорій", "uk") == "hryhorii"


@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґёАБВ -'", max_size=40))
def test_any_word_has_few_case_forms(word: str) -> None:
    """Whatever is given, forms are bounded in number and length."""
    forms = list(case_forms(word, surname=True))
    assert len(forms) <= 5 * 6**4
    assert all(len(form) <= len(word) + 4 * 4 for form in forms)


def test_our_own_set_is_linked() -> None:
    """The floors stand a little under what `coranto bench annotate` prints."""
    for part in links.measure().values():
        assert part.recall >= 0.95
        assert part.precision >= 0.99
