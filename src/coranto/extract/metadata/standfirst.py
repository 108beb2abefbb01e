"""The standfirst: the sentence or two below the headline that say what the article is about."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from coranto.extract.dom import Page
from coranto.extract.metadata.linked import Linked
from coranto.extract.metadata.site import text_key
from coranto.extract.metadata.values import as_text, clean, holds_any

_NAMES = re.compile(
    r"standfirst|stand-first|\bdek\b|\bdeck\b|sub-?(?:title|head|heading|headline)|\blead\b|\blede\b|teaser-?text|vorspann"
    r"|chap[oe]|entradilla|bajada|sumario|sottotitolo|occhiello|ingress|undertitel|summary|excerpt|abstract"
    r"|article-?(?:intro|description)"
)
_HINTS = (
    "standfirst", "stand-first", "dek", "deck", "sub", "lead", "lede", "teaser", "vorspann", "chap", "entradilla",
    "bajada", "sumario", "sottotitolo", "occhiello", "ingress", "undertitel", "summary", "excerpt", "abstract",
    "article",
)  # fmt: skip
"""What every name in ``_NAMES`` holds one of."""
_WORD = re.compile(r"[^\W_]+")
_AFTER = 8
_SHORTEST, _LONGEST = 30, 600
_AGREED = 40
"""Letters and digits at the start in which a visible line and the declared description agree."""


def read_standfirst(page: Page, linked: Linked, headline: int) -> str:
    """Return the line below the headline that is called so or that the page declares as its description, else that."""
    declared = as_text(linked.article.get("description")) or clean(next(iter(page.metas.get("og:description", ())), ""))
    declared = declared or clean(next(iter(page.metas.get("description", ())), ""))
    key = text_key(declared[: 3 * _AGREED])[:_AGREED]
    opening = next(iter(_WORD.findall(declared[:_AGREED])), declared)
    after = page.passages[headline + 1 : headline + 1 + _AFTER] if headline >= 0 else []
    for passage in after:
        if not _SHORTEST <= len(passage.text) <= _LONGEST or passage.link_density > 0.5:
            continue
        called = any(_is_called(container.names) for container in islice(page.ancestry(passage.container), 2))
        if called or (opening in passage.text and _agrees(passage.text, key)):
            return passage.text
    return declared if _SHORTEST <= len(declared) <= _LONGEST and not declared.endswith(("…", "...")) else ""


def _agrees(text: str, key: str) -> bool:
    """Whether a text begins with these letters and digits, enough of them to be no chance."""
    return len(key) >= _AGREED // 2 and text_key(text[: 3 * _AGREED]).startswith(key)


@lru_cache(maxsize=20_000)
def _is_called(names: str) -> bool:
    return holds_any(names, _HINTS) and bool(_NAMES.search(names))
