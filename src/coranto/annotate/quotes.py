"""Who said what: attributions found by their cue, in quotation marks or reported.

After the pattern families of Pareti (2015, PARC3) and the rules of Citron (Newell et al. 2018): a cue
verb with a subject before or after it, and the content before the pair, after it, or both.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from coranto.annotate.document import Document
from coranto.annotate.lexicon import Lexicon, lexicon
from coranto.annotate.marks import Run, is_title, quoted_runs
from coranto.annotate.phrases import Phrase, is_name, phrase_after, phrase_before
from coranto.model import Quote

_LONG_RUN = 5
"""Words of a quoted run that is somebody's speech though no cue stands beside it."""
_OBJECT = 12
"""Words between a cue and ``that`` or the quotation: ``told reporters in Miami on Monday``."""
_LEAST = 3
"""Words of reported content."""
_FULL_STOPS = ".!?…"
_BEFORE_SPEECH = ("", ".", "!", "?", "…", ":", "”", '"', "»", "—")
_MOST_CUES = 40
"""Cues of one sentence that are tried."""


@dataclass(frozen=True, slots=True)
class _Found:
    """An attribution in offsets of the text; the lower ``rank``, the surer."""

    start: int
    end: int
    speaker: tuple[int, int] | None
    cue: tuple[int, int] | None
    direct: bool = True
    rank: int = 3


@dataclass(slots=True)
class _Reader:
    """One document under reading: ``run_of[i]`` is the run that holds word ``i``, or -1."""

    document: Document
    lexicon: Lexicon
    runs: list[Run]
    run_of: list[int]

    def gap(self, start: int, end: int) -> str:
        """Return the words between two offsets, without marks and spaces."""
        return self.document.text[start:end].strip(" \u00a0\t,.;:—–-()\"'”“’»«…?!")

    def offsets(self, phrase: Phrase) -> tuple[int, int]:
        """Return where a phrase stands in the text."""
        words = self.document.words
        return words.starts[phrase[0]], words.ends[phrase[1] - 1]


def find_quotes(document: Document) -> list[Quote]:
    """Return direct and indirect quotes in order of their content; speakers are not yet resolved to names."""
    words = lexicon(document.language)
    runs = [run for run in quoted_runs(document.text, words.marks) if not is_title(document.text[run.start : run.end])]
    reader = _Reader(document, words, runs, _run_of(document, runs))
    found: list[_Found] = []
    for first, end in document.paragraphs():
        found += _paragraph(reader, first, end, found[-1] if found else None)
    return [_quote(reader, one) for one in found]


def _run_of(document: Document, runs: Sequence[Run]) -> list[int]:
    held = [-1] * len(document.words)
    current = 0
    for index, start in enumerate(document.words.starts):
        while current < len(runs) and runs[current].end <= start:
            current += 1
        if current < len(runs) and runs[current].start <= start:
            held[index] = current
    return held


def _paragraph(reader: _Reader, first: int, end: int, earlier: _Found | None) -> list[_Found]:
    sentences = reader.document.sentences
    found: list[_Found] = []
    for index in range(first, end):
        found = _accept(found, sorted(_sentence(reader, index), key=lambda one: one.rank))
    start, stop = sentences[first].start, sentences[end - 1].end
    for run in (run for run in reader.runs if start <= run.start < stop):
        found = _accept(found, _uncued(reader, run, start, found, earlier))
    return sorted(found, key=lambda one: one.start)


def _accept(found: list[_Found], more: Sequence[_Found]) -> list[_Found]:
    """Add what does not say again what is found already."""
    kept = list(found)
    for one in more:
        if not any(
            2 * (min(one.end, old.end) - max(one.start, old.start)) > min(one.end - one.start, old.end - old.start)
            for old in kept
        ):
            kept.append(one)
    return kept


def _uncued(reader: _Reader, run: Run, start: int, found: Sequence[_Found], earlier: _Found | None) -> list[_Found]:
    """Return a run without a cue of its own as speech of whoever spoke before it, if it is speech."""
    text = reader.document.text[run.start : run.end]
    opens = run.start == start
    whole = (
        text[-2:-1] in _FULL_STOPS
        and reader.document.text[max(0, run.start - 3) : run.start].rstrip()[-1:] in _BEFORE_SPEECH
    )
    if text.count(" ") + 1 < _LONG_RUN and not whole:
        return []
    speakers = [one for one in found if one.end <= run.start and one.direct]
    if speakers:
        return [replace(speakers[-1], start=run.start, end=run.end)]
    introduced = _introduction(reader, run)
    if introduced:
        return [introduced]
    if opens and earlier and _leads_on(reader, earlier, start):
        return [replace(earlier, start=run.start, end=run.end, direct=True)]
    return [_Found(run.start, run.end, None, None)] if opens or text.count(" ") > 2 * _LONG_RUN else []


