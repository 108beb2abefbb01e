"""The day that a page's scripts hold where nothing else declares one: the state of an application, a data layer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coranto.extract.dom import Page

_MOST_SCRIPTS = 200
_LONGEST = 500_000
"""Characters of all scripts together that are read."""
_HINTS = ("ublish", "reated", "ubDate", "ub_date", "ublication")
"""One of these stands in a script that is worth a search."""
_QUOTE = r"(?:\\*\"|&quot;|')"
_DAY = re.compile(
    rf"{_QUOTE}(date_?published|publish(?:ed)?_?(?:date|at|time|on)|publication_?date|pub_?date"
    rf"|first_?publish(?:ed)?(?:_?(?:at|date|time))?|date_?created|created_?(?:at|date))"
    rf"{_QUOTE}\s{{0,4}}:\s{{0,4}}{_QUOTE}(\d{{4}}-\d\d-\d\d[\dT:.+Z -]{{0,22}})",
    re.IGNORECASE,
)


def embedded_days(page: Page) -> Iterator[tuple[str, str]]:
    """Yield the first published and the first created day of the scripts, as written, with a fact on it."""
    left = _LONGEST
    seen: set[str] = set()
    for script in page.document.find_all("script")[:_MOST_SCRIPTS]:
        text = script.text[:left]
        left -= len(text)
        for found in _DAY.finditer(text) if any(hint in text for hint in _HINTS) else ():
            fact = "script created" if "created" in found[1].lower() else "script published"
            if fact not in seen:
                seen.add(fact)
                yield found[2], fact
        if left <= 0 or len(seen) > 1:
            return
