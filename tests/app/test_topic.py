"""The page of an entity: one address for all its spellings and scripts."""

from datetime import UTC, datetime
from pathlib import Path

from coranto.annotate.article import annotate_article
from coranto.app.reading.topic import read_topic
from coranto.app.reading.viewer import Viewer
from coranto.model import Article, ArticleId
from coranto.ports.library import NewArticle
from coranto.storage.open import open_library

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TEXTS = {
    "a": ("en", "Governor Ivan Petrov arrived. Petrov did not comment."),
    "b": ("ru", "Журналисты спросили Ивана Петрова о бюджете."),
    "c": ("en", "The road was opened by Ivan Petrov on Monday."),
}


def test_an_entity_has_one_page_that_says_how_else_it_is_written(tmp_path: Path) -> None:
    """Articles in two scripts meet on one page; the name most of them give heads it."""
    library = open_library(str(tmp_path))
    articles = {name: Article(title=name, text=text, language=code) for name, (code, text) in TEXTS.items()}
    library.articles.take([NewArticle(id=ArticleId(name), article=one, seen=NOW) for name, one in articles.items()])
    library.annotations.write([annotate_article(one, id=ArticleId(name)) for name, one in articles.items()])
    page = read_topic(library, Viewer(now=NOW), "entity", "ivan-petrov")
    assert (page.name, page.about, page.articles) == ("Ivan Petrov", "person", 3)
    assert page.aliases == ("Ивана Петрова",)
