"""What is read aloud of an article: headline, paper, and the body, or its key points where there is no body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coranto.model import Article, Statement

LONGEST = 10_000
"""Characters that are read: about eleven minutes."""
_A_SECOND = 18
"""Characters that an engine speaks in a second."""
_ENDS = frozenset(".!?…:;”\"»“'。！？")
_MARKS = re.compile(r"[\[\]<>{}|\\^~_*#\x00-\x08\x0b-\x1f\x7f]|https?://\S+")
"""What engines would take for commands (espeak reads ``[[...]]`` as phonemes), and addresses nobody wants to hear."""


def spoken_script(article: Article, points: Sequence[Statement] = ()) -> str:
    """Return the text to speak, a paragraph a line group; what is too long ends after a paragraph."""
    kept: list[str] = []
    length = 0
    for part in _parts(article, points):
        text = " ".join(_MARKS.sub(" ", part).split())
        if text:
            text += "" if text[-1] in _ENDS else "."
            length += len(text)
            if kept and length > LONGEST:
                break
            kept.append(text[:LONGEST])
    return "\n\n".join(kept)


def speaking_time(characters: int) -> int:
    """Return about how many seconds a text of so many characters takes."""
    return max(1, min(characters, LONGEST) // _A_SECOND)


def _parts(article: Article, points: Sequence[Statement]) -> Iterator[str]:
    yield article.title
    yield article.publisher
    yield article.standfirst
    body = [article.text[one.start : one.end] for one in article.blocks if one.kind != "table"]
    yield from body or article.text.split("\n\n")
    if not article.text.strip():
        yield from (one.text for one in points)
