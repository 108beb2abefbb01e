"""One story told in six languages: what is found in each lies beside it as JSON."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from coranto.annotate.article import annotate_article
from coranto.bench.annotate import languages
from coranto.model import Annotations, Article, ArticleId

GOLDEN = Path(__file__).parent / "golden"


def found_in(file: Path) -> dict[str, Any]:
    title, _, text = file.read_text(encoding="utf-8").partition("\n\n")
    article = Article(title=title, text=text.strip(), language=file.stem)
    return readable(annotate_article(article, id=ArticleId(file.stem)), article.text)


def readable(found: Annotations, text: str) -> dict[str, Any]:
    """Return what a person would check: no offsets, no scores."""
    return {
        "sentences": [one.text for one in found.sentences],
        "hashtags": [one.tag for one in found.hashtags],
        "entities": sorted({f"{one.type}: {one.key}" for one in found.entities}),
        "quotes": [[one.speaker_name, one.cue.text if one.cue else "", one.content.text] for one in found.quotes],
        "figures": [
            [text[one.start : one.end], one.of, one.unit, one.value, one.low, one.high, one.claimed_by]
            for one in found.figures
        ],
        "key_points": [point.text for point in found.key_points],
    }


@pytest.mark.parametrize("file", sorted(GOLDEN.glob("*.txt")), ids=lambda file: file.stem)
def test_each_language_gives_sound_sentences_tags_quotes_and_figures(file: Path) -> None:
    """In each language with word lists the story gives what its golden file says."""
    expected = msgspec.json.decode(file.with_suffix(".json").read_bytes())
    assert msgspec.json.decode(msgspec.json.encode(found_in(file))) == expected


@pytest.mark.parametrize("part", ["dev", "test"])
def test_short_news_in_five_languages_keeps_its_quality(part: str) -> None:
    """On our own set sentences are whole, quotes have their speakers, and expected tags are shown."""
    for score in languages.measure(part).values():
        assert score.sentence_f1 == 1
        assert score.found >= 0.9 * score.quotes
        assert score.given >= 0.7 * score.quotes
        assert score.tagged >= 0.7 * score.tags


@pytest.mark.parametrize(
    ("language", "text", "speaker", "said"),
    [
        ("ru", "— Мы победили, — сказал Иван Петров.", "Иван Петров", "— Мы победили,"),
        ("uk", "— Ми перемогли, — сказала Ольга Коваль.", "Ольга Коваль", "— Ми перемогли,"),
        ("es", "—Hemos ganado —dijo la alcaldesa Ana Ruiz.", "Ana Ruiz", "—Hemos ganado"),
        ("es", "Ana Ruiz llegó tarde. «No pude venir antes», añadió.", "Ana Ruiz", "«No pude venir antes»"),
        ("es", "«Dimito», anunció la ministra Lucía Navarro.", "Lucía Navarro", "«Dimito»"),
    ],
)
def test_speech_is_opened_by_a_dash_or_has_no_subject(language: str, text: str, speaker: str, said: str) -> None:
    """Russian, Ukrainian and Spanish set speech between dashes; a verb may leave its subject out."""
    found = annotate_article(Article(title="", text=text, language=language), id=ArticleId("a"))
    assert [(one.speaker_name, one.content.text) for one in found.quotes] == [(speaker, said)]
