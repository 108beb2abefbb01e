"""What stands around a passage that may be a byline or a date: facts that both are weighed by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from coranto.extract.dom import Container, Passage

_LINK = 0.9
"""Share of a passage's characters from which all of it is a link."""


def surroundings(passage: Passage, around: Sequence[Container], is_elsewhere: Callable[[str], bool]) -> Iterator[str]:
    """Yield whether a passage is beside the article, in an element whose names say that it is elsewhere, all link."""
    if any(container.tag in ("footer", "aside", "nav") or container.hidden for container in around):
        yield "in aside"
    if any(is_elsewhere(container.names) for container in around):
        yield "elsewhere"
    if passage.link_density > _LINK:
        yield "all link"
