"""How often and how names stand in what readers see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from coranto.extract.dom import Page

_LONGEST = 160
"""Characters of a passage that are looked at."""
_NOTED = 24
"""Characters behind a name in which a note on the author says what they are."""
_SAYS = (" is ", " ist ", " was ", " has ", " writes ", " covers ", " est ", " es ", " è ", " é ", " schreibt ",
         " arbeitet ", " works ", " joined ", " lives ", " studied ", " jest ", " är ", " er ", " on ")  # fmt: skip
"""Words of a note such as ``Ann Lee is a reporter``."""


class Sightings:
    """The page's passages as one text, asked for names."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._title = page.title.casefold()

    @cached_property
    def _text(self) -> str:
        """Where each passage begins behind a line break."""
        return "\n" + "\n".join([passage.text[:_LONGEST] for passage in self._page.passages]) + "\n"

    def facts(self, names: Sequence[str]) -> Iterator[str]:
        """Yield how often the first of the names stands on the page, whether alone, whether a note begins with it."""
        text, name = self._text, names[0]
        if self.is_common(name):
            yield "common word"
        times = text.count(name)
        if name.casefold() in self._title:
            yield "in title"
        yield "unseen" if not times else "seen once" if times == 1 else "seen twice" if times == 2 else "seen often"
        if times and f"\n{name}\n" in text:
            yield "alone"
        at = text.find(f"\n{name} ") if times else -1
        if at >= 0:
            behind = at + 1 + len(name)
            if any(word in text[behind : behind + _NOTED] for word in _SAYS):
                yield "noted"

    def is_common(self, name: str) -> bool:
        """Whether a word of the name stands on the page in small letters too: then it is hardly a name."""
        return any(f" {word.lower()} " in self._text for word in name.split() if word.istitle())

    def without_role(self, name: str) -> str:
        """Cut what is run together with a name, such as a job no list knows, if the name alone stands elsewhere."""
        words = name.split()
        for length in range(2, len(words)):
            short = " ".join(words[:length])
            if f"\n{short}\n" in self._text:
                return short if f"\n{name}\n" not in self._text else name
        return name
