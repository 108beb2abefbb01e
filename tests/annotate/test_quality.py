"""Floors under the measured quality; `coranto bench annotate` prints the figures themselves."""

from pathlib import Path

import pytest

from coranto.app import settings
from coranto.bench.annotate import checked, entities, quotes

DATA = Path(settings.load().data)
labelled = pytest.mark.skipif(not (DATA / "quotes").is_dir(), reason=f"no labelled data at {DATA}: set CORANTO_DATA")


@labelled
def test_quotes_with_marks_are_found_and_given_to_their_speaker() -> None:
    """On PolNeAR's development part recall, precision and speakers stay above the goals."""
    counts = quotes.measure(quotes.read_polnear(DATA / "quotes" / "polnear_dev.jsonl.gz"))
    assert counts.recall >= 0.90
    assert counts.precision >= 0.90
    assert counts.speaker >= 0.87


@labelled
@pytest.mark.parametrize(("name", "floor"), [("conll2003", 0.81), ("politics", 0.69)])
def test_persons_organisations_and_places_are_found(name: str, floor: float) -> None:
    """On news and on politics F1 stays above the goals, without training on either."""
    sentences = entities.read_columns(DATA / "entities" / name / "dev.txt")
    assert entities.measure(sentences, entities.SENTENCES)["all"].f1 >= floor


@pytest.mark.parametrize("part", ["dev", "test"])
def test_figures_and_labels_keep_their_quality_on_our_own_sets(part: str) -> None:
    """Figures are found with what they count, who claims them and when; labels are found and not strewn about."""
    figures = checked.figures(part)
    assert figures.right >= 0.9 * max(figures.gold, figures.predicted)
    assert min(figures.claimed, figures.as_of) >= 0.9 * figures.right
    assert figures.of >= 0.8 * figures.right
    labels, bare = checked.labels(part)
    assert labels.right >= 0.9 * max(labels.gold, labels.predicted)
    assert bare.right >= 0.9 * bare.gold
