"""Hashtags against crowd key phrases (500N-KPCrowd) and expected tags (feeds.fun), beside YAKE and KeyBERT's way.

YAKE (Campos et al. 2020; GPL, so installed for this benchmark only and never shipped); KeyBERT's way
(Grootendorst 2020): candidates by the cosine of their embedding with the text's.
"""

from __future__ import annotations

import gzip
import json
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import numpy as np
import snowballstemmer

from coranto.annotate.document import Document, read_document
from coranto.annotate.entities import find_entities
from coranto.annotate.hashtags import find_hashtags
from coranto.annotate.lexicon import lexicon
from coranto.annotate.terms import rank_words
from coranto.model import Article
from coranto.models.encoder import SentenceEncoder, available
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
        yield "KeyBERT's way with the sentence encoder", _embedded()


def _yake(words: int) -> Ranker:
    extractor = import_module("yake").KeywordExtractor(lan="en", n=words, top=_TOP)
    return lambda text: [phrase for phrase, _ in extractor.extract_keywords(text)]


def _embedded() -> Ranker:
    """Return phrases of one or two words nearest to the whole text."""
    encoder = SentenceEncoder()

    def rank(text: str) -> list[str]:
        phrases = candidates(read_document(Article(title="", text=text, language="en")))
        if not phrases:
            return []
        vectors = encoder.embed([text, *phrases])
        nearest = np.argsort(-(vectors[1:] @ vectors[0]))[:_TOP]
        return [phrases[index] for index in nearest]

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


def feedsfun_share(data: Path) -> tuple[float, float]:
    """Return the shares of must-have tags that are among an article's tags, and whose words all stand in it."""
    folder = data / "hashtags" / "feedsfun"
    given = written = total = 0
    for file in sorted((folder / "news").glob("*.toml")):
        article = read_news(file)
        document = read_document(article)
        tags = {
            tag_key(stemmed(_SPLIT.sub(" ", one.tag)))
            for one in find_hashtags(document, find_entities(document), article.keywords)
        }
        words = set(stemmed(f"{article.title} {article.text}").split())
        for expected in sorted(folder.glob(f"tags-expected/*/{file.name}")):
            for tag in tomllib.loads(expected.read_text(encoding="utf-8"))["tags_must_have"]:
                name = stemmed(tag.replace("-", " "))
                given += tag_key(name) in tags
                written += set(name.split()) <= words
                total += 1
    return given / total, written / total


def feedsfun_ceiling(data: Path) -> float:
    """Return the share of must-have tags that eight tags an item could give at best."""
    files = (data / "hashtags" / "feedsfun" / "tags-expected").glob("*/*.toml")
    counts = [len(tomllib.loads(file.read_text(encoding="utf-8"))["tags_must_have"]) for file in files]
    return sum(min(count, 8) for count in counts) / sum(counts)


def read_news(file: Path) -> Article:
    """Return an item of the set: a TOML head between lines of dashes, then HTML."""
    _, head, body = file.read_text(encoding="utf-8").split("---\n", 2)
    text = re.sub(r"\s*\n\s*\n\s*", "\n\n", _TAG.sub(" ", body)).strip()
    values = tomllib.loads(head)
    return Article(title=values["title"], text=text, keywords=tuple(values.get("external_tags", ())), language="en")
