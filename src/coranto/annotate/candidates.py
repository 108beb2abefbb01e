"""What may be a tag: names, returning phrases, telling words, the publisher's keywords, each with its worth."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

from coranto.annotate.document import Document
from coranto.annotate.entities import Found
from coranto.annotate.gazetteer import gazetteer
from coranto.annotate.lexicon import lexicon
from coranto.annotate.terms import LONGEST, READ, Term, Terms, early, read_terms, stem
from coranto.model import EntityType
from coranto.text.names import entity_key, tag_key

_RETURNS = 2
"""How often a phrase or a word must stand to be a tag."""
_RARE = 2.5
"""Nats of rarity from which a single word can be a tag (about one article in twelve)."""
_NAME, _PHRASED, _TITLED, _DECLARED = 3.5, 1.2, 1.5, 1.2
"""What a name, a returning phrase, the headline and the publisher's keyword add to a score."""
_PASSING = 0.8
"""What a place or an organisation that is named once loses."""
_MOST_KEYWORDS = 20
_KEYWORD_WORDS = 4
"""Words of a keyword that can be a tag."""
_NOUNS_IN_CAPITALS = "de"
"""The language whose capitals tell little."""
_ARTICLES = 10
"""Determiners of a language that has articles."""
_HEADS = 0.1
"""Share of a noun's places that end a phrase with a determiner."""
_LONE = -1.0
"""What a single word that is no name loses: it gains, as readers pick words more than phrases."""


def weigh_words(document: Document, found: Found) -> dict[str, float]:
    """Return any words of a text that may be tags, with scores: for one that offers nothing better."""
    terms = read_terms(document)
    words = _any_words(terms, _named(found))
    return {_in_number(name, terms): terms.weight(term) - _LONE for name, term in words}


def weigh_candidates(document: Document, found: Found, keywords: Sequence[str]) -> dict[str, float]:
    """Return what the text's own words offer, by name, with scores.

    A publisher's keyword lifts what is found, and is a candidate where the text holds it word for word.
    """
    terms = read_terms(document)
    named = _named(found)
    scored = dict(_names(found, terms))
    sources = (
        _spelled(found, terms),
        _phrases(document, terms, named),
        _words(document, terms, named),
        _declared(document, terms, keywords),
    )
    for name, score in chain.from_iterable(sources):
        scored.setdefault(name, score)
    title = document.title.casefold()
    declared = {tag_key(keyword) for keyword in keywords}
    for name in scored:
        scored[name] += _TITLED * (name.casefold() in title) + _DECLARED * (tag_key(name) in declared)
    return scored


def _named(found: Found) -> frozenset[str]:
    return frozenset(stem(word[:LONGEST]) for entity in found.entities for word in entity.text.split())


