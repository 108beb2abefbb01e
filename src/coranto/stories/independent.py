"""Independent reports: a copy family counts once, sister titles of one publisher group count once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import resources

import msgspec

from coranto.model import ArticleId, StoredArticle
from coranto.text.hashing import digest
from coranto.text.names import publisher_key

Groups = Mapping[str, str]
"""Publisher key to the name of its group."""


class _File(msgspec.Struct, forbid_unknown_fields=True):
    groups: dict[str, list[str]] = {}


@dataclass(frozen=True, slots=True)
class Report:
    """One independent report: the article that speaks for it, and all that count with it, first to last."""

    article: ArticleId
    first: datetime
    members: tuple[ArticleId, ...]


def read_groups(toml: str) -> dict[str, str]:
    """Return the group of each publisher from a file of ``[groups]`` with ``name = [publisher, ...]``.

    Raises:
        ValueError: it is something else.
    """
    held = msgspec.convert(tomllib.loads(toml), _File)
    return {publisher_key(title): name for name, titles in held.groups.items() for title in [name, *titles]}


def groups_key(groups: Groups | None) -> str:
    """Return what tells one state of the owner's groups from another; empty where there are none."""
    return digest(*(f"{title} {name}" for title, name in sorted(groups.items()))) if groups else ""


@cache
def known_groups() -> Groups:
    """Return the publisher groups that come with Coranto."""
    file = resources.files("coranto.stories") / "data" / "publisher_groups.toml"
    return read_groups(file.read_text(encoding="utf-8"))


def independent_reports(members: Sequence[StoredArticle], groups: Groups | None = None) -> list[Report]:
    """Return the independent reports of a story, first to last.

    Families and groups are joined transitively: if a paper carries an agency's text and also writes its own, these
    are two reports; if two papers of one group write one each, that is one report. ``groups`` (the owner's) add to
    the known ones.
    """
    found = _Joined()
    for member in members:
        found.join(member.id, _family(member), *_own_report(member, _merged(groups)))
    by_id = {member.id: member for member in members}
    reports = [_report([by_id[article] for article in part]) for part in found.parts()]
    return sorted(reports, key=lambda report: (report.first, report.article))


def _merged(groups: Groups | None) -> Groups:
    return {**known_groups(), **groups} if groups else known_groups()


def _family(member: StoredArticle) -> str:
    return member.family or member.id


def _own_report(member: StoredArticle, groups: Groups) -> list[str]:
    """Return what a member that is its family's origin is also counted under: its publisher's group.

    A carrier's own house adds nothing: the text is the origin's. Agency text counts under the agency.
    """
    if member.article.agency:
        return ["house " + publisher_key(member.article.agency)]
    house = publisher_key(member.article.publisher)
    return ["house " + groups.get(house, house)] if member.origin and house else []


def _report(part: Sequence[StoredArticle]) -> Report:
    ordered = sorted(part, key=lambda member: (member.when, member.id))
    speaker = next((member for member in ordered if member.origin), ordered[0])
    return Report(speaker.id, ordered[0].when, tuple(member.id for member in ordered))


class _Joined:
    """Articles joined by the labels that they share (union-find)."""

    def __init__(self) -> None:
        self._up: dict[str, str] = {}
        self._articles: list[ArticleId] = []

    def join(self, article: ArticleId, *labels: str) -> None:
        self._articles.append(article)
        root = self._root("article " + article)
        for label in labels:
            self._up[self._root("label " + label)] = root

    def parts(self) -> list[list[ArticleId]]:
        found: dict[str, list[ArticleId]] = {}
        for article in self._articles:
            found.setdefault(self._root("article " + article), []).append(article)
        return list(found.values())

    def _root(self, key: str) -> str:
        while self._up.setdefault(key, key) != key:
            key = self._up[key]
        return key
