"""The tools of one table, each as a reader of pages. A peer is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from coranto.bench.extract.apart import apart_version, read_apart
from coranto.bench.extract.readings import Reader, Reading, Tool, kept, timed
from coranto.bench.extract.scores import Found, day_of
from coranto.bench.extract.sets import Labelled, site_of
from coranto.bench.extract.train import fold_of
from coranto.extract.dom import parse_page
from coranto.extract.encoding import decode
from coranto.extract.model import BodyModel
from coranto.extract.page import extract_page, read_article
from coranto.model import Article


def coranto() -> Tool:
    """Return this project's own reading, as shipped."""
    return lambda page: _found(extract_page(page.html, url=page.url))


def coranto_unseen(models: Sequence[BodyModel]) -> Tool:
    """Return this project's own reading, each page by the model that has seen no page of its site."""

    def read(page: Labelled) -> Found:
        model = models[fold_of(site_of(page))]
        return _found(read_article(parse_page(page.html, url=page.url), model))

    return read


def trafilatura(**options: bool) -> Tool:
    """Return trafilatura in one of its modes."""
    extract = _imported("trafilatura", "bare_extraction")

    def read(page: Labelled) -> Found:
        found = extract(page.html, url=page.url, with_metadata=True, include_comments=False, **options)
        if found is None:
            return Found("")
        people = tuple(filter(None, map(str.strip, (found.author or "").split(";"))))
        return Found(found.text or "", found.title, people, found.date)

    return read


def htmldate() -> Tool:
    """Return htmldate, which reads the day only."""
    find_date = _imported("htmldate", "find_date")

    return lambda page: Found("", day=find_date(page.html, url=page.url, original_date=True))


def readability() -> Tool:
    """Return readability-lxml."""
    document_of = _imported("readability", "Document")
    parse = _imported("lxml.html", "fromstring")

    def read(page: Labelled) -> Found:
        document = document_of(_decoded(page.html), url=page.url)
        return Found(parse(document.summary()).text_content(), document.short_title())

    return read


def resiliparse() -> Tool:
    """Return resiliparse's main content."""
    extract = _imported("resiliparse.extract.html2text", "extract_plain_text")

    return lambda page: Found(extract(_decoded(page.html), main_content=True, alt_texts=False))


def justext() -> Tool:
    """Return justext without a stop list of one language."""
    extract, stop_words = _imported("justext", "justext"), _imported("justext", "get_stoplist")
    stoplist = frozenset().union(*(stop_words(name) for name in ("English", "German", "French", "Spanish")))

    def read(page: Labelled) -> Found:
        paragraphs = extract(page.html, stoplist)
        return Found("\n".join(part.text for part in paragraphs if not part.is_boilerplate))

    return read


def installed(name: str, package: str, make: Callable[[], Tool]) -> Reader:
    """Return a peer of this environment as a reader that keeps its answers.

    Raises:
        ImportError: the package is not installed.
    """
    try:
        found = version(package)
    except PackageNotFoundError as missing:
        raise ImportError("not installed: see make bench") from missing
    return kept(name, found, lambda: timed(make()))


def apart(name: str) -> Reader:
    """Return a peer of the other Python as a reader that keeps its answers.

    Raises:
        ImportError: there is none.
    """

    def read(pages: Sequence[Labelled]) -> Iterator[Reading]:
        for answer in read_apart(name, ((page.url, _decoded(page.html)) for page in pages)):
            people = answer.get("authors")
            found = Found(
                answer["text"] or "",
                answer.get("title"),
                None if people is None else tuple(people),
                answer.get("day"),
            )
            yield Reading(found, answer["seconds"], bool(answer.get("failed")))

    return kept(name, apart_version(name), lambda: read)


READERS: dict[str, Callable[[], Reader]] = {
    "coranto": lambda: timed(coranto()),
    "trafilatura fast": lambda: installed("trafilatura fast", "trafilatura", lambda: trafilatura(fast=True)),
    "trafilatura": lambda: installed("trafilatura", "trafilatura", trafilatura),
    "trafilatura precise": lambda: installed(
        "trafilatura precise", "trafilatura", lambda: trafilatura(favor_precision=True)
    ),
    "rs-trafilatura": lambda: apart("rs-trafilatura"),
    "readability-lxml": lambda: installed("readability-lxml", "readability-lxml", readability),
    "newspaper4k": lambda: apart("newspaper4k"),
    "resiliparse": lambda: installed("resiliparse", "resiliparse", resiliparse),
    "justext": lambda: installed("justext", "justext", justext),
    "magic-html": lambda: apart("magic-html"),
    "htmldate": lambda: installed("htmldate", "htmldate", htmldate),
}


def _found(article: Article) -> Found:
    return Found(article.text, article.title, article.authors, day_of(article.published))


def _decoded(html: bytes) -> str:
    """Decode as Coranto does, so that peers that take text only are not judged by their encoding."""
    return decode(html, limit=len(html))


def _imported(module: str, name: str) -> Any:  # noqa: ANN401 - see below
    """Return one name of a peer, which may be absent (ImportError) and ships no annotations."""
    return getattr(import_module(module), name)
