"""Hashtags against crowd key phrases (500N-KPCrowd) and expected tags (feeds.fun), beside YAKE and KeyBERT's way.

YAKE (Campos et al. 2020; LGPL, so installed for this benchmark only and never shipped); KeyBERT's way
(Grootendorst 2020): candidates by the cosine of their embedding with the text's, plain and with maximal marginal
relevance (Carbonell & Goldstein 1998).
"""

from __future__ import annotations

import gzip
import json
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

import numpy as np
import snowballstemmer

from coranto.annotate.article import annotate_article
from coranto.annotate.document import Document, read_document
from coranto.annotate.entities import find_entities
from coranto.annotate.hashtags import find_hashtags, rank_hashtags
from coranto.annotate.lexicon import lexicon
from coranto.annotate.terms import rank_words
from coranto.model import Article, ArticleId
from coranto.models.encoder import SentenceEncoder, available
from coranto.ports import Vectors
from coranto.text.names import tag_key

Ranker = Callable[[str], list[str]]
"""From a text to its ten best phrases."""

_TOP = 10
_CANDIDATES = 60
_TAG = re.compile(r"<[^>]{0,2000}>")
_SPLIT = re.compile(r"(?<=[a-zа-я])(?=[A-ZА-Я])")
_STEM = snowballstemmer.stemmer("english")


