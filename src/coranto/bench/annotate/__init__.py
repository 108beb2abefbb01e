"""Quality and speed of ``annotate`` on labelled data: ``coranto bench annotate --data DIR``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from coranto.bench.annotate import (
    checked,
    entities,
    hashtags,
    languages,
    links,
    quotes,
    sentences,
    speed,
    stability,
    topics,
)

Row = tuple[str, str, str, str]
"""What, measured on what, figure, goal."""


def run(data: Path) -> None:
    """Print one table: what is measured, on what, the figure, the goal."""
    for what, where, figure, goal in rows(data):
        print(f"{what:<22} {where:<44} {figure:>8}  {goal}", flush=True)


def rows(data: Path) -> Iterator[Row]:
    """Yield the lines of the table."""
    yield ("what", "on", "figure", "goal")
    for language, score in sentences.boundary_f1(data).items():
        yield ("sentences: F1 of ends", f"{language}, joined by tens", f"{score:.3f}", "")
    yield from _quotes(data)
    yield from _entities(data)
    yield from _links()
    yield from _languages()
    yield from _checked()
    yield from _hashtags(data)
    yield ("speed", "BBC news, one core", f"{speed.articles_per_second(data):.0f}/s", ">= 60/s")


def _quotes(data: Path) -> Iterator[Row]:
    counts = quotes.measure(quotes.read_polnear(data / "quotes" / "polnear_dev.jsonl.gz"))
    where = f"PolNeAR dev, {counts.gold} with quotation marks"
    yield ("quotes: recall", where, f"{counts.recall:.3f}", ">= .90")
    yield ("quotes: precision", f"{counts.predicted} quotes", f"{counts.precision:.3f}", ">= .85")
    yield ("quotes: speaker", "of those found", f"{counts.speaker:.3f}", ">= .85")


def _entities(data: Path) -> Iterator[Row]:
    for name, goal in (("conll2003", ">= .78"), ("politics", ">= .68")):
        sentences = entities.read_columns(data / "entities" / name / "dev.txt")
        for size in (entities.SENTENCES, 1):
            scores = entities.measure(sentences, size)
            where = f"{name} dev, {size} sentence{'s' * (size > 1)} an article"
            yield ("entities: F1", where, f"{scores['all'].f1:.3f}", goal)


def _hashtags(data: Path) -> Iterator[Row]:
    texts = hashtags.read_kpcrowd(data)
    mine = hashtags.f1_at_10(texts, hashtags.ours)
    yield ("hashtags: F1@10", "kpcrowd, the words tags are built from", f"{mine:.3f}", "")
    for name, rank in hashtags.baselines():
        theirs = hashtags.f1_at_10(texts, rank)
        yield ("", f"kpcrowd, {name}", f"{theirs:.3f}", f"ours {mine / theirs - 1:+.0%}, goal +20%")
    tags = hashtags.f1_at_10(texts, hashtags.tags)
    yield ("", "kpcrowd, the three to eight tags themselves", f"{tags:.3f}", "")
    for name, which in (("each", "must-have tags of each list"), ("agree", "must-have tags that both lists hold")):
        given = hashtags.feedsfun(data)[name]
        goal = ">= .80" if name == "each" else ""
        where = f"feeds.fun, {given.gold} {which}"
        yield ("hashtags: given", f"{where}: shown", f"{given.shown / given.gold:.3f}", goal)
        yield ("", "  among all that are ranked", f"{given.ranked / given.gold:.3f}", "")
        yield ("", "  whose words the text has at all", f"{given.written / given.gold:.3f}", "")
        yield ("", "  most that eight tags can give", f"{given.room / given.gold:.3f}", "")
    same, other = stability.shared_tags(data)
    yield ("hashtags: stable", "BASIL, two articles of a story share two tags", f"{same:.3f}", "")
    yield ("", "  two articles of different stories do", f"{other:.3f}", "")
    yield ("topics: section", "BBC, five sections, accuracy", f"{topics.section_accuracy(data):.3f}", "")


def _links() -> Iterator[Row]:
    for part, linked in links.measure().items():
        where = f"own set, {part}, {linked.mentions} mentions"
        yield ("entities: linked", f"{where}, {linked.pairs} pairs that are one", f"{linked.recall:.3f}", "")
        yield ("", "  pairs with one key that are one", f"{linked.precision:.3f}", "")


def _languages() -> Iterator[Row]:
    for part in ("dev", "test"):
        for language, score in languages.measure(part).items():
            where = f"{language}, own set, {part}"
            yield ("languages: quotes", f"{where}: found of {score.quotes}", f"{score.found / score.quotes:.3f}", "")
            yield ("", "  with the right speaker", f"{score.given / score.quotes:.3f}", "")
            yield ("", f"  direct ones that are quotes, of {score.direct}", f"{score.right / score.direct:.3f}", "")
            yield ("", f"  expected tags shown, of {score.tags}", f"{score.tagged / score.tags:.3f}", "")
            yield ("", "  sentences, F1 of both bounds", f"{score.sentence_f1:.3f}", "")


def _checked() -> Iterator[Row]:
    for part in ("dev", "test"):
        found = checked.figures(part)
        where = f"own set, {part}, {found.gold} in six languages"
        yield ("figures: recall", where, f"{found.right / found.gold:.3f}", "")
        yield ("", f"  precision, {found.predicted} found", f"{found.right / found.predicted:.3f}", "")
        for name, count in (("what", found.of), ("claimed by whom", found.claimed), ("as of when", found.as_of)):
            yield ("", f"  {name}, of those found", f"{count / found.right:.3f}", "")
        labelled, bare = checked.labels(part)
        yield (
            "labels: recall",
            f"own set, {part}, {labelled.gold} articles",
            f"{labelled.right / labelled.gold:.3f}",
            "",
        )
        yield ("", "  precision", f"{labelled.right / labelled.predicted:.3f}", "")
        yield ("", f"  left bare, of {bare.gold}", f"{bare.right / bare.gold:.3f}", "")
