"""Sentences, quotes and tags in five languages, on short news of our own (``sets/languages.txt``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib import resources

from coranto.annotate.article import annotate_article
from coranto.model import Annotations, Article, ArticleId, Quote
from coranto.text.names import tag_key

LANGUAGES = ("de", "fr", "es", "ru", "uk")
_MARKS = "«»„“”\"'‘’»«—–-.,!? "


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with its sentences, its quotations as (speaker, words), and tags that a reader expects."""

    language: str
    number: int
    sentences: tuple[str, ...]
    quotes: tuple[tuple[str, str], ...]
    tags: tuple[str, ...]

    @property
    def text(self) -> str:
        """The passage as an article has it."""
        return " ".join(self.sentences)


@dataclass(slots=True)
class Score:
    """Counts over passages."""

    sentences: list[int] = field(default_factory=lambda: [0, 0, 0])
    quotes: int = 0
    found: int = 0
    given: int = 0
    right: int = 0
    direct: int = 0
    tags: int = 0
    tagged: int = 0

    @property
    def sentence_f1(self) -> float:
        """F1 of sentences with both bounds right."""
        right, ours, theirs = self.sentences
        return 2 * right / (ours + theirs)


def passages() -> list[Passage]:
    """Return the set."""
    text = (resources.files("coranto.bench.annotate") / "sets" / "languages.txt").read_text(encoding="utf-8")
    return [_passage(block) for block in text.split("\n== ")[1:]]


def measure(part: str) -> dict[str, Score]:
    """Return each language's score on ``dev`` (odd numbers) or ``test``."""
    scores = {language: Score() for language in LANGUAGES}
    for passage in passages():
        if (passage.number % 2 == 1) == (part == "dev"):
            _count(scores[passage.language], passage, annotate(passage))
    return scores


def annotate(passage: Passage) -> Annotations:
    """Return what Coranto finds in a passage."""
    return annotate_article(
        Article(title="", text=passage.text, language=passage.language), id=ArticleId(str(passage.number))
    )


def missed(passage: Passage, found: Annotations) -> Iterator[str]:
    """Yield in words what is not as it should be."""
    sentences = tuple(one.text for one in found.sentences)
    if sentences != passage.sentences:
        yield f"sentences {sentences}"
    for speaker, words in passage.quotes:
        quote = _quote(words, found.quotes)
        if quote is None or quote.speaker_name != speaker:
            yield f"quote {speaker!r}: {words!r} is {quote.speaker_name if quote else None!r}"
    tags = {tag_key(one.tag) for one in found.hashtags}
    lost = [tag for tag in passage.tags if tag_key(tag) not in tags]
    if lost:
        yield f"tags {lost} not in {[one.tag for one in found.hashtags]}"


def _passage(block: str) -> Passage:
    head, text, *rest = block.strip().splitlines()
    language, number = head.split()
    quotes = [line[2:].split(" :: ") for line in rest if line.startswith("q ")]
    tags = [tag for line in rest if line.startswith("t ") for tag in line[2:].split()]
    return Passage(
        language, int(number), tuple(text.split(" | ")), tuple((who, what) for who, what in quotes), tuple(tags)
    )


def _count(score: Score, passage: Passage, found: Annotations) -> None:
    ours, theirs = {one.text for one in found.sentences}, set(passage.sentences)
    for at, count in enumerate((len(ours & theirs), len(ours), len(theirs))):
        score.sentences[at] += count
    score.quotes += len(passage.quotes)
    score.direct += sum(one.direct for one in found.quotes)
    score.right += sum(one.direct and any(_same(one, words) for _, words in passage.quotes) for one in found.quotes)
    for speaker, words in passage.quotes:
        quote = _quote(words, found.quotes)
        score.found += quote is not None
        score.given += quote is not None and quote.speaker_name == speaker
    tags = {tag_key(one.tag) for one in found.hashtags}
    score.tags += len(passage.tags)
    score.tagged += sum(tag_key(tag) in tags for tag in passage.tags)


def _quote(words: str, quotes: Sequence[Quote]) -> Quote | None:
    return next((one for one in quotes if _same(one, words)), None)


def _same(quote: Quote, words: str) -> bool:
    """Tell whether a quote's content is these words, or holds them and little else."""
    content = quote.content.text.strip(_MARKS)
    return words.strip(_MARKS) in content and len(content) <= 2 * len(words)
