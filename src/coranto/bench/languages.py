"""Accuracy of ``text.language`` on ``languages/`` (500 sentences in each of 75 languages), and its training.

The figure is cross-validated: a sentence is judged by weights that were made without it. The weights
that are shipped are made from all sentences (``python -m coranto.bench.languages DATA`` writes them).
"""

from __future__ import annotations

import gzip
import hashlib
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from coranto.text.language import (
    BUCKETS,
    STEP,
    LanguageModel,
    choose_language,
    fasttext_opinion,
    ngram_buckets,
    pack,
    tell_language,
)

_FOLDS = 5
_SMOOTHING = 0.1
_WORST = 10
_FILE = Path(__file__).parent.parent / "text" / "data" / "language.npz"

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


def write(data: Path) -> str:
    """Train on all sentences, write the weights into the package and return their SHA-256."""
    packed = pack(train(read_sentences(data)))
    _FILE.write_bytes(packed)
    return hashlib.sha256(packed).hexdigest()


def _judge_fold(sentences: list[Labelled], fold: int) -> list[tuple[str, str]]:
    """Return true and told language of each sentence of one fold."""
    model = train([pair for number, pair in enumerate(sentences) if number % _FOLDS != fold])
    return [
        (language, choose_language(model, ngram_buckets(text), fasttext_opinion(text)))
        for language, text in sentences[fold::_FOLDS]
    ]


def _accuracy(pairs: list[tuple[str, str]]) -> float:
    return sum(truth == guess for truth, guess in pairs) / len(pairs)


if __name__ == "__main__":
    print(write(Path(sys.argv[1])))
