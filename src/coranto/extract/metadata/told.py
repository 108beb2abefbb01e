"""The authors that a page declares: in its JSON-LD, its ``meta`` elements, its markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coranto.extract.dom import Page
from coranto.extract.metadata.bylines import Named
from coranto.extract.metadata.declared import declared
from coranto.extract.metadata.linked import Linked, types_of
from coranto.extract.metadata.marked import Marks
from coranto.extract.metadata.owners import owners
from coranto.extract.metadata.values import as_text, clean, each
from coranto.extract.notices import read_people
from coranto.extract.notices.byline import is_byline_label

_MOST_NAMES = 30
_LONGEST = 200
_MOST_WORDS = 6


def declared_names(page: Page, linked: Linked, marks: Marks) -> Iterator[Named]:
    """Yield the names that JSON-LD, ``meta`` elements, markup and the site's name give, with their place as a fact."""
    yield from _linked_names(linked)
    for key, contents in declared(page, "authors", most=_MOST_NAMES):
        values = list(map(clean, contents))
        yield _split(values), ("meta author" if key == "author" else "meta other",)
    yield _labelled_names(page), ("label",)
    for fact, elements in marks.authors.items():
        texts = [clean(element.text) for element in elements[:5]]
        yield _split(text for text in texts[:1] if len(text) < _LONGEST), (fact, f"{fact} first")
        yield _split(text for text in texts if len(text) < _LONGEST), (f"{fact} all",)
    yield owners(page), ("owner",)


def _linked_names(linked: Linked) -> Iterator[Named]:
    people: list[str] = []
    desks: list[str] = []
    for author in each(linked.article.get("author")):
        found = linked.resolve(author)
        text = _name_of(found)
        organisation = isinstance(found, dict) and "organization" in types_of(found)
        (desks if organisation else people).extend([text] if organisation else _split([text]))
    yield people, ("ld",)
    yield people + desks, ("ld org",) if desks else ("ld",)
    yield _split([_name_of(linked.resolve(linked.article.get("creator")))]), ("ld creator",)
    yield _split([_name_of(linked.resolve(linked.page.get("author")))]), ("ld page",)


def _name_of(thing: object) -> str:
    """Return a person's name, which may be told in two parts."""
    name = as_text(thing)
    if name or not isinstance(thing, dict):
        return name
    return f"{as_text(thing.get('givenName'))} {as_text(thing.get('familyName'))}".strip()


def _split(texts: Iterable[str]) -> list[str]:
    """Read people from declared texts; what is no known form of people is a name as it stands (a desk, a pen name)."""
    names: list[str] = []
    for text in texts:
        names += read_people(text) or ([text] if 0 < len(text) < 60 and text.count(" ") < _MOST_WORDS else [])
    return names


def _labelled_names(page: Page) -> list[str]:
    """Read the preview labels: ``twitter:label1`` says Written by, ``twitter:data1`` the name."""
    for number in ("1", "2"):
        label = next(iter(page.metas.get(f"twitter:label{number}", ())), "")
        if is_byline_label(label):
            return _split(page.metas.get(f"twitter:data{number}", ())[:1])
    return []
