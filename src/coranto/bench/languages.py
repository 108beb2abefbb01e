"""Accuracy of ``text.language`` on ``languages/`` (500 sentences in each of 75 languages), and its training.

The figure is cross-validated: a sentence is judged by weights that were made without it. The weights
that are shipped are made from all sentences (``python -m coranto.bench.languages DATA`` writes them).
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from unicodedata import category

import numpy as np

from coranto.text.language import (
    BUCKETS,
    STEP,
    LanguageModel,
    choose_language,
    fasttext_opinion,
    language_by_words,
    ngram_buckets,
    pack,
    tell_language,
)

_FOLDS = 5
_SMOOTHING = 0.1
_WORST = 10
_DATA = Path(__file__).parent.parent / "text" / "data"
_FILE = _DATA / "language.npz"
_WORDS_FILE = _DATA / "language_words.json"
_RATIO = 8
"""How many times as many sentences of its own language as of any other hold a telling word."""
_PRESENCE = 0.0005
"""Share of sentences of another language that may always hold it: names and slips."""
_FEWEST = 3
"""Sentences of its own language that hold it at least."""
_MOST_WORDS = 100
"""Telling words that are kept for a language."""

Labelled = tuple[str, str]
"""Language and sentence."""


def run(data: Path) -> None:
    """Print the accuracy over all, the weakest languages and what they are taken for."""
    sentences = read_sentences(data)
    pairs = [pair for fold in range(_FOLDS) for pair in _judge_fold(sentences, fold)]
    shipped = sum(tell_language(text) == language for language, text in sentences) / len(sentences)
    print(
        f"languages  {len(sentences)} sentences  accuracy {_accuracy(pairs):.4f} cross-validated, {shipped:.4f} shipped"
    )
    by_language = {language: [pair for pair in pairs if pair[0] == language] for language, _ in pairs}
    for language in sorted(by_language, key=lambda name: _accuracy(by_language[name]))[:_WORST]:
        taken = Counter(guess for _, guess in by_language[language] if guess != language)
        mistakes = ", ".join(f"{guess} {count}" for guess, count in taken.most_common(3))
        print(f"  {language}  {_accuracy(by_language[language]):.3f}  taken for {mistakes}")


def read_sentences(data: Path) -> list[Labelled]:
    """Return every sentence with its language, from ``languages/xx.txt.gz``."""
    found: list[Labelled] = []
    for file in sorted((data / "languages").glob("*.txt.gz")):
        lines = gzip.decompress(file.read_bytes()).decode().splitlines()
        found += [(file.name[:2], line) for line in lines if ngram_buckets(line).size]
    return found


def train(sentences: Sequence[Labelled]) -> LanguageModel:
    """Count n-grams by language and return their costs."""
    languages = tuple(sorted({language for language, _ in sentences}))
    counts = np.zeros((BUCKETS, len(languages)))
    for column, name in enumerate(languages):
        buckets = [ngram_buckets(text) for language, text in sentences if language == name]
        counts[:, column] = np.bincount(np.concatenate(buckets), minlength=BUCKETS)
    counts += _SMOOTHING
    nats = np.log(counts / counts.sum(axis=0))
    below_best = nats.max(axis=1, keepdims=True) - nats
    return LanguageModel(languages, np.clip(np.round(below_best / STEP), 0, 255).astype(np.uint8))


def train_words(sentences: Sequence[Labelled]) -> dict[str, list[str]]:
    """Return the words of each language that hardly a sentence of another holds, common ones first."""
    sizes = Counter(language for language, _ in sentences)
    held: dict[str, Counter[str]] = defaultdict(Counter)
    for language, text in sentences:
        for word in set(text.lower().split()):
            held[word][language] += 1
    telling: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for word, counts in held.items():
        shares = sorted(((count / sizes[name], name) for name, count in counts.items()), reverse=True)
        (share, language), (rival, _) = (*shares, (0.0, ""))[:2]
        if _is_word(word) and counts[language] >= _FEWEST and share >= _RATIO * (rival + _PRESENCE):
            telling[language].append((-share, word))
    return {name: [word for _, word in sorted(telling[name])[:_MOST_WORDS]] for name in sorted(telling)}


def _is_word(word: str) -> bool:
    return all(category(letter)[0] in "LM" for letter in word)


def write(data: Path) -> str:
    """Train on all sentences, write weights and words into the package; return the weights' SHA-256."""
    sentences = read_sentences(data)
    packed = pack(train(sentences))
    _FILE.write_bytes(packed)
    words = {language: " ".join(telling) for language, telling in train_words(sentences).items()}
    _WORDS_FILE.write_text(json.dumps(words, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    return hashlib.sha256(packed).hexdigest()


def _judge_fold(sentences: list[Labelled], fold: int) -> list[tuple[str, str]]:
    """Return true and told language of each sentence of one fold."""
    seen = [pair for number, pair in enumerate(sentences) if number % _FOLDS != fold]
    model = train(seen)
    words = {word: language for language, telling in train_words(seen).items() for word in telling}
    return [
        (
            language,
            language_by_words(text, words) or choose_language(model, ngram_buckets(text), fasttext_opinion(text)),
        )
        for language, text in sentences[fold::_FOLDS]
    ]


def _accuracy(pairs: list[tuple[str, str]]) -> float:
    return sum(truth == guess for truth, guess in pairs) / len(pairs)


if __name__ == "__main__":
    print(write(Path(sys.argv[1])))
