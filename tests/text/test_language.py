"""Telling languages."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coranto.text.language import LanguageModel, ngram_buckets, pack, tell_language, unpack

HEADLINES = [
    ("en", "The ferry returns to the island after a strike that lasted three weeks"),
    ("de", "Die Fähre kehrt nach dreiwöchigem Streik auf die Insel zurück"),
    ("fr", "Le ferry revient sur l'île après trois semaines de grève"),
    ("es", "El transbordador vuelve a la isla tras tres semanas de huelga"),
    ("nb", "Fergen er tilbake på øya etter en streik som varte i tre uker"),
    ("nn", "Ferja er tilbake på øya etter ein streik som varte i tre veker"),
    ("ru", "Паром вернулся на остров после трёхнедельной забастовки"),
    ("uk", "Пором повернувся на острів після тритижневого страйку"),
    ("tr", "Feribot üç hafta süren grevin ardından adaya döndü"),
    ("pl", "Prom wraca na wyspę po trzytygodniowym strajku"),
    ("zh", "罢工三周后渡轮重返该岛"),
    ("ja", "三週間のストライキの後、フェリーが島に戻った"),
    ("ar", "عادت العبارة إلى الجزيرة بعد إضراب دام ثلاثة أسابيع"),
    ("xh", "Isikhitshane sibuyele esiqithini emva kwesitrayika seeveki ezintathu"),
]


@pytest.mark.parametrize(("language", "headline"), HEADLINES)
def test_a_headline_is_enough(language: str, headline: str) -> None:
    """A headline tells the language, near relatives apart."""
    assert tell_language(headline) == language


def test_languages_that_the_own_model_does_not_know() -> None:
    """FastText is believed where it is sure of a language without weights."""
    assert tell_language("မြန်မာနိုင်ငံ၏ မြို့တော်သည် နေပြည်တော် ဖြစ်သည်") == "my"


@pytest.mark.parametrize("text", ["", "  \n", "12:30 – 14.00", "🚢"])
def test_no_letters_no_language(text: str) -> None:
    """What has no letters has no language."""
    assert tell_language(text) == ""


@settings(max_examples=50, deadline=None)
@given(st.text())
def test_any_text_gets_a_code_or_nothing(text: str) -> None:
    """No text, however odd, is an error."""
    assert len(tell_language(text)) in (0, 2, 3)


def test_weights_survive_their_file() -> None:
    """What is packed can be unpacked."""
    model = LanguageModel(("de", "en"), np.arange(6, dtype=np.uint8).reshape(3, 2))
    again = unpack(pack(model))
    assert again.languages == model.languages
    assert (again.costs == model.costs).all()


def test_case_and_digits_do_not_count() -> None:
    """The same letters give the same n-grams."""
    assert ngram_buckets("Ferry 12, Island").tolist() == ngram_buckets("ferry ISLAND").tolist()
