"""Tables. Values that are only ever read whole lie in a ``body`` of JSON; what is asked for has its own column.

Times are microseconds since 1970 UTC, alike in both databases.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

metadata = MetaData()

SERIAL = BigInteger().with_variant(Integer(), "sqlite")
"""Only an INTEGER primary key counts up by itself in SQLite."""


def _article_column(name: str = "article", *, primary: bool = True) -> Column[str]:
    return Column(name, Text, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=primary, nullable=False)


articles = Table(
    "articles",
    metadata,
    Column("id", Text, primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("stage", Text, nullable=False),
    Column("readable", Boolean, nullable=False),
    Column("adult", Boolean, nullable=False),
    Column("time", BigInteger, nullable=False),
    Column("seen", BigInteger, nullable=False),
    Column("publisher_key", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("source", Text),
    Column("family", Text),
    Column("origin", Boolean, nullable=False),
    Column("story", Text),
    Column("first_story", Text),
    Column("labels", LargeBinary, nullable=False),
    Column("labels_by_owner", Boolean, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("articles_by_time", "time", "readable", "adult"),
    Index("articles_by_stage", "stage", "seen"),
    Index("articles_by_publisher", "publisher_key", "time", "readable", "adult", "publisher"),
    Index("articles_listed", "id", "readable", "adult"),
    Index("articles_by_source", "source", "time"),
    Index("articles_by_story", "story", "time"),
    Index("articles_by_family", "family", "time"),
)

addresses = Table(
    "addresses",
    metadata,
    Column("key", Text, primary_key=True),
    _article_column(primary=False),
    Index("addresses_by_article", "article"),
)

revisions = Table(
    "revisions",
    metadata,
    _article_column(),
    Column("number", Integer, primary_key=True),
    Column("seen", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

tombstones = Table(
    "tombstones", metadata, Column("article", Text, primary_key=True), Column("at", BigInteger, nullable=False)
)

names = Table(
    "names",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    _article_column(),
    Column("name", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("time", BigInteger, nullable=False),
    Index("names_by_article", "article"),
    Index("names_by_time", "kind", "time", "key", "name"),
    Index("names_by_key", "kind", "key", "time", "article", "name"),
)

stories = Table(
    "stories",
    metadata,
    Column("id", Text, primary_key=True),
    Column("score", Float, nullable=False),
    Column("last", BigInteger, nullable=False),
    Column("adult", Boolean, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("stories_by_score", "score"),
)

story_changes = Table(
    "story_changes",
    metadata,
    Column("number", SERIAL, primary_key=True, autoincrement=True),
    Column("story", Text, nullable=False),
    Column("into", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("story_changes_by_story", "story"),
    Index("story_changes_by_into", "into"),
)

redirects = Table("redirects", metadata, Column("story", Text, primary_key=True), Column("into", Text, nullable=False))

annotation_rows = Table(
    "annotations",
    metadata,
    _article_column(),
    Column("revision", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

quotes = Table(
    "quotes",
    metadata,
    _article_column(),
    Column("number", Integer, primary_key=True),
    Column("key", Text, nullable=False),
    Column("speaker", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("time", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("quotes_by_time", "time"),
    Index("quotes_by_key", "key", "time", "article", "number"),
    Index("quotes_by_speaker", "speaker", "time"),
)

related = Table("related", metadata, _article_column(), Column("body", LargeBinary, nullable=False))

sources = Table(
    "sources",
    metadata,
    Column("id", Text, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("state", Text, nullable=False),
    Column("folder", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

polls = Table(
    "polls",
    metadata,
    Column("source", Text, ForeignKey("sources.id", ondelete="CASCADE"), primary_key=True),
    Column("due", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("polls_by_due", "due"),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("token", Text, primary_key=True),
    Column("source", Text, ForeignKey("sources.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("due", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("subscriptions_by_due", "due"),
)

refusals = Table(
    "refusals",
    metadata,
    Column("number", SERIAL, primary_key=True, autoincrement=True),
    Column("place", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
)

captures = Table(
    "captures",
    metadata,
    Column("number", SERIAL, primary_key=True, autoincrement=True),
    Column("source", Text),
    Column("kind", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

readers = Table(
    "readers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)


def _reader_column(*, primary: bool = True) -> Column[str]:
    return Column("reader", Text, ForeignKey("readers.id", ondelete="CASCADE"), primary_key=primary, nullable=False)


sessions = Table(
    "sessions",
    metadata,
    Column("token", Text, primary_key=True),
    _reader_column(primary=False),
    Column("expires", BigInteger, nullable=False),
)

spent = Table("spent", metadata, Column("token", Text, primary_key=True), Column("expires", BigInteger, nullable=False))

follows = Table(
    "follows",
    metadata,
    _reader_column(),
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
)

opened = Table(
    "opened",
    metadata,
    _reader_column(),
    Column("story", Text, primary_key=True),
    Column("at", BigInteger, nullable=False),
)

comments = Table(
    "comments",
    metadata,
    Column("id", Text, primary_key=True),
    Column("article", Text, nullable=False),
    Column("reader", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("written", BigInteger, nullable=False),
    Column("parent", Text),
    Column("edited", BigInteger),
    Column("state", Text, nullable=False),
    Index("comments_by_article", "article", "written"),
    Index("comments_by_reader", "reader", "written"),
)

reports = Table(
    "reports",
    metadata,
    Column("comment", Text, ForeignKey("comments.id", ondelete="CASCADE"), primary_key=True),
    Column("reader", Text, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
)

changes = Table(
    "changes",
    metadata,
    Column("position", SERIAL, primary_key=True, autoincrement=True),
    Column("article", Text, nullable=False),
    sqlite_autoincrement=True,
)

settings = Table("settings", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))
