"""Whose site it is, where it is one person's: who signs nowhere, since it is theirs."""

from __future__ import annotations

import re

from coranto.extract.dom import Page
from coranto.extract.metadata.likeness import is_person

_FOOT = 12
"""Passages at the end among which a copyright line stands."""
_LONGEST_FOOT = 200
_OWNED = re.compile(
    r"(?:©|\(c\)|copyright)[\s\d–-]{0,14}(?:by\s)?([^\W\d_][\w’'-]{1,30}(?:\s[^\W\d_][\w.’'-]{0,30}){1,2})",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s[|–—-]\s")


def owners(page: Page) -> list[str]:
    """Return the person after whom the site is named or who holds its copyright, if it is one person's."""
    names = [*page.metas.get("og:site_name", ()), *_BETWEEN.split(page.title)[-1:]]
    for passage in page.passages[-_FOOT:]:
        found = _OWNED.search(passage.text[:_LONGEST_FOOT])
        if found:
            names += [" ".join(found[1].split()[:2]).rstrip("."), found[1]]
    return [name for name in names if is_person(name)][:1]
