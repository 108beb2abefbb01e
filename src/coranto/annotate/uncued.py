"""Quoted runs without a cue of their own: speech that goes on, is introduced by a colon, or stands in a sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from coranto.annotate.cued import is_cue
from coranto.annotate.marks import Run
from coranto.annotate.phrases import names_somebody, phrase_after, phrase_before
from coranto.annotate.speech import Attribution, Speech

_LONG = 5
"""Words of a run that is somebody's speech though no cue stands beside it."""
_EMBEDDED = 2
"""Words of a run inside a sentence that is more than a word held at a distance."""
_NEAR = 6
"""Words before a run inside a sentence that belong to what is said."""
_FULL_STOPS = (".", "!", "?", "…")
_BEFORE_SPEECH = ("", ".", "!", "?", "…", ":", "”", '"', "»", "—")


def uncued(
    speech: Speech, run: Run, paragraph: int, found: Sequence[Attribution], earlier: Attribution | None
) -> Attribution | None:
    """Return a run as speech of whoever spoke before it in its paragraph, introduced it, or spoke last.

    ``paragraph`` is where the run's paragraph starts, ``found`` what is attributed in it, ``earlier`` the
    last attribution before it.
    """
    if not _is_speech(speech, run):
        return _embedded(speech, run)
    before = [one for one in found if one.end <= run.start and one.direct]
    if before:
        return replace(max(before, key=lambda one: one.end), start=run.start, end=run.end)
    introduced = _introduced(speech, run)
    if introduced:
        return introduced
    if run.start == paragraph and earlier and _leads_on(speech, earlier, paragraph):
        return replace(earlier, start=run.start, end=run.end, direct=True)
    return _embedded(speech, run) or (Attribution(run.start, run.end, None, None) if run.start == paragraph else None)


def _is_speech(speech: Speech, run: Run) -> bool:
    """Tell whether a run is long, or a whole sentence."""
    text = speech.document.text
    if text.count(" ", run.start, run.end) + 1 >= _LONG:
        return True
    before = text[max(0, run.start - 3) : run.start].rstrip()[-1:]
    stopped = text[run.end - 2 : run.end - 1] in _FULL_STOPS or text[run.end : run.end + 1] in _FULL_STOPS
    return stopped and before in _BEFORE_SPEECH


def _introduced(speech: Speech, run: Run) -> Attribution | None:
    """Return the run as speech of the subject of the sentence before it, if that ends with a colon or a comma."""
    words = speech.document.words
    if not speech.document.text[max(0, run.start - 4) : run.start].rstrip().endswith((":", ",")):
        return None
    at = bisect_left(words.starts, run.start)
    first = speech.document.ranges[speech.sentence_of(at - 1)][0]
    for cue in range(at - 1, first - 1, -1):
        if speech.run_of[cue] < 0 and is_cue(speech, cue, first):
            speaker = phrase_before(words.words, cue, first, speech.lexicon)
            speaker = speaker or phrase_after(words.words, cue + 1, at, speech.lexicon)
            if speaker:
                return Attribution(run.start, run.end, speech.offsets(speaker), (words.starts[cue], words.ends[cue]))
    subject = speech.subject(first, at)
    if not subject or not names_somebody(words.words, subject, speech.lexicon):
        return None
    return Attribution(run.start, run.end, speech.offsets(subject), None)


def _embedded(speech: Speech, run: Run) -> Attribution | None:
    """Return words quoted inside a sentence as its subject's: ``Clinton supports “appropriate pay raises”``."""
    words = speech.document.words
    if speech.document.text.count(" ", run.start, run.end) + 1 < _EMBEDDED:
        return None
    at = bisect_left(words.starts, run.start)
    sentence = speech.sentence_of(at)
    first = speech.document.ranges[sentence][0]
    subject = speech.subject(first, at) if first < at else None
    if not subject or not names_somebody(words.words, subject, speech.lexicon):
        return None
    near = max(subject[1] + 1, at - _NEAR)
    while near < at and not words.words[near][0].isalnum():
        near += 1
    start = min(run.start, words.starts[near])
    return Attribution(start, run.end, speech.offsets(subject), None)


def _leads_on(speech: Speech, earlier: Attribution, start: int) -> bool:
    """Tell whether the last attribution stands in the paragraph just before the one at ``start``."""
    last = max(earlier.end, earlier.cue[1] if earlier.cue else 0)
    return speech.document.text.count("\n", last, start) <= 2
