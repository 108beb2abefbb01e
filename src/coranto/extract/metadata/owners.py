"""Whose site it is, where it is one person's: who signs nowhere, since it is theirs."""

from __future__ import annotations

import re

from coranto.extract.dom import Page
from coranto.extract.metadata.likeness import is_person
from coranto.extract.metadata.site import site_names

_FOOT = 12
"""Passages at the end among which a copyright line stands."""
_LONGEST_FOOT = 200
_OWNED = re.compile(
    r"(?:©|\(c\)|copyright)[\s\d–-]{0,14}(?:by\s)?([^\W\d_][\w’'-]{1,30}(?:\s[^\W\d_]\.)?\s[^\W\d_][\w’'-]{1,30})",
    re.IGNORECASE,
)


def owners(page: Page) -> list[str]:
    """Return the person after whom the site is named or who holds its copyright, if it is one person's."""
    names = site_names(page)
    for passage in page.passages[-_FOOT:]:
        found = _OWNED.search(passage.text[:_LONGEST_FOOT])
        if found:
            names.append(found[1])
    return [name for name in names if is_person(name)][:1]
