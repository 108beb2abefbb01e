"""Stories labelled by hand: parties and their positions, figures, and the points that each report makes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import resources

from coranto.annotate.article import annotate_article
from coranto.assist.material import Material
from coranto.model import Article, ArticleId, Span, StoredArticle
from coranto.text.names import entity_key

PARTS = ("dev", "test")
_FIGURE = re.compile(r"\{(\w+):([^}]*)\}")


@dataclass(frozen=True, slots=True)
class Marked:
    """A labelled sentence of report ``report``; figures are (group, start, end) in the article's text."""

    report: int
    start: int
    end: int
    taken: frozenset[tuple[str, str]]
    point: str
    figures: tuple[tuple[str, int, int], ...]


@dataclass
class Story:
    """One story; ``names`` are the keys under which each party may be shown."""

    materials: list[Material] = field(default_factory=list)
    marked: list[Marked] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    conflicts: set[str] = field(default_factory=set)

    def marked_at(self, span: Span) -> Marked | None:
        """Return the labels of the sentence that holds a span."""
        report = next(one.report for one in self.materials if one.id == span.article)
        return next((one for one in self.marked if one.report == report and one.start <= span.start < one.end), None)


def stories(part: str) -> Iterator[Story]:
    """Yield the stories of one part, in the order of their names."""
    files = resources.files("coranto.bench._disputes").iterdir()
    for file in sorted((file for file in files if file.name.startswith(f"{part}-")), key=lambda file: file.name):
        yield read_story(file.read_text(encoding="utf-8"))


def read_story(written: str) -> Story:
    """Return a story of its marked-up text, annotated."""
    story = Story()
    header, *reports = written.split("\n== ")
    for line in header.splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "conflict":
            story.conflicts.add(rest)
        else:
            party, _, names = rest.partition(" = ")
            story.names |= {entity_key(name): party for name in names.split("; ")}
    for number, report in enumerate(reports):
        _read_report(story, number, report)
    return story


def _read_report(story: Story, number: int, report: str) -> None:
    head, *lines = report.splitlines()
    publisher, written, title = head.split(" | ")
    text = ""
    for line in lines:
        taken, point, sentence = line.split(" | ")
        text += "\n\n" if text else ""
        plain, figures = _unmarked(sentence, len(text))
        story.marked.append(Marked(number, len(text), len(text) + len(plain), _taken(taken), point, figures))
        text += plain
    when = datetime.fromisoformat(written).replace(tzinfo=UTC)
    article = Article(title=title, text=text, published=when, publisher=publisher, language="en")
    name = ArticleId(f"r{number}")
    stored = StoredArticle(id=name, article=article, revision=1, seen=when, origin=True)
    story.materials.append(Material(stored, annotate_article(article, id=name), number))


def _taken(labels: str) -> frozenset[tuple[str, str]]:
    pairs = (label.split(" ") for label in labels.split("; ") if label != "-")
    return frozenset((party, stance) for party, stance in pairs)


def _unmarked(sentence: str, offset: int) -> tuple[str, tuple[tuple[str, int, int], ...]]:
    plain, figures, at = "", [], 0
    for found in _FIGURE.finditer(sentence):
        plain += sentence[at : found.start()]
        figures.append((found[1], offset + len(plain), offset + len(plain) + len(found[2])))
        plain += found[2]
        at = found.end()
    return plain + sentence[at:], tuple(figures)


def totals(count: Callable[[Story], Counter[str]]) -> Iterator[tuple[str, Counter[str]]]:
    """Yield each part with what is counted in its stories together."""
    for part in PARTS:
        counts: Counter[str] = Counter()
        for story in stories(part):
            counts += count(story)
        yield part, counts


def share(right: int, of: int) -> str:
    """Return a share as it is printed, with what it is of."""
    return f"{right / of:.3f} ({right}/{of})" if of else "-"
