"""Persons, organisations and places against the development parts of CoNLL-2003 and CrossNER."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coranto.annotate.document import read_document
from coranto.annotate.entities import find_entities
from coranto.model import Article, EntityType

TYPES = {
    "person": EntityType.PERSON,
    "politician": EntityType.PERSON,
    "researcher": EntityType.PERSON,
    "organisation": EntityType.ORGANISATION,
    "politicalparty": EntityType.ORGANISATION,
    "university": EntityType.ORGANISATION,
    "location": EntityType.PLACE,
    "country": EntityType.PLACE,
}
"""The labels of the sets that are persons, organisations or places; others are left aside."""
SENTENCES = 20
"""Sentences read as one article: the sets do not say where one ends."""

Tagged = list[tuple[str, str]]
"""Words of a sentence with their labels."""
Labelled = tuple[int, int, EntityType]
"""Start, end and type of a mention."""


@dataclass(slots=True)
class Score:
    """Mentions that agree in both bounds and in type."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / max(self.predicted + self.gold, 1)


def read_columns(file: Path) -> list[Tagged]:
    """Return the sentences of a file of ``word<TAB>label`` lines."""
    blocks = file.read_text(encoding="utf-8").split("\n\n")
    return [
        [(word, label) for word, _, label in (line.partition("\t") for line in block.splitlines())]
        for block in blocks
        if block.strip()
    ]


def documents(sentences: Sequence[Tagged], size: int) -> Iterator[tuple[str, set[Labelled]]]:
    """Yield texts of so many sentences, one a line, with their labelled mentions."""
    for batch in _batches(sentences, size):
        text = ""
        gold: set[Labelled] = set()
        for sentence in batch:
            gold |= _mentions(sentence, len(text))
            text += " ".join(word for word, _ in sentence) + "\n"
        yield text, gold


def measure(
    sentences: Sequence[Tagged], size: int, find: Callable[[str], set[Labelled]] | None = None
) -> dict[str, Score]:
    """Return the score of each type and of ``all``."""
    scores = {name: Score() for name in ("all", *EntityType)}
    for text, gold in documents(sentences, size):
        found = (find or find_labelled)(text)
        for kind in EntityType:
            ours, theirs = {one for one in found if one[2] is kind}, {one for one in gold if one[2] is kind}
            for name in ("all", kind):
                scores[name].right += len(ours & theirs)
                scores[name].predicted += len(ours)
                scores[name].gold += len(theirs)
    return scores


def find_labelled(text: str) -> set[Labelled]:
    """Return what Coranto finds."""
    found = find_entities(read_document(Article(title="", text=text, language="en")))
    return {(one.start, one.end, one.type) for one in found.entities if one.type is not EntityType.EVENT}


def _batches(sentences: Sequence[Tagged], size: int) -> Iterator[Sequence[Tagged]]:
    return (sentences[at : at + size] for at in range(0, len(sentences), size))


def _mentions(sentence: Tagged, offset: int) -> set[Labelled]:
    found: set[Labelled] = set()
    start, kind = 0, ""
    position = offset
    for word, label in [*sentence, ("", "O")]:
        if kind and label != f"I-{kind}":
            if kind in TYPES:
                found.add((start, position - 1, TYPES[kind]))
            kind = ""
        if label.startswith("B-"):
            start, kind = position, label[2:]
        position += len(word) + 1
    return found