def read_kpcrowd(data: Path) -> list[tuple[str, set[str]]]:
    """Return texts with their stemmed key phrases."""
    with gzip.open(data / "hashtags" / "kpcrowd.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return [(record["text"], {stemmed(key) for key in record["keys"]} - {""}) for record in records]


def f1_at_10(texts: Sequence[tuple[str, set[str]]], rank: Ranker) -> float:
    """Return the mean over texts of F1 between ten phrases and the labelled ones, both stemmed."""
    return sum(_f1({stemmed(phrase) for phrase in rank(text)[:_TOP]} - {""}, gold) for text, gold in texts) / len(texts)


def _f1(found: set[str], gold: set[str]) -> float:
    return 2 * len(found & gold) / max(len(found) + len(gold), 1)


def stemmed(phrase: str) -> str:
    """Return a phrase's words in lower case, each without its ending."""
    return " ".join(_STEM.stemWords(re.findall(r"[^\W_]+", phrase.lower())))


def ours(text: str) -> list[str]:
    """Return the words that Coranto's tags are built from, weightiest first."""
    title, body = _parts(text)
    return [word for word, _ in rank_words(read_document(Article(title=title, text=body, language="en")), _TOP)]


def tags(text: str) -> list[str]:
    """Return the tags that a reader sees, as words."""
    title, body = _parts(text)
    document = read_document(Article(title=title, text=body, language="en"))
    return [_SPLIT.sub(" ", one.tag) for one in find_hashtags(document, find_entities(document))]


def _parts(text: str) -> tuple[str, str]:
    """Split the headline off: the first line, where more follow."""
    title, _, body = text.strip().partition("\n")
    return (title, body.strip()) if body.strip() else ("", title)


def baselines() -> Iterator[tuple[str, Ranker]]:
    """Yield YAKE with phrases of up to three words (its default) and of one, and KeyBERT's way, where installed."""
    for words in (3, 1):
        with suppress(ImportError):
            yield f"YAKE, phrases of up to {words}", _yake(words)
    if available():
        yield "KeyBERT's way, sentence encoder", _embedded(1.0)
        yield "KeyBERT's way, MMR with diversity .5", _embedded(0.5)


def _yake(words: int) -> Ranker:
    extractor = import_module("yake").KeywordExtractor(lan="en", n=words, top=_TOP)
    return lambda text: [phrase for phrase, _ in extractor.extract_keywords(text)]


def _embedded(nearness: float) -> Ranker:
    """Return phrases of one or two words nearest to the whole text, less what is near to those before."""
    encoder = SentenceEncoder()

    @cache
    def vectors(text: str) -> tuple[list[str], Vectors]:
        phrases = candidates(read_document(Article(title="", text=text, language="en")))
        return phrases, encoder.embed([text, *phrases])

    def rank(text: str) -> list[str]:
        phrases, rows = vectors(text)
        near = rows[1:] @ rows[0]
        like = rows[1:] @ rows[1:].T
        chosen: list[int] = []
        while len(chosen) < min(_TOP, len(phrases)):
            repeated = like[:, chosen].max(axis=1) if chosen else np.zeros(len(phrases))
            worth = nearness * near - (1 - nearness) * repeated
            worth[chosen] = -np.inf
            chosen.append(int(np.argmax(worth)))
        return [phrases[index] for index in chosen]

    return rank


def candidates(document: Document) -> list[str]:
    """Return the text's first phrases of one or two words that no stop word breaks."""
    stopwords = lexicon("en").stopwords
    words = [word.lower() for word in document.words.words]
    phrases: dict[str, None] = {}
    for at, word in enumerate(words):
        if word[0].isalpha() and word not in stopwords:
            phrases.setdefault(word)
            if at + 1 < len(words) and words[at + 1][0].isalpha() and words[at + 1] not in stopwords:
                phrases.setdefault(f"{word} {words[at + 1]}")
    return list(phrases)[:_CANDIDATES]


@dataclass(slots=True)
class Given:
    """Tags of the set that are given: ``shown`` among the three to eight, ``ranked`` among all candidates; ``written``
    are those whose words all stand in the text, ``room`` is the most that eight tags can give.
    """

    gold: int = 0
    shown: int = 0
    ranked: int = 0
    written: int = 0
    room: int = 0

    def add(self, gold: set[str], shown: set[str], ranked: set[str], written: set[str]) -> None:
        """Count one item's tags."""
        self.gold += len(gold)
        self.shown += len(gold & shown)
        self.ranked += len(gold & ranked)
        self.written += len(gold & written)
        self.room += min(len(gold), 8)


def feedsfun(data: Path) -> dict[str, Given]:
    """Return what is given of ``each`` list of must-have tags, and of those that an item's lists ``agree`` on.

    Two models wrote a list each for every item; tags are compared without case, hyphens and endings.
    """
    folder = data / "hashtags" / "feedsfun"
    given = {"each": Given(), "agree": Given()}
    for file in sorted((folder / "news").glob("*.toml")):
        article = read_news(file)
        shown = {_key(_SPLIT.sub(" ", one.tag)) for one in annotate_article(article, id=ArticleId("")).hashtags}
        document = read_document(article)
        ranked = {_key(one.name) for one in rank_hashtags(document, find_entities(document), article.keywords)}
        words = set(stemmed(f"{article.title} {article.text}").split())
        lists = [_must_have(expected) for expected in sorted(folder.glob(f"tags-expected/*/{file.name}"))]
        written = {_key(tag) for tags in lists for tag in tags if set(stemmed(tag).split()) <= words}
        keys = [{_key(tag) for tag in tags} for tags in lists]
        for gold in keys:
            given["each"].add(gold, shown, shown | ranked, written)
        given["agree"].add(set.intersection(*keys), shown, shown | ranked, written)
    return given


def _must_have(file: Path) -> list[str]:
    return [tag.replace("-", " ") for tag in tomllib.loads(file.read_text(encoding="utf-8"))["tags_must_have"]]


def _key(tag: str) -> str:
    return tag_key(stemmed(tag))


def read_news(file: Path) -> Article:
    """Return an item of the set: a TOML head between lines of dashes, then HTML."""
    _, head, body = file.read_text(encoding="utf-8").split("---\n", 2)
    text = re.sub(r"\s*\n\s*\n\s*", "\n\n", _TAG.sub(" ", body)).strip()
    values = tomllib.loads(head)
    return Article(title=values["title"], text=text, keywords=tuple(values.get("external_tags", ())))
