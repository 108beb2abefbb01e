"""What every annotator reads: an article's body with its sentences and words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from coranto.model import Article, Sentence
from coranto.text.language import tell_language
from coranto.text.sentences import sentence_bounds

_WORD = re.compile(
    r"(?:[A-ZÀ-ÖØ-ÞА-Я]\.){2,}|(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Sen|Rep|Gen|Gov|Rev|Lt|Col|Sgt|Prof|Jr|Sr)\.(?=\s)"
    r"|-(?:t-)?(?:ils?|elles?|on)\b|\d{1,3}(?:,\d{3})+(?![\w,])|[^\W_]+(?:(?!['’]s\b|-(?:t-)?(?:ils?|elles?|on)\b)['’&.-][^\W_]+)*|['’]s\b|[^\w\s]"
)

ELISION = r"\b(?:[cdjlmnstCDJLMNST]|[Qq]u|[Dd]ell|[Aa]ll|[Nn]ell|[Uu]n)['’](?=\w)"
"""A French or Italian word that lost its vowel before the next."""
_ELIDING = re.compile(ELISION + "|" + _WORD.pattern)


@dataclass(frozen=True, slots=True)
class Words:
    """The words and marks of a text: ``text[starts[i]:ends[i]] == words[i]``."""

    words: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.words)


@dataclass(frozen=True, slots=True)
class Document:
    """One text, read once. ``ranges[i]`` are the first word and the word after the last of ``sentences[i]``."""

    text: str
    title: str
    language: str
    published: datetime | None
    sentences: tuple[Sentence, ...]
    ranges: tuple[tuple[int, int], ...]
    words: Words

    def slice(self, start: int, end: int) -> Sentence:
        """Return ``text[start:end]`` with its offsets."""
        return Sentence(self.text[start:end], start, end)

    def paragraphs(self) -> Iterator[tuple[int, int]]:
        """Yield the indices of each paragraph's first sentence and of the one after its last."""
        first = 0
        for index in range(1, len(self.sentences) + 1):
            if (
                index == len(self.sentences)
                or "\n" in self.text[self.sentences[index - 1].end : self.sentences[index].start]
            ):
                yield first, index
                first = index


def read_document(article: Article) -> Document:
    """Split an article's body; its language is told from the text where the publisher gave none."""
    text = article.text
    language = article.language[:2].lower() or tell_language(text or article.title)
    sentences = tuple(Sentence(text[start:end], start, end) for start, end in sentence_bounds(text, language))
    words = split_words(text, language)
    return Document(
        text, article.title, language, article.published, sentences, tuple(_ranges(sentences, words)), words
    )


def split_words(text: str, language: str = "") -> Words:
    """Split a text into words, abbreviations (``U.S.``, ``Rep.``) and single marks; French ``l’`` stands by itself."""
    pattern = _ELIDING if language in ("fr", "it") else _WORD
    found = [(match.group(), match.start(), match.end()) for match in pattern.finditer(text)]
    return Words([word for word, _, _ in found], [start for _, start, _ in found], [end for _, _, end in found])


def _ranges(sentences: tuple[Sentence, ...], words: Words) -> Iterator[tuple[int, int]]:
    position = 0
    for sentence in sentences:
        while position < len(words) and words.starts[position] < sentence.start:
            position += 1
        first = position
        while position < len(words) and words.starts[position] < sentence.end:
            position += 1
        yield first, position
