"""Section, declared keywords and the publisher's own rating."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import islice

from coranto.extract.dom import Page
from coranto.extract.metadata.declared import declared
from coranto.extract.metadata.linked import Linked
from coranto.extract.metadata.values import as_text, clean, each
from coranto.extract.notices.words import words_of

_MOST = 40
_LONGEST = 80
_SHORT = 30
_FEW = 3
_LINKED = 0.9
_LOOKED, _MOST_CRUMBS = 60, 8
_CRUMBS = re.compile(r"breadcrumb|crumbs|\bpfad\b|fil-?d?-?ariane|\bpath\b|migas")
_TAGS = re.compile(
    r"(?:^|[\s_-])(?:tags?(?:[-_](?:list|links|cloud|items?))?|topics?|keywords?|schlagw[oö]rte?r?|themen|temas|sujets|etiquetas)(?=\s|$)"
)
_MOST_SEEN, _LONGEST_SEEN = 20, 40
_CODE = re.compile(r"[A-Z]{2,}[A-Z\d]*")
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


def read_keywords(page: Page, linked: Linked, headline: int) -> tuple[str, ...]:
    """Return the keywords of the best source that gives any, in order, each once; below the headline if only seen."""
    for values in _keyword_sources(page, linked, headline):
        words = dict.fromkeys(word for value in values for word in _split(value))
        if words and not _are_codes(words):
            return tuple(words)[:_MOST]
    return ()


def _are_codes(words: Collection[str]) -> bool:
    """Whether most keywords are a machine's (``MTVID``, ``EREP``)."""
    return len(words) > _FEW and 2 * sum(bool(_CODE.fullmatch(word)) for word in words) > len(words)


def read_labels(page: Page, linked: Linked, section: str) -> tuple[str, ...]:
    """Return ``adult`` where the publisher rates the page so (RTA label, ``rating``, schema.org), and ``opinion``."""
    ratings = [
        *page.metas.get("rating", ()),
        *page.metas.get("adult", ()),
        as_text(linked.article.get("contentRating")),
    ]
    unfit = any(thing.get("isFamilyFriendly") in (False, "false", "False") for thing in (linked.article, linked.page))
    adult = ["adult"] if unfit or any(_ADULT.search(rating) for rating in ratings) else []
    opinion = "opinionnewsarticle" in linked.types or section.lower() in words_of("topics", "opinion")
    return (*adult, *(["opinion"] if opinion else []))


def _keyword_sources(page: Page, linked: Linked, headline: int) -> Iterator[list[str]]:
    yield [as_text(value) for value in each(linked.article.get("keywords"))]
    yield from (contents for _, contents in declared(page, "keywords", most=_MOST))
    tagged = (element.text for element in page.select('a[rel~="tag" i]')[:_MOST_SEEN])
    yield [text for text in tagged if len(text) <= _LONGEST_SEEN]
    yield list(islice(_seen_tags(page, headline), _MOST_SEEN)) if headline >= 0 else []


def _seen_tags(page: Page, headline: int) -> Iterator[str]:
    """Yield the links below the headline that the page calls its tags or topics: those that stand together."""
    around = -1
    for passage in page.passages[headline + 1 :]:
        if around >= 0 and not around <= passage.container < page.containers[around].end:
            return
        if passage.link_chars and len(passage.text) <= _LONGEST_SEEN and passage.link_density > _LINKED:
            tags = _tags_around(page, passage.container)
            if tags >= 0:
                around = around if around >= 0 else page.containers[tags].parent
                yield passage.text


def _tags_around(page: Page, container: int) -> int:
    """Return the number of the outermost of three elements that is called tags or topics, or -1."""
    found = -1
    for _ in range(3):
        if container >= 0:
            found = container if _is_tagged(page.containers[container].names) else found
            container = page.containers[container].parent
    return found


@lru_cache(maxsize=20_000)
def _is_tagged(names: str) -> bool:
    return bool(_TAGS.search(names))


def _split(value: str) -> Iterator[str]:
    """Yield the words of ``Ferry, Strike; Halden``, without machine prefixes such as ``tag:``."""
    for word in re.split(r"[,;|、，]", clean(value)):
        word = word.strip().removeprefix("tag:").removeprefix("#").strip()
        if 1 < len(word) <= _LONGEST and ":" not in word[:12] and not word.isdigit():
            yield word
