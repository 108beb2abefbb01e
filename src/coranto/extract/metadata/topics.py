"""Section, declared keywords and the publisher's own rating."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from coranto.extract.dom import Page
from coranto.extract.metadata.declared import declared
from coranto.extract.metadata.linked import Linked
from coranto.extract.metadata.values import as_text, clean, each
from coranto.extract.notices.words import words_of

_MOST = 40
_LONGEST = 80
_SHORT = 30
_LOOKED, _MOST_CRUMBS = 60, 8
_CRUMBS = re.compile(r"breadcrumb|crumbs|\bpfad\b|fil-?d?-?ariane|\bpath\b|migas")
_ADULT = re.compile(
    r"\b(?:adult|mature|restricted|18\+?|explicit|nsfw|x-rated)\b|RTA-5042-1996-1400-1577-RTA", re.IGNORECASE
)


def read_section(page: Page, linked: Linked) -> str:
    """Return the section as the publisher names it, or nothing."""
    named = [
        as_text(linked.article.get("articleSection")),
        *(contents[0] for _, contents in declared(page, "section")),
    ]
    named += _crumbs(page, linked)
    return next(
        (section for value in named if 1 < len(section := clean(value)) <= _LONGEST and "://" not in section), ""
    )


def _crumbs(page: Page, linked: Linked) -> list[str]:
    """Return the names of the breadcrumb trail that may be the section, the innermost first."""
    names = [as_text(item.get("item")) or as_text(item) for item in linked.trail]
    if not names:
        trail = [p.text for p in page.passages[:_LOOKED] if _is_trail(page.containers[p.container].names)]
        names = [part for text in trail[:_MOST_CRUMBS] for part in re.split(r"\s*[>›»/|]\s*", text)]
    return [name for name in names[1:_MOST_CRUMBS] if 1 < len(name) <= _SHORT][::-1]


@lru_cache(maxsize=20_000)
def _is_trail(names: str) -> bool:
    return bool(_CRUMBS.search(names))


def read_keywords(page: Page, linked: Linked) -> tuple[str, ...]:
    """Return the keywords of the best source that gives any, in order, each once."""
    for values in _keyword_sources(page, linked):
        words = dict.fromkeys(word for value in values for word in _split(value))
        if words:
            return tuple(words)[:_MOST]
    return ()


def read_labels(page: Page, linked: Linked) -> tuple[str, ...]:
    """Return ``adult`` where the publisher rates the page so (RTA label, ``rating``, schema.org), and ``opinion``."""
    ratings = [
        *page.metas.get("rating", ()),
        *page.metas.get("adult", ()),
        as_text(linked.article.get("contentRating")),
    ]
    unfit = any(thing.get("isFamilyFriendly") in (False, "false", "False") for thing in (linked.article, linked.page))
    adult = ["adult"] if unfit or any(_ADULT.search(rating) for rating in ratings) else []
    section = read_section(page, linked).lower()
    opinion = "opinionnewsarticle" in linked.types or section in words_of("topics", "opinion")
    return (*adult, *(["opinion"] if opinion else []))


def _keyword_sources(page: Page, linked: Linked) -> Iterator[list[str]]:
    yield [as_text(value) for value in each(linked.article.get("keywords"))]
    yield from (contents for _, contents in declared(page, "keywords", most=_MOST))


def _split(value: str) -> Iterator[str]:
    """Yield the words of ``Ferry, Strike; Halden``, without machine prefixes such as ``tag:``."""
    for word in re.split(r"[,;|、，]", clean(value)):
        word = word.strip().removeprefix("tag:").removeprefix("#").strip()
        if 1 < len(word) <= _LONGEST and ":" not in word[:12] and not word.isdigit():
            yield word
