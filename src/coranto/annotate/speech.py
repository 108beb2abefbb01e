"""A document under reading for speech: its words, its quoted runs, and what each way of looking needs of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from coranto.annotate.document import Document
from coranto.annotate.lexicon import Lexicon, lexicon
from coranto.annotate.marks import DASHES, Run, dashed_runs, is_title, quoted_runs, split_at_asides
from coranto.annotate.phrases import Phrase, phrase_after, up_to_name

OBJECT = 12
"""Words between a cue and ``that`` or the quotation: ``told reporters in Miami on Monday``."""
_SUBJECT = 5
"""Words of a sentence's subject."""
_NEXT = 40
"""Characters after a quotation in which its cue stands."""
_FAR = 60
"""Words before a cue in which a quotation may end that bounds its subject."""

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said what, in offsets of the text; the lower ``rank``, the surer."""

    start: int
    end: int
    speaker: Offsets | None
    cue: Offsets | None
    direct: bool = True
    rank: int = 3


@dataclass(frozen=True, slots=True)
class Speech:
    """``run_of[i]`` is the number of the run that holds word ``i``, or -1; ``starts`` are the runs'."""

    document: Document
    lexicon: Lexicon
    runs: list[Run]
    run_of: list[int]
    starts: list[int]

    def bare_gap(self, start: int, end: int) -> bool:
        """Tell whether only marks and spaces stand between two offsets."""
        return not any(character.isalnum() for character in self.document.text[start:end])

    def offsets(self, phrase: Phrase) -> Offsets:
        """Return where a phrase stands in the text."""
        return self.document.words.starts[phrase[0]], self.document.words.ends[phrase[1] - 1]

    def runs_from(self, start: int, end: int) -> Sequence[Run]:
        """Return the runs that start in ``text[start:end]``."""
        return self.runs[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def last_run(self, end: int) -> Run | None:
        """Return the last run that starts before an offset."""
        at = bisect_left(self.starts, end)
        return self.runs[at - 1] if at else None

    def next_run(self, at: int, end: int) -> int:
        """Return the first word from ``at`` on that lies in a run, or ``end``."""
        return next((word for word in range(at, end) if self.run_of[word] >= 0), end)

    def after_runs(self, first: int, at: int) -> int:
        """Return the first word from which on no run stands before ``at``, looking back no further than ``first``."""
        near = range(at - 1, max(first, at - _FAR) - 1, -1)
        return next((word + 1 for word in near if self.run_of[word] >= 0), max(first, at - _FAR))

    def sentence_of(self, word: int) -> int:
        """Return the index of the sentence that holds a word."""
        return bisect_right(self.document.ranges, (word, len(self.document.words) + 1)) - 1

    def subject(self, first: int, end: int) -> Phrase | None:
        """Return the first phrase of a sentence, past an opening that ends with a comma."""
        words = self.document.words.words
        opening = words[first].lower() in self.lexicon.prepositions | self.lexicon.breaks
        if opening and "," in words[first : min(end, first + OBJECT)]:
            first = words.index(",", first) + 1
        phrase = phrase_after(words, first, end, self.lexicon)
        if not phrase:
            return None
        first, end = up_to_name(words, phrase, self.lexicon)
        return first, min(end, first + _SUBJECT)


def read_speech(document: Document) -> Speech:
    """Find a document's quoted runs; names of works in quotation marks are none."""
    known = lexicon(document.language)
    text = document.text
    runs = [part for run in quoted_runs(text, known.marks) for part in split_at_asides(text, run, known.cues)]
    runs = [run for run in runs if not is_title(text[run.start : run.end]) or _is_said(text, run, known)]
    if DASHES in known.marks:
        taken = sorted([*runs, *dashed_runs(text, known.cues)], key=lambda run: run.start)
        runs = [run for run, before in zip(taken, [Run(0, 0), *taken], strict=False) if run.start >= before.end]
    return Speech(document, known, runs, _run_of(document, runs), [run.start for run in runs])


def _is_said(text: str, run: Run, known: Lexicon) -> bool:
    """Tell whether a cue follows a single word: ``«Dimito», anunció``; English quotes titles so as well."""
    after = text[run.end : run.end + _NEXT]
    if known.language == "en" or " " in text[run.start : run.end].strip("«» ") or not after.startswith(","):
        return False
    return bool(known.cues.intersection(after.lower().strip(", —–").split()[:2]))


def _run_of(document: Document, runs: Sequence[Run]) -> list[int]:
    held = [-1] * len(document.words)
    current = 0
    for index, start in enumerate(document.words.starts):
        while current < len(runs) and runs[current].end <= start:
            current += 1
        if current < len(runs) and runs[current].start <= start:
            held[index] = current
    return held
