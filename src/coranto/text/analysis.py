"""How a text becomes terms: one analysis for each family of languages, so that ``talks`` finds ``talk``."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

_STEMMERS = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nb": "norwegian",
    "nl": "dutch",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}
_ALIKE = {"nn": "nb", "no": "nb"}
_UNSPACED = frozenset(("zh", "ja", "ko", "th", "lo", "km", "my"))
PLAIN = "xx"
"""The family of languages without a stemmer."""
UNSPACED = "cjk"
"""The family of languages that put no spaces between words: indexed by single characters and pairs."""
FAMILIES = (*_STEMMERS, PLAIN, UNSPACED)
_LONGEST = 60
_WORD = re.compile(r"\w+")


def family_of(language: str) -> str:
    """Return the family that texts of a language (ISO 639-1) are analysed by."""
    language = _ALIKE.get(language, language)
    if language in _UNSPACED:
        return UNSPACED
    return language if language in _STEMMERS else PLAIN


@cache
def analyser(family: str) -> TextAnalyzer:
    """Return the analysis of a family, as the index runs it."""
    if family == UNSPACED:
        return TextAnalyzerBuilder(Tokenizer.ngram(1, 2)).filter(Filter.lowercase()).build()
    builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(_LONGEST)).filter(Filter.lowercase())
    builder = builder.filter(Filter.ascii_fold())
    if family in _STEMMERS:
        builder = builder.filter(Filter.stemmer(_STEMMERS[family]))
    return builder.build()


def terms_of(text: str, family: str) -> list[str]:
    """Return the terms that a query's text means in a family, in order."""
    terms = analyser(family).analyze(text)
    if family != UNSPACED:
        return terms
    bare = [term for term in terms if term.strip() == term]
    pairs = [term for term in bare if len(term) > 1]
    return pairs or bare


def term_set(text: str, family: str) -> frozenset[str]:
    """Return the distinct terms of a text. Words are analysed once and remembered, so that many texts are quick."""
    if family == UNSPACED:
        return frozenset(terms_of(text, family))
    return frozenset(term for word in _WORD.findall(text) for term in word_terms(word, family))


@lru_cache(maxsize=1 << 16)
def word_terms(word: str, family: str) -> tuple[str, ...]:
    """Return the terms of one word (most often one), remembered."""
    return tuple(analyser(family).analyze(word))
