"""One page for one thing: our own set of mentions that are, or are not, the same entity (``sets/links.txt``)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from coranto.annotate.document import read_document
from coranto.annotate.entities import find_entities
from coranto.model import Article

_BRACKETED = re.compile(r"\[([^\]]{1,80})\]")


@dataclass(frozen=True, slots=True)
class Linked:
    """Pairs of mentions: ``recall`` of those of one entity that share a key, ``precision`` of those that share one."""

    mentions: int
    pairs: int
    recall: float
    precision: float


def measure() -> dict[str, Linked]:
    """Return the figures of the development part (every other entity) and of the test part."""
    entities = [list(_keys(block)) for block in _blocks()]
    return {"dev": _pairs(entities[::2]), "test": _pairs(entities[1::2])}


def missed() -> Iterator[tuple[str, Counter[str]]]:
    """Yield the entities of the development part whose mentions have several keys, with these."""
    for block in list(_blocks())[::2]:
        keys = Counter(_keys(block))
        if len(keys) > 1:
            yield block.partition("\n")[0], keys


def _blocks() -> list[str]:
    text = (resources.files("coranto.bench.annotate") / "sets" / "links.txt").read_text(encoding="utf-8")
    return text.split("\n== ")[1:]


def _keys(block: str) -> Iterator[str]:
    """Yield the key of each bracketed mention, or a text of its own where none is found there."""
    for line in block.splitlines()[1:]:
        language, _, marked = line.partition(" ")
        text = _BRACKETED.sub(r"\1", marked)
        found = find_entities(read_document(Article(title="", text=text, language=language))).entities
        for number, mention in enumerate(_BRACKETED.finditer(marked)):
            start = mention.start() - 2 * number
            end = start + len(mention[1])
            inside = [one for one in found if one.start < end and one.end > start]
            yield inside[0].key if inside else f"(none: {line})"


def _pairs(entities: list[list[str]]) -> Linked:
    counts = [Counter(keys) for keys in entities]
    everywhere = Counter(key for keys in entities for key in keys)
    whole = sum(_two(len(keys)) for keys in entities)
    right = sum(_two(count) for keys in counts for count in keys.values())
    shared = sum(_two(count) for count in everywhere.values())
    return Linked(sum(map(len, entities)), whole, right / whole, right / max(shared, 1))


def _two(count: int) -> int:
    return count * (count - 1) // 2
