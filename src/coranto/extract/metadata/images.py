"""The lead image, with the caption and credit that stand below it on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from coranto.extract.dom import Page
from coranto.extract.metadata.captions import words_below
from coranto.extract.metadata.declared import declared, no_captions
from coranto.extract.metadata.linked import Linked
from coranto.extract.metadata.values import as_text, as_url, each
from coranto.model import Image
from coranto.text.urls import is_web_url, join_url

_LONGEST = 600
_PLACEHOLDERS = (
    "logo", "placeholder", "default-image", "default_image", "defaultimage", "default-og", "default_og",
    "default-share", "default_share", "share-default", "social-default", "avatar", "favicon", "blank", "spacer",
    "1x1", "touch-icon", "noimage", "no-image", "nopicture", "no-picture", "masthead",
)  # fmt: skip
"""Words in the name of a file that is no picture of what happened."""
_FILE_END = re.compile(r"[\w.-]*\.\w{3,4}\b")


def read_image(page: Page, linked: Linked, headline: int) -> Image | None:
    """Return the page's lead image, its address absolute, or None where it declares none.

    ``headline`` is the number of the headline's passage, -1 where there is none.
    """
    for thing, address in _declared(page, linked):
        url = address if address.startswith(("https://", "http://")) or not page.url else join_url(page.url, address)
        if is_web_url(url) and not _is_placeholder(url.lower()):
            caption, credit = words_below(page, url, headline)
            caption = caption or _told(thing, "caption") or _told(thing, "description")
            credit = (
                credit
                or as_text(thing.get("creditText"))
                or as_text(thing.get("copyrightHolder"))
                or as_text(thing.get("author"))
            )
            return Image(url, caption[:_LONGEST], credit[:_LONGEST])
    return None


def _told(thing: Mapping[str, object], key: str) -> str:
    text = as_text(thing.get(key))
    return text if text.lower() not in no_captions() else ""


def _is_placeholder(url: str) -> bool:
    """Whether an address in lower case leads to a logo, an icon or somebody's avatar instead of a picture."""
    named = (word for word in _PLACEHOLDERS if word in url and _FILE_END.match(url, url.rindex(word)))
    return any(named) or "gravatar.com/" in url


def _declared(page: Page, linked: Linked) -> Iterator[tuple[dict[str, object], str]]:
    for key in ("image", "thumbnailUrl", "primaryImageOfPage"):
        for value in each(linked.article.get(key) or linked.page.get(key)):
            thing = linked.resolve(value)
            address = as_url(thing)
            if address:
                yield (thing if isinstance(thing, dict) else {}), address
                break
    yield from (({}, contents[0]) for _, contents in declared(page, "image"))
