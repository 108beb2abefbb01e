"""Everything that is found in one article."""

from hypothesis import given, settings
from hypothesis import strategies as st

from coranto.annotate.article import annotate_article
from coranto.model import Annotations, Article, ArticleId

TEXT = (
    "Ukraine's President Volodymyr Zelenskiy said on Monday that Russia had launched 472 drones and between 7 and 10 "
    'missiles, killing at least 12 people. "We need Patriot missiles," he said. "We need them now."\n\n'
    'Zelenskiy met British Prime Minister Keir Starmer in Brussels. Starmer told reporters the talks were "very '
    'productive".\n\n'
    'Spokeswoman Maria Zakharova denied the claim. "This is a lie," the spokeswoman added.'
)


def annotate(text: str, title: str = "", language: str = "en") -> Annotations:
    return annotate_article(Article(title=title, text=text, language=language), id=ArticleId("a"))


def pieces(found: Annotations) -> list[tuple[str, int, int]]:
    quotes = [piece for quote in found.quotes for piece in (quote.content, quote.speaker, quote.cue) if piece]
    points = [(point.text, span.start, span.end) for point in found.key_points for span in point.spans]
    marked = [*found.sentences, *found.entities, *quotes]
    return [*((one.text, one.start, one.end) for one in marked), *points]


@given(
    st.text(alphabet="aB .,\"“”«»'’1%$\nсЖ„“—", max_size=300),
    st.sampled_from(["", "en", "de", "fr", "es", "ru", "uk", "ja"]),
)
@settings(max_examples=300, deadline=None)
def test_offsets_hold_for_any_text(text: str, language: str) -> None:
    """Whatever the text, each piece that is shown stands in it where its offsets say."""
    found = annotate(text, "Head line", language)
    assert all(text[start:end] == piece for piece, start, end in pieces(found))
    assert all(0 <= figure.start < figure.end <= len(text) for figure in found.figures)


@given(st.text(max_size=200), st.text(max_size=40))
@settings(max_examples=150, deadline=None)
def test_no_text_and_no_headline_stops_it(text: str, title: str) -> None:
    """Any characters at all are annotated, the language told from them; tags hold letters and digits only."""
    found = annotate(text, title, language="")
    assert all(text[start:end] == piece for piece, start, end in pieces(found))
    assert all(tag.tag and 0 <= tag.score <= 1 for tag in found.hashtags)


def test_an_article_without_a_body_is_tagged_by_its_headline() -> None:
    """A feed's entry that has a headline only gets the headline's names."""
    found = annotate("", "President Volodymyr Zelenskiy meets Keir Starmer in London")
    assert {"VolodymyrZelenskiy", "KeirStarmer", "London"} <= {tag.tag for tag in found.hashtags}
    assert found.entities == found.quotes == found.sentences == ()


def test_a_speaker_is_named_through_pronoun_role_and_surname() -> None:
    """``he``, ``the spokeswoman`` and a surname lead to the full name that the article gave."""
    said = {quote.content.text: quote.speaker_name for quote in annotate(TEXT).quotes}
    assert said['"We need Patriot missiles,"'] == "Volodymyr Zelenskiy"
    assert said['"We need them now."'] == "Volodymyr Zelenskiy"
    assert said['"This is a lie,"'] == "Maria Zakharova"
    assert [name for content, name in said.items() if "productive" in content] == ["Keir Starmer"]


def test_one_person_has_one_key() -> None:
    """A surname and the full name of one person carry one key."""
    keys = {entity.key for entity in annotate(TEXT).entities if "Zelenskiy" in entity.text}
    assert keys == {"volodymyr-zelenskiy"}


def test_figures_know_ranges_and_bounds() -> None:
    """A range has both ends, a bound one, a plain number a value, each with what it counts."""
    figures = {figure.of: (figure.value, figure.low, figure.high) for figure in annotate(TEXT).figures}
    assert figures["drones"] == (472, None, None)
    assert figures["missiles"] == (None, 7, 10)
    assert figures["people"] == (None, 12, None)
