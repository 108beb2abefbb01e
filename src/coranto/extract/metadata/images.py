"""The lead image, with the caption and credit that stand below it on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urljoin

from coranto.extract.dom import Element, Page
from coranto.extract.metadata.declared import declared
from coranto.extract.metadata.linked import Linked
from coranto.extract.metadata.marked import Marks
from coranto.extract.metadata.values import as_text, as_url, clean, each
from coranto.extract.notices import is_furniture
from coranto.extract.notices.insert import is_invitation
from coranto.extract.notices.words import any_of, words_of
from coranto.model import Image
from coranto.text.urls import is_web_url

_LONGEST = 600
_PLACEHOLDER = re.compile(
    r"(?:logo|placeholder|default[-_]?(?:image|og|share)|avatar|favicon|blank|spacer|1x1)[\w.-]*\.\w{3,4}\b",
    re.IGNORECASE,
)
_CAPTIONS = 12
_PICTURES = ("img", "picture", "amp-img", "figure", "video", "iframe")
_AROUND = 3
"""Elements around a caption among which one holds its picture."""
_LONGEST_CREDIT = 120
_INSERTS = re.compile(rf"\s*{any_of(words_of('image', 'inserts'))}[,.]?\s*")
_NAME = r"(?:[^.()\[\]|]|\.(?=\S)|(?<=\b[A-Z])\.){2,100}?"
_AGENCY = r"(?:REUTERS|Reuters|AP|AFP|dpa|EPA|Bloomberg|Getty\sImages)"
_NAME_BEHIND = re.compile(
    r"(?<=[.!?…])(?:\s+(?P<credit>[^\W\d_a-z][^.!?/]{1,60}\s?/\s?(?:[A-ZÀ-Ž]|dpa|epd)[^.!?]{1,40})"
    r"|(?P<glued>[A-ZÀ-Ž][^.!?]{1,40}))\s*\Z"
)
"""A name behind the caption's last sentence: with a house behind a slash, or without a blank before it."""
_CREDIT = re.compile(
    rf"\s*[\[(]?\s*(?:(?i:{any_of(words_of('image', 'credits'))})\s*[:：]?\s|©\s?|\|\s)\s*"
    rf"(?P<credit>{_NAME})\s*[)\].]{{0,2}}\s*\Z"
)
_AGENCY_CREDIT = re.compile(
    rf"\s*[(\[]?(?P<credit>{_AGENCY}(?:\s?/\s?|\sPhoto/|\s(?=[A-ZÀ-Ž])){_NAME}|{_NAME}/\s?{_AGENCY}[^()\[\]]{{0,30}})[)\]]?\.?\s*\Z"
)


def read_image(page: Page, linked: Linked, marks: Marks) -> Image | None:
    """Return the page's lead image, its address absolute, or None where it declares none."""
    for thing, address in _declared(page, linked):
        url = urljoin(page.url, address) if page.url else address
        if is_web_url(url) and not _PLACEHOLDER.search(url):
            caption, credit = _words_below(marks)
            caption = caption or as_text(thing.get("caption")) or as_text(thing.get("description"))
            credit = (
                credit
                or as_text(thing.get("creditText"))
                or as_text(thing.get("copyrightHolder"))
                or as_text(thing.get("author"))
            )
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
    yield from (({}, contents[0]) for _, contents in declared(page, "image"))


def _words_below(marks: Marks) -> tuple[str, str]:
    """Return caption and credit of the page's first figure: it shows the lead image, as a rule."""
    texts = (_INSERTS.sub("", clean(caption.text)) for caption in marks.captions[:_CAPTIONS] if _has_picture(caption))
    return next((split_credit(text) for text in texts if _can_be_caption(text)), ("", ""))


def _has_picture(caption: Element) -> bool:
    """Whether something is called a caption that stands with a picture: menus and boxes are called so as well."""
    around = islice(caption.ancestors, _AROUND)
    return caption.tag == "figcaption" or any(found.find(tag) for found in around for tag in _PICTURES)


def _can_be_caption(text: str) -> bool:
    return bool(text) and not text.endswith(":") and not is_furniture(text) and not is_invitation(text)


def split_credit(caption: str) -> tuple[str, str]:
    """Return caption and credit of ``The harbour. Photo: Ann Lee/AFP``."""
    start = max(0, len(caption) - _LONGEST_CREDIT)
    found = next(filter(None, (form.search(caption, start) for form in (_CREDIT, _AGENCY_CREDIT, _NAME_BEHIND))), None)
    if not found:
        return caption, ""
    return caption[: found.start()].strip(" |–—-/"), (found["credit"] or found["glued"]).strip()