def _names(found: Found, terms: Terms) -> Iterator[tuple[str, float]]:
    """Yield each entity's name with its score; a place or agency named once is hardly what a text is about."""
    counts: dict[str, Term] = {}
    types: dict[str, EntityType] = {}
    for entity in found.entities:
        if entity.end > READ:
            break
        term = counts.setdefault(entity.key, Term(found.names[entity.key], entity.start // 6))
        term.count += 1
        types.setdefault(entity.key, entity.type)
    if terms.lexicon.language != "en":
        for name, start in _places_within(found):
            counts.setdefault(entity_key(name), Term(name, start // 6, count=1))
            types.setdefault(entity_key(name), EntityType.PLACE)
    for key, term in counts.items():
        passing = term.count == 1 and types[key] is not EntityType.PERSON
        yield term.name, terms.often(term.count) + early(term.first) + _NAME - _PASSING * passing


def _places_within(found: Found) -> Iterator[tuple[str, int]]:
    """Yield the town at the end of an authority's name with its offset: ``Landgericht Hamburg``."""
    places = gazetteer().places
    for entity in found.entities:
        _, _, last = entity.text.rpartition(" ")
        if entity.type is EntityType.ORGANISATION and last != entity.text and last in places and entity.end <= READ:
            yield places[last], entity.start


def _spelled(found: Found, terms: Terms) -> Iterator[tuple[str, float]]:
    """Yield what returns in capitals and is no name that is known: ``Crew Dragon``, of which ``Dragon`` is a part."""
    if terms.lexicon.language == _NOUNS_IN_CAPITALS:
        return
    whole = [{stem(word) for word in name.split()} for name in found.names.values() if " " in name]
    parts = _parts(terms, _RETURNS)
    for key, phrase in terms.phrases.items():
        words = set(key.split())
        if phrase.count < _RETURNS or phrase.capitals < phrase.count or parts.get(key, 0) == phrase.count:
            continue
        if words & _never(terms.lexicon.language) or any(len(words & name) > 1 for name in whole):
            continue
        count = max(terms.words[word].count for word in words)
        yield phrase.name, terms.often(count) + early(phrase.first) + _NAME


@cache
def _never(language: str) -> frozenset[str]:
    """Return the stems of what is no tag by itself: demonyms, roles, titles."""
    known = lexicon(language)
    return frozenset(map(stem, gazetteer().demonyms | known.roles | known.titles))


def _phrases(document: Document, terms: Terms, named: frozenset[str]) -> Iterator[tuple[str, float]]:
    """Yield phrases that return, or that the headline makes of words that do, unless they are part of more."""
    shut = named | _never(terms.lexicon.language)
    returns = _RETURNS + (terms.lexicon.language != "en")
    parts = _parts(terms, returns)
    title = document.title.casefold() if terms.lexicon.language == "en" else ""
    for key, phrase in terms.phrases.items():
        words = key.split()
        titled = len(words) == 2 and phrase.name.casefold() in title and _makes_noun(words, terms)
        spelled = phrase.capitals == phrase.count and terms.lexicon.language != _NOUNS_IN_CAPITALS
        whole = (phrase.count >= returns or titled) and parts.get(key, 0) < phrase.count and not spelled
        if whole and not shut & set(words) and not _is_verbal(words[0], terms):
            yield _in_number(phrase.name, terms), terms.phrase_weight(phrase) + _PHRASED + math.log(phrase.count)


def _makes_noun(words: Sequence[str], terms: Terms) -> bool:
    """Tell whether the words return, the last as a noun."""
    parts = [terms.words[one] for one in words]
    return all(part.count >= _RETURNS for part in parts) and parts[-1].heads > 0


def _words(document: Document, terms: Terms, named: frozenset[str]) -> Iterator[tuple[str, float]]:
    """Yield single words that return, are rare, and stand in the headline or often."""
    title = {stem(word) for word in document.title.split()}
    for key, term in _any_words(terms, named):
        if _is_telling(term, terms) and (term.count > _RETURNS or stem(key) in title):
            yield _known(term) or _in_number(term.name, terms), terms.weight(term) - _LONE


def _known(term: Term) -> str:
    """Return the canonical name of a word that is always written as a name and is listed as one, or nothing."""
    if term.capitals < term.count:
        return ""
    names = gazetteer()
    return names.persons.get(term.name) or names.places.get(term.name) or names.organisations.get(term.name, "")


def _in_number(name: str, terms: Terms) -> str:
    """Return a phrase with its last word in the number that English news uses more: ``drones`` becomes ``drone``."""
    if terms.lexicon.language != "en":
        return name
    counts = gazetteer().words
    start, _, last = name.rpartition(" ")
    forms = (last.lower(), stem(last), stem(last) + "s")
    best = max(forms, key=lambda form: counts.get(form, 0))
    usual = best if counts.get(best, 0) else last
    return f"{start} {usual}".strip()


def _any_words(terms: Terms, named: frozenset[str]) -> list[tuple[str, Term]]:
    """Return the words that may be tags; where the language has no stop words only what is written as a name."""
    shut = named | _never(terms.lexicon.language)
    spelled = not terms.lexicon.stopwords
    return [
        (term.name, term)
        for key, term in terms.words.items()
        if key not in shut and (not spelled or 2 * term.capitals > term.count)
    ]


def _declared(document: Document, terms: Terms, keywords: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Yield keywords that headline or body hold as they are."""
    text = f"{document.title}\n{document.text[:READ]}".casefold()
    for keyword in keywords[:_MOST_KEYWORDS]:
        count = text.count(keyword.casefold()) if len(keyword) > 1 and keyword.count(" ") < _KEYWORD_WORDS else 0
        if count:
            yield keyword, terms.often(count) + _NAME - _PASSING


def _parts(terms: Terms, returns: int) -> dict[str, int]:
    """Return how often the parts of longer phrases stand in them: ``bridge safety`` of ``bridge safety review``."""
    counts: dict[str, int] = {}
    for key, phrase in terms.phrases.items():
        words = key.split()
        if len(words) > 2 and phrase.count >= returns:
            for part in (" ".join(words[1:]), " ".join(words[:-1])):
                counts[part] = max(counts.get(part, 0), phrase.count)
    return counts


def _is_telling(term: Term, terms: Terms) -> bool:
    lower = term.name.lower()
    if terms.lexicon.language == "de" and 2 * term.capitals <= term.count:
        return False
    if term.count < _RETURNS or terms.rarity(lower) < _RARE or _is_verbal(lower, terms):
        return False
    return term.capitals == term.count or _is_noun(term, terms)


def _is_noun(term: Term, terms: Terms) -> bool:
    """Tell whether a word ends noun phrases often enough: ``the bridge``; where a language has articles to tell by."""
    return len(terms.lexicon.determiners) < _ARTICLES or term.heads >= _HEADS * term.count


def _is_verbal(word: str, terms: Terms) -> bool:
    """Tell whether a word ends as verbs and adverbs of its language do, and nouns seldom."""
    return word.lower().endswith(terms.lexicon.verbal)
