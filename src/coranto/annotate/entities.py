"""People, organisations, places and events: typed by lists, shape and neighbours, made one across a document."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from coranto.annotate.chunks import Chunk, find_chunks
from coranto.annotate.document import Document
from coranto.annotate.elections import election_chunk
from coranto.annotate.evidence import guessed_type, hinted_type, listed_type
from coranto.annotate.gazetteer import Gazetteer, gazetteer
from coranto.annotate.lexicon import lexicon
from coranto.annotate.linking import Mention, base_form, canonical_names, known_forms, link_key
from coranto.annotate.shouted import shouted_names
from coranto.annotate.tables import table_types
from coranto.model import Entity, EntityType

_MOST = 3000
"""Mentions of one document."""
_JOINTS = (",", ";", "and", "or")
"""What stands between the members of an enumeration."""


@dataclass(frozen=True, slots=True)
class Found:
    """The mentions of one document in order, and each key's name as a reader knows it."""

    entities: tuple[Entity, ...]
    names: dict[str, str]


def find_entities(document: Document) -> Found:
    """Return the mentions; ``key`` is the same for all spellings of one entity in the document."""
    lists = gazetteer()
    mentions = find_mentions(document, lists)[:_MOST]
    canonical = canonical_names(mentions, document.words.words, lists)
    words = document.words
    entities = []
    names: dict[str, str] = {}
    for mention in mentions:
        name = canonical[mention.name, mention.type]
        key = link_key(name, mention.type, document.language, lists)
        names.setdefault(key, name)
        start, end = words.starts[mention.chunk.first], words.ends[mention.chunk.end - 1]
        entities.append(Entity(document.text[start:end], mention.type, start, end, key))
    return Found(tuple(entities), names)


def find_mentions(document: Document, names: Gazetteer) -> list[Mention]:
    """Return typed names in order; lines in capitals take theirs from the others."""
    known = lexicon(document.language)
    words = document.words.words
    chunks = list(find_chunks(document, names, known))
    elections = [found for chunk in chunks if (found := election_chunk(chunk, words, names))]
    chunks = [one for one in chunks if not any(event.first <= one.first < event.end for event in elections)]
    texts = [base_form(words[chunk.first : chunk.end], document.language, names) for chunk in chunks]
    types = _types(document, chunks, texts, names)
    texts, types = known_forms(texts, types, document.language, names)
    mentions = [Mention(chunk, kind, text) for chunk, kind, text in zip(chunks, types, texts, strict=True) if kind]
    mentions += [Mention(one, EntityType.EVENT, " ".join(words[one.first : one.end])) for one in elections]
    seen = _votes([one.name for one in mentions], [one.type for one in mentions])
    mentions += [Mention(chunk, kind, name) for chunk, kind, name in shouted_names(document, seen, names)]
    return sorted(mentions, key=lambda one: one.chunk.first)


def _types(
    document: Document, chunks: Sequence[Chunk], texts: Sequence[str], names: Gazetteer
) -> list[EntityType | None]:
    """Type each chunk by what is sure, by the rest of the document, by its neighbours, by a guess, in that order."""
    known = lexicon(document.language)
    words = document.words.words
    types = table_types(document, chunks, [listed_type(chunk, words, names) for chunk in chunks], names)
    types = _by_votes(texts, types)
    types = [kind or hinted_type(chunk, words, names, known) for chunk, kind in zip(chunks, types, strict=True)]
    types = _spread(chunks, types, words)
    types = [kind or guessed_type(chunk, words, names, known) for chunk, kind in zip(chunks, types, strict=True)]
    return _by_votes(texts, types)


def _by_votes(texts: Sequence[str], types: Sequence[EntityType | None]) -> list[EntityType | None]:
    votes = _votes(texts, types)
    return [kind or votes.get(text) for kind, text in zip(types, texts, strict=True)]


def _spread(
    chunks: Sequence[Chunk], types: Sequence[EntityType | None], words: Sequence[str]
) -> list[EntityType | None]:
    """Give what stands untyped in an enumeration (``X, Y and Z``) the type of its neighbour."""
    spread = list(types)
    order = range(1, len(chunks))
    for here, there in [(at, at - 1) for at in order] + [(at - 1, at) for at in reversed(order)]:
        left, right = sorted((here, there))
        between = words[chunks[left].end : chunks[right].first]
        if spread[here] or chunks[here].opens or len(between) > 2:
            continue
        if between and all(word in _JOINTS for word in between):
            spread[here] = spread[there]
    return spread


def _votes(texts: Sequence[str], types: Sequence[EntityType | None]) -> dict[str, EntityType]:
    """Return the type that most mentions of a name have; the last word of a person's name is the person."""
    counts: defaultdict[str, Counter[EntityType]] = defaultdict(Counter)
    for text, kind in zip(texts, types, strict=True):
        if kind:
            counts[text][kind] += 1
            if kind is EntityType.PERSON and " " in text:
                counts[text.split()[-1]][kind] += 1
    return {text: max(found, key=found.__getitem__) for text, found in counts.items()}
