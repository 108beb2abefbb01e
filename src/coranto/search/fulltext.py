"""Full text on tantivy (BM25), in a folder of its own. Derived: it can be cleared and rebuilt."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import tantivy
from tantivy import Document, FieldType, Index, Occur, Query, Schema, SchemaBuilder, Searcher, SnippetGenerator

from coranto.errors import InputError, LibraryBusy, StorageError
from coranto.model import ArticleId
from coranto.ports.index import Hit, IndexedArticle, SearchQuery, SearchResult, TermCounts
from coranto.search import syntax
from coranto.text.analysis import FAMILIES, PLAIN, UNSPACED, analyser, family_of, terms_of
from coranto.text.dates import in_utc_unless_zoned, read_date
from coranto.text.names import name_key, publisher_key, tag_key

_SNIPPET = 220
"""Characters of a snippet."""
_TITLE_BOOST = 2.5
_HEAP = 30_000_000
"""Bytes that one writer may fill before it writes a segment."""
_MARK = "coranto:position"
"""Id of the one document that is no article: it holds the change-log position of the same commit."""
_KEYS = {"publisher": publisher_key, "author": name_key, "tag": tag_key, "agency": publisher_key}


class FullText:
    """``ports.index.TextIndex`` over a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._schema = _schema()
        self._index = self._open()

    def search(self, query: SearchQuery) -> SearchResult:
        """Return matching articles, best or newest first."""
        searcher = self._index.searcher()
        built = _Builder(self._schema, _used_families(searcher)).build(query)
        found = searcher.search(
            built,
            limit=max(1, query.limit),
            offset=query.offset,
            count=True,
            order_by_field="time" if query.newest_first else None,
        )
        snippets = _Snippets(searcher, built, self._schema) if query.snippets else None
        hits = tuple(_hit(searcher.doc(address), score, snippets) for score, address in found.hits[: query.limit])
        return SearchResult(hits, int(getattr(found, "count", len(hits))))

    def count(self, terms: Sequence[str], family: str) -> TermCounts:
        """Return how many articles hold each term."""
        searcher = self._index.searcher()
        field = f"body_{family}"
        return TermCounts(searcher.num_docs, {term: searcher.doc_freq(field, term) for term in terms})

    def write(self, articles: Sequence[IndexedArticle], deleted: Sequence[ArticleId], position: int) -> None:
        """Add or replace, remove, and remember the position, in one commit."""
        try:
            writer = self._index.writer(_HEAP, 1)
        except ValueError as error:
            raise LibraryBusy("another process writes the index", where=str(self._folder)) from error
        gone = [*(one.stored.id for one in articles), *deleted, _MARK]
        for article in gone:
            writer.delete_documents_by_term("id", article)
        for one in articles:
            writer.add_document(_document(one))
        mark = Document()
        mark.add_text("id", _MARK)
        mark.add_integer("position", position)
        writer.add_document(mark)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    @property
    def position(self) -> int:
        """The change-log position that this index holds."""
        searcher = self._index.searcher()
        found = searcher.search(Query.term_query(self._schema, "id", _MARK), limit=1, count=False)
        return int(searcher.doc(found.hits[0][1]).get_first("position") or 0) if found.hits else 0

    def clear(self) -> None:
        """Empty the index."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._index = self._open()

    def close(self) -> None:
        """Nothing is held open between calls."""

    def _open(self) -> Index:
        """Open the folder; an index of another shape or a damaged one is emptied, since it can be rebuilt."""
        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            index = Index(self._schema, str(self._folder))
        except ValueError:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder.mkdir(parents=True, exist_ok=True)
            try:
                index = Index(self._schema, str(self._folder))
            except ValueError as error:
                raise StorageError(f"no index can be made: {error}", where=str(self._folder)) from error
        for family in FAMILIES:
            index.register_tokenizer(family, analyser(family))
        index.config_reader("manual")
        return index


def _schema() -> Schema:
    builder = SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("position", stored=True)
    builder.add_integer_field("time", indexed=True, fast=True)
    builder.add_boolean_field("adult", indexed=True)
    for name in ("publisher", "author", "tag", "agency", "language", "family"):
        builder.add_text_field(name, stored=name == "family", tokenizer_name="raw", index_option="basic")
    for family in FAMILIES:
        builder.add_text_field(f"title_{family}", tokenizer_name=family)
        builder.add_text_field(f"body_{family}", stored=True, tokenizer_name=family)
    return builder.build()


def _document(one: IndexedArticle) -> Document:
    stored, article = one.stored, one.stored.article
    family = family_of(article.language)
    document = Document()
    document.add_text("id", stored.id)
    document.add_integer("time", int(stored.when.timestamp()))
    document.add_boolean("adult", "adult" in stored.labels)
    document.add_text("publisher", publisher_key(article.publisher))
    document.add_text("agency", publisher_key(article.agency))
    document.add_text("language", article.language)
    document.add_text("family", family)
    for author in article.authors:
        document.add_text("author", name_key(author))
    for tag in one.hashtags:
        document.add_text("tag", tag_key(tag))
    document.add_text(f"title_{family}", article.title)
    document.add_text(f"body_{family}", "\n".join(filter(None, (article.standfirst, article.text))))
    return document


def _used_families(searcher: Searcher) -> tuple[str, ...]:
    """Return the families that the library holds: a query is asked of these only."""
    return tuple(family for family in FAMILIES if searcher.doc_freq("family", family)) or (PLAIN,)


class _Builder:
    """Tree to tantivy query, over the families in use."""

    def __init__(self, schema: Schema, families: Sequence[str]) -> None:
        self._schema = schema
        self._families = families

    def build(self, query: SearchQuery) -> Query:
        parts = [(Occur.MustNot, Query.term_query(self._schema, "id", _MARK))]
        tree = syntax.parse(query.text)
        parts.append((Occur.Must, self._node(tree) if tree else Query.all_query()))
        named = {"publisher": query.publisher, "author": query.author, "tag": query.hashtag, "agency": query.agency}
        parts += [(Occur.Must, self._keyed(name, value)) for name, value in named.items() if value]
        if query.language:
            parts.append((Occur.Must, self._term("language", query.language)))
        if query.since or query.until:
            parts.append((Occur.Must, self._between(query.since, query.until)))
        if query.safe:
            parts.append((Occur.MustNot, Query.term_query(self._schema, "adult", True)))
        return Query.boolean_query(parts)

    def _node(self, node: syntax.Node) -> Query:
        match node:
            case syntax.Word(text) if text.startswith("#") and tag_key(text):
                return self._keyed("tag", text)
            case syntax.Word(text) | syntax.Phrase(text):
                return self._text(text, titles_only=False)
            case syntax.Field(name, value):
                return self._field(name, value)
            case syntax.Not(inner):
                return Query.boolean_query([(Occur.Must, Query.all_query()), (Occur.MustNot, self._node(inner))])
            case syntax.And(nodes):
                return Query.boolean_query([(Occur.Must, Query.all_query()), *(_joined(n, self._node) for n in nodes)])
            case syntax.Or(nodes):
                return Query.boolean_query([(Occur.Should, self._node(one)) for one in nodes])

    def _field(self, name: str, value: str) -> Query:
        if name == "title":
            return self._text(value, titles_only=True)
        if name == "language":
            return self._term("language", value.lower())
        if name in ("since", "until"):
            day = read_date(value)
            if day is None:
                raise InputError(f"{value!r} is no date", where=f"search, {name}:", hint="write it as 2026-11-24")
            at = in_utc_unless_zoned(day)
            return self._between(at, None) if name == "since" else self._between(None, at)
        return self._keyed(name, value)

    def _keyed(self, name: str, value: str) -> Query:
        return self._term(name, _KEYS[name](value))

    def _term(self, name: str, value: str) -> Query:
        return Query.const_score_query(Query.term_query(self._schema, name, value), 0.1)

    def _between(self, since: datetime | None, until: datetime | None) -> Query:
        """Match times in [since, until)."""
        low, high = (int(at.timestamp()) if at else None for at in (since, until))
        last = high - 1 if high is not None else None
        ranged = Query.range_query(self._schema, "time", FieldType.Integer, low, last)
        return Query.const_score_query(ranged, 0.0)

    def _text(self, text: str, *, titles_only: bool) -> Query:
        """Match the text in any family, in the title (which counts more) or the body."""
        alternatives = []
        for family in self._families:
            terms = terms_of(text, family)
            if terms:
                title = self._terms(f"title_{family}", terms, family)
                alternatives.append(Query.boost_query(title, _TITLE_BOOST))
                if not titles_only:
                    alternatives.append(self._terms(f"body_{family}", terms, family))
        return Query.boolean_query([(Occur.Should, one) for one in alternatives])

    def _terms(self, field: str, terms: list[str], family: str) -> Query:
        if len(terms) == 1:
            return Query.term_query(self._schema, field, terms[0])
        if family == UNSPACED:
            every = [Query.term_query(self._schema, field, term) for term in terms]
            return Query.boolean_query([(Occur.Must, one) for one in every])
        return Query.phrase_query(self._schema, field, list(terms))


def _joined(node: syntax.Node, build: Callable[[syntax.Node], Query]) -> tuple[Occur, Query]:
    if isinstance(node, syntax.Not):
        return Occur.MustNot, build(node.node)
    return Occur.Must, build(node)


def _hit(document: Document, score: object, snippets: _Snippets | None) -> Hit:
    number = float(score) if isinstance(score, (int, float)) else 0.0
    return snippets.hit(document, number) if snippets else Hit(ArticleId(str(document.get_first("id"))), number)


class _Snippets:
    """Makes hits with the piece of text that shows why."""

    def __init__(self, searcher: Searcher, query: Query, schema: Schema) -> None:
        self._parts = (searcher, query, schema)
        self._generators: dict[str, SnippetGenerator] = {}

    def hit(self, document: Document, score: float) -> Hit:
        """Return the hit of a stored document; without a match in the body the snippet is its beginning."""
        article = ArticleId(str(document.get_first("id")))
        field = f"body_{document.get_first('family')}"
        snippet = self._generator(field).snippet_from_doc(document)
        fragment = snippet.fragment()
        if not fragment:
            return Hit(article, score, str(document.get_first(field) or "")[:_SNIPPET])
        return Hit(article, score, fragment, _in_characters(fragment, snippet))

    def _generator(self, field: str) -> SnippetGenerator:
        if field not in self._generators:
            searcher, query, schema = self._parts
            made = SnippetGenerator.create(searcher, query, schema, field)
            made.set_max_num_chars(_SNIPPET)
            self._generators[field] = made
        return self._generators[field]


def _in_characters(fragment: str, snippet: tantivy.Snippet) -> tuple[tuple[int, int], ...]:
    """Return the marked ranges in code points; tantivy counts bytes of UTF-8."""
    raw = fragment.encode()
    return tuple(
        (len(raw[: part.start].decode(errors="ignore")), len(raw[: part.end].decode(errors="ignore")))
        for part in snippet.highlighted()
    )
