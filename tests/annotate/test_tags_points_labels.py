"""Hashtags, key points, sensitivity labels and figures."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from coranto.annotate.article import annotate_article
from coranto.annotate.document import read_document
from coranto.annotate.entities import find_entities
from coranto.annotate.labels import find_labels
from coranto.annotate.topics import find_topics
from coranto.model import Annotations, Article, ArticleId

STORY = (
    "A footbridge in Halden collapsed on Monday evening, injuring at least 12 people. Mayor Anne Lindholm said the "
    "bridge safety review would be finished by summer.\n\n"
    "The Norwegian Public Roads Administration said the bridge safety review covers 400 footbridges. Lindholm said "
    "repairs of the footbridge would cost $3.5 million.\n\n"
    "A footbridge in Halden collapsed on Monday evening, injuring at least 12 people, witnesses told the paper.\n\n"
    "Subscribe to our newsletter for the latest news from Halden and from the rest of the country every day."
)


def annotate(text: str = STORY, *, keywords: tuple[str, ...] = ()) -> Annotations:
    article = Article(
        title="Footbridge collapses in Halden",
        text=text,
        language="en",
        keywords=keywords,
        published=datetime(2026, 11, 24, tzinfo=UTC),
    )
    return annotate_article(article, id=ArticleId("a"), revision=2)


def test_tags_are_three_to_eight_camel_case_and_say_no_thing_twice() -> None:
    """Names, a returning phrase and telling words; no two tags share a word."""
    tags = [one.tag for one in annotate().hashtags]
    assert 3 <= len(tags) <= 8
    assert {"Halden", "AnneLindholm", "BridgeSafetyReview"} <= set(tags)
    assert all(tag[0].isupper() and tag.isalnum() for tag in tags)


def test_a_keyword_is_evidence_and_no_tag_by_itself() -> None:
    """A publisher's keyword lifts what the text holds and adds nothing that it does not."""
    plain = {one.tag: one.score for one in annotate().hashtags}
    lifted = {one.tag: one.score for one in annotate(keywords=("Anne Lindholm", "Lifestyle")).hashtags}
    assert "Lifestyle" not in lifted
    assert lifted["AnneLindholm"] > plain["AnneLindholm"]


def test_a_tag_is_in_one_number_whatever_the_text_uses() -> None:
    """Articles of one story that say ``helicopter`` and ``helicopters`` meet under one tag."""
    texts = (
        "The helicopter hit a mill. A second helicopter was taken down. The helicopter fell.",
        "The helicopters hit a mill. More helicopters were taken down. The helicopters fell.",
    )
    tags = [{one.tag for one in annotate(text).hashtags} for text in texts]
    assert "Helicopter" in tags[0] & tags[1]


def test_a_topic_is_told_by_its_cues_in_any_language_and_has_one_name() -> None:
    """An article need not hold a topic's words, and a Russian one has the same tag as an English one."""
    texts = {
        "en": "Voters go to the polling stations on Sunday. Two candidates reached the runoff of the election.",
        "ru": "В воскресенье избиратели выберут президента. Во второй тур выборов вышли два кандидата.",
    }
    for language, text in texts.items():
        found = annotate_article(Article(title="", text=text, language=language), id=ArticleId("a"))
        assert "Elections" in [one.tag for one in found.hashtags]


def test_the_publisher_is_no_tag_of_its_article() -> None:
    """``CNN told`` in every article of CNN does not make it the subject."""
    article = Article(title="", text="Ann Lee told CNN. Mark Olsen told CNN too. CNN asked.", language="en")
    tags = {
        name: annotate_article(replace(article, publisher=name), id=ArticleId("a")).hashtags for name in ("", "CNN")
    }
    assert "CNN" in [one.tag for one in tags[""]]
    assert "CNN" not in [one.tag for one in tags["CNN"]]


def test_a_name_that_no_list_knows_is_told_by_its_capitals() -> None:
    """What returns in capitals is one name, not its parts."""
    tags = [one.tag for one in annotate("The Glow Lantern opened. Ann Lee built the Glow Lantern in Oslo.").hashtags]
    assert "GlowLantern" in tags


def test_a_given_name_is_no_cue_of_a_topic() -> None:
    """``Gene`` the person says nothing of genetics."""
    document = read_document(Article(title="", text="Gene Hackman spoke. Gene Hackman left.", language="en"))
    assert not find_topics(document, find_entities(document).entities)


