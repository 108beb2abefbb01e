"""Ends of sentences, on the sentences of ``languages/`` joined by tens."""

from __future__ import annotations

import gzip
from pathlib import Path

from coranto.annotate.lexicon import LANGUAGES
from coranto.text.sentences import sentence_bounds

_JOINED = 10
_STOPS = '.!?…"”»'


def boundary_f1(data: Path) -> dict[str, float]:
    """Return F1 of sentence ends by language; lines that end without a stop are left aside."""
    return {language: _f1(data / "languages" / f"{language}.txt.gz", language) for language in LANGUAGES}


def _f1(file: Path, language: str) -> float:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        sentences = [line.strip() for line in lines]
    sentences = [line for line in sentences if line.endswith(tuple(_STOPS))]
    right = found = 0
    for at in range(0, len(sentences), _JOINED):
        ends, text = set(), ""
        for sentence in sentences[at : at + _JOINED]:
            text += sentence
            ends.add(len(text))
            text += " "
        ours = {end for _, end in sentence_bounds(text, language)}
        right += len(ours & ends)
        found += len(ours)
    return 2 * right / (found + len(sentences))
