"""Protocols for what is outside the pure core; adapters implement them, tests run one contract over each."""

from coranto.ports.index import Hit, IndexedArticle, SearchQuery, SearchResult, TextIndex, VectorIndex
from coranto.ports.library import ArticleQuery, Library, NameCount, NewArticle, Outcome, Revision, Stage
from coranto.ports.outside import ChatMessage, Clock, Embedder, Fetcher, LanguageModel, Poster, Vectors

__all__ = [
    "ArticleQuery",
    "ChatMessage",
    "Clock",
    "Embedder",
    "Fetcher",
    "Hit",
    "IndexedArticle",
    "LanguageModel",
    "Library",
    "NameCount",
    "NewArticle",
    "Outcome",
    "Poster",
    "Revision",
    "SearchQuery",
    "SearchResult",
    "Stage",
    "TextIndex",
    "VectorIndex",
    "Vectors",
]