def test_a_topic_and_the_word_that_names_it_are_one_tag() -> None:
    """``power outages`` and the topic are ``PowerOutage``."""
    tags = [one.tag for one in annotate("Power outages hit Ohio. The power outages left 500 without power.").hashtags]
    assert "PowerOutage" in tags
    assert "PowerOutages" not in tags


def test_one_passing_cue_makes_no_topic() -> None:
    """A word that a topic shares with others does not make the article one on it."""
    document = read_document(Article(title="", text="Ann Lee left the company. She baked bread.", language="en"))
    assert not [one for one in find_topics(document) if one.score >= 1]


def test_key_points_are_sentences_of_the_text_without_repetition_or_furniture() -> None:
    """Each is a sentence with its span and revision; what is said twice or asks to subscribe is left out."""
    points = annotate().key_points
    assert [STORY[span.start : span.end] for point in points for span in point.spans] == [one.text for one in points]
    assert {span.revision for point in points for span in point.spans} == {2}
    assert sum("collapsed" in point.text for point in points) == 1
    assert not any("Subscribe" in point.text for point in points)


def test_a_figure_knows_its_sign_bound_claimant_and_day() -> None:
    """``at least 12 people`` is a bound as of Monday; ``$3.5 million`` has a unit and who claims it."""
    figures = {STORY[one.start : one.end]: one for one in annotate().figures}
    assert (figures["12"].low, figures["12"].of, figures["12"].as_of) == (12, "people", date(2026, 11, 23))
    assert (figures["$3.5 million"].value, figures["$3.5 million"].unit) == (3_500_000, "USD")
    assert figures["$3.5 million"].claimed_by == "Anne Lindholm"
    assert figures["400"].claimed_by == "Norwegian Public Roads Administration"


def test_what_is_counted_ends_before_its_verb() -> None:
    """``12 people fled`` counts people; ``two suspected rebels`` are suspected rebels."""
    found = annotate("About 12 people fled. Police shot two suspected rebels. Some 40 planes carrying aid landed.")
    assert [figure.of for figure in found.figures] == ["people", "suspected rebels", "planes"]


def test_both_ends_of_a_range_may_have_their_sign() -> None:
    """``$2 billion to $3 billion`` and ``3% to 5%`` are one figure each."""
    found = annotate("The tax raised $2 billion to $3 billion. Prices rose 3% to 5%.").figures
    assert [(one.low, one.high, one.unit) for one in found] == [(2e9, 3e9, "USD"), (3, 5, "%")]


@pytest.mark.parametrize("text", ["Article 5 of the treaty", "He left gate 12 at noon.", "One in five adults smokes."])
def test_a_number_that_names_a_thing_or_makes_a_ratio_is_no_figure(text: str) -> None:
    """What is numbered is not counted."""
    assert annotate(text).figures == ()


@pytest.mark.parametrize(
    ("language", "title", "text", "label"),
    [
        ("en", "Man beheaded in market", "The man was decapitated; his corpse lay there.", "graphic-violence"),
        ("en", "", "She spoke of suicide after her brother took his own life; a suicide note was found.", "self-harm"),
        ("en", "Pornhub leaves France", "The porn site is known for pornographic films.", "adult"),
        ("de", "Massaker", "Die Opfer wurden enthauptet und gefoltert.", "graphic-violence"),
        ("ru", "Самоубийство", "Он покончил с собой, о самоубийстве сообщили в суицидальном центре.", "self-harm"),
    ],
)
def test_labels_need_several_words_or_one_in_the_headline(language: str, title: str, text: str, label: str) -> None:
    """The text's own words earn a label; one passing word does not."""
    assert label in find_labels(read_document(Article(title=title, text=text, language=language)))
    assert find_labels(read_document(Article(title="Budget", text="The budget passed.", language=language))) == ()


def test_the_publishers_label_is_kept() -> None:
    """What the publisher rates adult stays adult."""
    assert find_labels(read_document(Article(title="x", text="y", language="en")), ("adult",)) == ("adult",)


@pytest.mark.parametrize(
    "text",
    ['"' * 200_000, "“a” " * 60_000, "He said that " * 20_000, "Leeds 2 " * 30_000, "12 " * 60_000, "Smith, " * 40_000],
    ids=["marks", "runs", "cues", "scores", "numbers", "commas"],
)
def test_a_hostile_text_takes_bounded_time(text: str) -> None:
    """Marks, cues, scores or numbers without end are annotated in time that grows with the text's length."""
    started = datetime.now(UTC)
    annotate(text)
    assert (datetime.now(UTC) - started).total_seconds() < 20
