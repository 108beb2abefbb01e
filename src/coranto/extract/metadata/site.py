"""The names that a site goes by: they trail titles and stand in for authors, and are neither."""

from __future__ import annotations

import re
from functools import lru_cache

from coranto.extract.dom import Page
from coranto.extract.metadata.linked import Linked
from coranto.extract.metadata.values import as_text, clean
from coranto.text.urls import host_of

_NO_LETTERS = re.compile(r"[\W_]+")
_BETWEEN = re.compile(r"\s[|–—-]\s")


def site_keys(page: Page, linked: Linked) -> frozenset[str]:
    """Return the keys (letters and digits, case-folded) of the site's names and of its host's parts."""
    host = host_of(page.url)
    names = [*page.metas.get("og:site_name", ()), *page.metas.get("application-name", ())]
    names += [as_text(linked.resolve(linked.article.get("publisher"))), host, *host.split(".")]
    keys = (text_key(clean(name)) for name in names)
    return frozenset(key for key in keys if len(key) > 2)


def site_names(page: Page) -> list[str]:
    """Return what the site may be called: as declared, and the last part of the page's title."""
    return [*page.metas.get("og:site_name", ())[:1], *_BETWEEN.split(page.title)[1:][-1:]]


def is_site_name(site: frozenset[str], name: str) -> bool:
    """Whether a name is the site's, or holds it (``Cleveland Clinic``, ``Podium Staff``)."""
    key = text_key(name)
    return any(key == own or (len(own) > 4 and (key.startswith(own) or key.endswith(own))) for own in site)


@lru_cache(maxsize=4_000)
def text_key(text: str) -> str:
    """Return letters and digits only, case-folded; the text itself where it has none."""
    return _NO_LETTERS.sub("", text.casefold()) or text
