"""The lead image, with the caption and credit that stand below it on the page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from coranto.extract.dom import Page
from coranto.extract.metadata.linked import Linked
from coranto.extract.metadata.values import as_text, as_url, clean, each
from coranto.extract.notices.words import any_of, words_of
from coranto.model import Image
from coranto.text.urls import is_web_url

_METAS = ("og:image:secure_url", "og:image:url", "og:image", "twitter:image", "twitter:image:src", "parsely-image-url", "sailthru.image.full", "thumbnail")
_FIGURES = 6
_LONGEST = 600
_PLACEHOLDER = re.compile(r"(?:logo|placeholder|default[-_]?(?:image|og|share)|avatar|favicon|blank|spacer|1x1)[\w.-]*\.(?:png|jpe?g|svg|gif|webp)", re.IGNORECASE)
_CREDIT = re.compile(
    rf"\s*(?:[\[(]\s*)?(?:(?i:{any_of(words_of('image', 'credits'))})\s*[:：]?\s*|©\s?|\|\s)(?P<credit>[^.()\[\]|]{{2,120}}?)\s*[)\].]?\s*\Z"
)
_AGENCY_CREDIT = re.compile(r"\s*[(\[]?(?P<credit>(?:REUTERS|Reuters|AP|AFP|dpa|EPA|Getty Images)(?:\s?/\s?|\sPhoto/|\s)[^.()\[\]]{2,60})[)\]]?\.?\s*\Z")


def read_image(page: Page, linked: Linked) -> Image | None:
    """Return the page's lead image, its address absolute, or None where it declares none."""
    for thing, address in _declared(page, linked):
        url = urljoin(page.url, address) if page.url else address
        if is_web_url(url) and not _PLACEHOLDER.search(url):
            caption, credit = _words_below(page, url)
            caption = caption or as_text(thing.get("caption")) or as_text(thing.get("description"))
            credit = credit or as_text(thing.get("creditText")) or as_text(thing.get("copyrightHolder")) or as_text(thing.get("author"))
            return Image(url, caption[:_LONGEST], credit[:_LONGEST])
    return None


def _declared(page: Page, linked: Linked) -> Iterator[tuple[dict[str, object], str]]:
    for key in ("image", "thumbnailUrl", "primaryImageOfPage"):
        for value in each(linked.article.get(key) or linked.page.get(key)):
            thing = linked.resolve(value)
            address = as_url(thing)
            if address:
                yield (thing if isinstance(thing, dict) else {}), address
                break
    for key in _METAS:
        yield from (({}, address) for address in page.metas.get(key, ())[:1])


def _words_below(page: Page, url: str) -> tuple[str, str]:
    """Return caption and credit of the figure that shows this image, else of the first figure that has a caption."""
    captions = page.select("figure figcaption")[:_FIGURES]
    pictures = page.select("figure:has(figcaption) img")[:_FIGURES]
    name = _file_name(url)
    shown = [name in f"{picture.attr('src')} {picture.attr('srcset')} {picture.attr('data-src')}" for picture in pictures]
    number = shown.index(True) if name and True in shown and len(pictures) == len(captions) else 0
    return split_credit(clean(captions[number].text)) if captions else ("", "")


def split_credit(caption: str) -> tuple[str, str]:
    """Return caption and credit of ``The harbour. Photo: Ann Lee/AFP``."""
    found = _CREDIT.search(caption) or _AGENCY_CREDIT.search(caption)
    if not found:
        return caption, ""
    return caption[: found.start()].strip(" |–—-/"), found["credit"].strip()



def _file_name(url: str) -> str:
    """Return the file's name without size marks, long enough to tell pictures apart; else nothing."""
    name = posixpath.basename(urlsplit(url).path).rpartition(".")[0]
    return name if len(name) > 5 else ""
