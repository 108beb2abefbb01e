"""Ids."""

from coranto.model import Article
from coranto.text.hashing import article_id, digest


def test_the_same_thing_meets_the_same_id() -> None:
    """An address decides where there is one, whatever the text has become since."""
    first = Article(title="A", text="x", url="https://news.example/a?utm_medium=rss")
    later = Article(title="B", text="y", url="http://www.news.example/a/")
    assert article_id(first) == article_id(later)


def test_without_address_publisher_headline_and_text_decide() -> None:
    """Two papers' articles under one headline are two."""
    one = Article(title="A", text="x", publisher="The Post")
    assert article_id(one) == article_id(Article(title="A ", text="x", publisher="Post"))
    assert article_id(one) != article_id(Article(title="A", text="x", publisher="Mail"))


def test_parts_are_kept_apart() -> None:
    """What moves from one part to the next makes another id."""
    assert digest("ab", "c") != digest("a", "bc")