def _introduction(reader: _Reader, run: Run) -> _Found | None:
    """Return the run as speech of the subject of the sentence before it, if that ends with a colon or a comma."""
    words = reader.document.words
    before = reader.document.text[max(0, run.start - 4) : run.start].rstrip()
    if not before.endswith((":", ",")):
        return None
    at = bisect_left(words.starts, run.start)
    index = bisect_right([first for first, _ in reader.document.ranges], at - 1) - 1
    first = reader.document.ranges[index][0]
    for cue in range(at - 1, first - 1, -1):
        if reader.run_of[cue] < 0 and _is_cue(reader, cue, first):
            speaker = phrase_before(words.words, cue, first, reader.lexicon) or phrase_after(
                words.words, cue + 1, at, reader.lexicon
            )
            if speaker:
                return _Found(run.start, run.end, reader.offsets(speaker), (words.starts[cue], words.ends[cue]))
    subject = _subject(reader, first, at)
    return _Found(run.start, run.end, reader.offsets(subject), None) if subject else None


def _subject(reader: _Reader, first: int, end: int) -> Phrase | None:
    """Return the first phrase of a sentence, past an opening that ends with a comma."""
    words = reader.document.words.words
    if (
        words[first].lower() in reader.lexicon.prepositions | reader.lexicon.breaks
        and "," in words[first : first + _OBJECT]
    ):
        first = words.index(",", first) + 1
    phrase = phrase_after(words, first, end, reader.lexicon)
    return (first, min(phrase[1], first + 5)) if phrase else None


def _leads_on(reader: _Reader, earlier: _Found, start: int) -> bool:
    """Tell whether the last attribution stands in the paragraph just before the one at ``start``."""
    last = max(earlier.end, earlier.cue[1] if earlier.cue else 0)
    return reader.document.text.count("\n", last, start) <= 2


def _sentence(reader: _Reader, index: int) -> Iterator[_Found]:
    first, end = reader.document.ranges[index]
    tried = 0
    for at in range(first, end):
        if reader.run_of[at] < 0 and _is_cue(reader, at, first) and tried < _MOST_CUES:
            tried += 1
            yield from _around(reader, index, at)
        elif reader.run_of[at] < 0 and reader.document.words.words[at].lower() in reader.lexicon.sources:
            yield from _according(reader, index, at)


def _is_cue(reader: _Reader, at: int, first: int) -> bool:
    words = reader.document.words.words
    if words[at].lower() not in reader.lexicon.cues:
        return False
    before = words[at - 1].lower() if at > first else ""
    return before not in reader.lexicon.determiners and not before.endswith(("'s", "’s"))


def _around(reader: _Reader, index: int, at: int) -> Iterator[_Found]:
    """Yield what the cue at word ``at`` attributes: before it, after it, or both."""
    words = reader.document.words
    first, end = reader.document.ranges[index]
    floor = max((i + 1 for i in range(max(first, at - 60), at) if reader.run_of[i] >= 0), default=first)
    left = phrase_before(words.words, at, floor, reader.lexicon)
    if words.words[at].lower().endswith("ing") and reader.lexicon.language == "en":
        left = _subject(reader, first, at)
    cue = (words.starts[at], words.ends[at])
    run = _run_ending_before(reader, index, cue[0])
    right = phrase_after(words.words, at + 1, _ceiling(reader, at + 1, end), reader.lexicon)
    if run and not reader.gap(run.end, cue[0]) and right:
        yield _before(reader, index, run, right, cue)
        yield from _continued(reader, right[1], end, right, cue)
    elif run and left and not reader.gap(run.end, words.starts[left[0]]):
        yield _before(reader, index, run, left, cue)
        yield from _continued(reader, at + 1, end, left, cue)
    else:
        yield from _reported(reader, index, at, left, right)


def _ceiling(reader: _Reader, at: int, end: int) -> int:
    return next((i for i in range(at, end) if reader.run_of[i] >= 0), end)


def _run_ending_before(reader: _Reader, index: int, start: int) -> Run | None:
    sentence = reader.document.sentences[index]
    return next(
        (run for run in _runs_of(reader, index) if sentence.start < run.end <= start and _is_last(reader, run, start)),
        None,
    )


def _is_last(reader: _Reader, run: Run, start: int) -> bool:
    return not any(run.end < other.end <= start for other in reader.runs)


def _runs_of(reader: _Reader, index: int) -> list[Run]:
    first, end = reader.document.ranges[index]
    return [reader.runs[number] for number in sorted({number for number in reader.run_of[first:end] if number >= 0})]


def _before(reader: _Reader, index: int, run: Run, speaker: Phrase, cue: tuple[int, int]) -> _Found:
    start = min(run.start, reader.document.sentences[index].start)
    return _Found(start, run.end, reader.offsets(speaker), cue, direct=True, rank=0)


