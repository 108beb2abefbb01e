"""Sentences: nupunkt (Bommarito et al. 2025, after Punkt, Kiss & Strunk 2006) where it has a model, rules elsewhere.

No sentence crosses a line break. Offsets are code points of the text; white space at the ends is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nupunkt import PunktSentenceTokenizer

Bounds = tuple[int, int]
"""Start and end of a sentence."""

_MODELLED = ("en", "de")
_CHUNK = 8000
"""Characters handed to nupunkt at once: its time grows with the square of a word's length."""
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_OPENING = "\"“„«»‹‚‘'([¿¡—–-"
_CLOSING = "\"”“»«›’')]"
_END = re.compile(
    rf"(?P<western>(?P<mark>[.!?…؟।]+)[{re.escape(_CLOSING)}]{{0,3}}(?:\s»)?)(?=\s+[{re.escape(_OPENING)}]{{0,3}}\s?[^\W_a-zà-öø-ÿа-я])"
    rf"|[。！？]+[」』”’）]{{0,3}}"
)
_QUOTED_END = re.compile(r"[.!?…][”\"»“](?=\s+[\"“„«]?[^\W\d_])")
_LAST_WORD = re.compile(r"[^\s(\"“„«'’-]{1,20}\Z")
_ORDINAL = re.compile(r"(?<![\d.,])\d{1,2}\.\Z")


def sentence_bounds(text: str, language: str = "") -> list[Bounds]:
    """Return the bounds of each sentence, in order, not overlapping."""
    split = _modelled(language) if language in _MODELLED else _split_by_rules(language)
    found: list[Bounds] = []
    for line in _LINE.finditer(text):
        for chunk_start, chunk_end in _chunks(text, line.start(), line.end()):
            chunk = text[chunk_start:chunk_end]
            ends = [*split(chunk), len(chunk)]
            found += _trimmed(text, chunk_start, ends)
    return found


def _chunks(text: str, start: int, end: int) -> Iterator[Bounds]:
    """Cut a long line at white space."""
    while end - start > _CHUNK:
        space = text.rfind(" ", start + 1, start + _CHUNK)
        cut = space if space > start else start + _CHUNK
        yield start, cut
        start = cut
    yield start, end


def _trimmed(text: str, offset: int, ends: list[int]) -> Iterator[Bounds]:
    start = offset
    for end in ends:
        piece = text[start : offset + end]
        bare = piece.strip()
        if bare:
            first = start + len(piece) - len(piece.lstrip())
            yield first, first + len(bare)
        start = offset + end


def _modelled(language: str) -> Callable[[str], list[int]]:
    tokenizer = _nupunkt()

    def split(line: str) -> list[int]:
        ends = {span[1] for _, span in tokenizer.tokenize_with_spans(line)}
        ends |= {found.end() for found in _QUOTED_END.finditer(line)}
        return sorted(end for end in ends if not _goes_on(line, end, language))

    return split


def _goes_on(line: str, end: int, language: str) -> bool:
    """Tell whether a sentence goes on after ``end``: a comma or bracket follows, or an ordinal ended."""
    after = line[end : end + 2].lstrip()[:1]
    return (
        after in {",", ";", ")", "]"}
        or after.islower()
        or (language == "de" and bool(_ORDINAL.search(line[max(0, end - 5) : end].rstrip())))
    )


def _split_by_rules(language: str) -> Callable[[str], list[int]]:
    abbreviations = _abbreviations(language)

    def split(line: str) -> list[int]:
        return [
            found.end()
            for found in _END.finditer(line)
            if found["mark"] != "." or not _abbreviated(line, found.start(), abbreviations)
        ]

    return split


def _abbreviated(line: str, stop: int, abbreviations: frozenset[str]) -> bool:
    """Tell whether the full stop at ``stop`` belongs to an abbreviation, an initial or an ordinal."""
    word = _LAST_WORD.search(line, max(0, stop - 20), stop)
    if not word:
        return False
    bare = word[0].lower()
    return bare in abbreviations or (len(bare) == 1 and bare.isalpha()) or (len(bare) <= 2 and bare.isdigit())


@cache
def _abbreviations(language: str) -> frozenset[str]:
    file = resources.files("coranto.text").joinpath("data", "abbreviations.json")
    words = json.loads(file.read_text(encoding="utf-8"))
    return frozenset((words.get(language, "") + " " + words["any"]).split())


@cache
def _nupunkt() -> PunktSentenceTokenizer:
    from nupunkt import load  # takes 50 ms, which other languages need not pay

    return load("default")