def _continued(reader: _Reader, at: int, end: int, speaker: Phrase, cue: tuple[int, int]) -> Iterator[_Found]:
    """Yield the second half of ``“...,” he said, “...”``."""
    next_run = _ceiling(reader, at, end)
    if next_run < end and next_run - at <= _OBJECT:
        run = reader.runs[reader.run_of[next_run]]
        yield _Found(run.start, run.end, reader.offsets(speaker), cue, direct=True, rank=0)


def _reported(reader: _Reader, index: int, at: int, left: Phrase | None, right: Phrase | None) -> Iterator[_Found]:
    words = reader.document.words
    sentence = reader.document.sentences[index]
    cue = (words.starts[at], words.ends[at])
    opening = _content_after(reader, index, at)
    if left and opening is not None:
        start, end, rank = opening
        yield _Found(start, end, reader.offsets(left), cue, direct=_holds_run(reader, start, end), rank=rank)
        return
    speaker = left if left and words.words[left[0] - 1 : left[0]] == [","] else None
    if words.words[at - 1 : at] == [","] and right:
        speaker, left = right, right
    if speaker and left:
        stop = min(words.starts[left[0]], cue[0])
        content = reader.document.text[sentence.start : stop].rstrip(" ,")
        if content.count(" ") >= _LEAST:
            start, end = sentence.start, sentence.start + len(content)
            yield _Found(start, end, reader.offsets(speaker), cue, direct=_holds_run(reader, start, end), rank=2)


def _holds_run(reader: _Reader, start: int, end: int) -> bool:
    return any(start <= run.start < end for run in reader.runs)


def _content_after(reader: _Reader, index: int, at: int) -> tuple[int, int, int] | None:
    """Return the content after a cue (start, end, rank): a quotation, ``that ...``, or what follows at once."""
    words = reader.document.words
    end = reader.document.ranges[index][1]
    sentence = reader.document.sentences[index]
    told = words.words[at].lower() in reader.lexicon.telling
    for near in range(at + 1, min(end, at + 2 + _OBJECT)):
        word = words.words[near]
        if reader.run_of[near] >= 0:
            run = reader.runs[reader.run_of[near]]
            aside = (
                told
                or near == at + 1
                or words.words[near - 1] in ",:"
                or words.words[at + 1].lower() in reader.lexicon.prepositions
            )
            return (run.start, run.end, 1) if aside else (words.starts[at + 1], max(sentence.end, run.end), 2)
        if word.lower() in reader.lexicon.that:
            return words.starts[near], _stop(reader, words.starts[near], sentence.end), 1
        if word == ":" and near == end - 1:
            return None
        if word in ".;:":
            break
    rest = reader.document.text[words.ends[at] : sentence.end]
    if told or rest.count(" ") <= _LEAST or not _opens_clause(reader, at + 1):
        return None
    return words.starts[at + 1], _stop(reader, words.starts[at + 1], sentence.end), 3


def _stop(reader: _Reader, start: int, end: int) -> int:
    """Return where content that ends with its sentence ends: a quotation that began in it is heard out."""
    return max((run.end for run in reader.runs if start <= run.start < end), default=end) if end else end


def _opens_clause(reader: _Reader, at: int) -> bool:
    words = reader.document.words.words
    if at >= len(words):
        return False
    lower = words[at].lower()
    known = reader.lexicon
    return is_name(words[at]) or lower in known.determiners | known.male | known.female | known.plural


def _according(reader: _Reader, index: int, at: int) -> Iterator[_Found]:
    """Yield what ``according to X`` attributes: the rest of its sentence."""
    words = reader.document.words
    _, end = reader.document.ranges[index]
    sentence = reader.document.sentences[index]
    skip = at + 1 + int(at + 1 < end and words.words[at + 1].lower() in reader.lexicon.of)
    speaker = phrase_after(words.words, skip, _ceiling(reader, skip, end), reader.lexicon)
    if not speaker:
        return
    cue = (words.starts[at], words.ends[at])
    head = reader.document.text[sentence.start : cue[0]].rstrip(" ,")
    if head.count(" ") >= _LEAST:
        start, stop = sentence.start, sentence.start + len(head)
    else:
        tail = words.ends[speaker[1] - 1]
        start = (
            tail
            + len(reader.document.text[tail : sentence.end])
            - len(reader.document.text[tail : sentence.end].lstrip(" ,"))
        )
        stop = sentence.end
    if stop - start > 2 * _LEAST:
        yield _Found(start, stop, reader.offsets(speaker), cue, direct=_holds_run(reader, start, stop), rank=2)


def _quote(reader: _Reader, found: _Found) -> Quote:
    slice_ = reader.document.slice
    return Quote(
        content=slice_(found.start, found.end),
        direct=found.direct,
        speaker=slice_(*found.speaker) if found.speaker else None,
        cue=slice_(*found.cue) if found.cue else None,
    )
