"""``coranto ask``: answers made of sentences that stand in the library, or an honest no."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from coranto.app.assisting import ask
from coranto.app.service import Coranto
from coranto.cli._shared import complain, json_option, library_option, opened, write_line
from coranto.errors import InputError
from coranto.model import Answer, ArticleId, Statement, StoryId


@click.command("ask")
@click.argument("question", required=False)
@click.option("--questions", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Lines of questions.")
@click.option("--story", metavar="ID", help="Ask this story only.")
@click.option("--article", metavar="ID", help="Ask this article only.")
@click.option("--choice", "choices", multiple=True, help="A possible answer; may be given several times.")
@library_option
@json_option
def command(
    question: str | None,
    questions: Path | None,
    story: str | None,
    article: str | None,
    choices: tuple[str, ...],
    library: str | None,
    as_json: bool,
) -> None:
    """Answer QUESTION, or each line {"id", "question", "choices"?} of a file, from the library."""
    if (question is None) == (questions is None):
        raise InputError("one of QUESTION and --questions is needed")
    with opened(library) as coranto:
        if questions is not None:
            _answer_lines(coranto, questions)
            return
        inside = StoryId(story) if story else None
        alone = ArticleId(article) if article else None
        found = ask(coranto, question or "", story=inside, article=alone, choices=choices)
        _print(coranto, found, choices, as_json=as_json)


def _answer_lines(coranto: Coranto, file: Path) -> None:
    """Answer line by line; a line that cannot be used is told and stops nothing."""
    for number, record in _records(file):
        try:
            if record.get("error"):
                raise InputError(record["error"]["message"])
            choices = tuple(map(str, record.get("choices") or ()))
            found = ask(coranto, str(record["question"]), choices=choices)
        except (InputError, KeyError) as error:
            message = f"no {error}" if isinstance(error, KeyError) else str(error)
            complain(f"{file}:{number}: {message}")
            write_line({"id": record.get("id"), "error": {"code": InputError.code, "message": message}})
            continue
        write_line({"id": record.get("id"), **answer_data(coranto, found, choices)})


def _records(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    with file.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield number, _record(line)


def _record(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError as error:
        return {"error": {"message": f"is no JSON: {error}"}}
    return record if isinstance(record, dict) else {"error": {"message": "is no object"}}


def answer_data(coranto: Coranto, found: Answer, choices: tuple[str, ...]) -> dict[str, Any]:
    """Return an answer in the exchange format."""
    data: dict[str, Any] = {"answer": [statement_data(coranto, one) for one in found.statements]}
    if found.choice is not None:
        data["choice"] = choices[found.choice]
    return data | {"abstained": found.abstained}


def statement_data(coranto: Coranto, said: Statement) -> dict[str, Any]:
    """Return a statement in the exchange format: its text, and each span with the words that stand there."""
    held = {one.id: one.article for one in coranto.library.articles.get_many([span.article for span in said.spans])}
    spans = [
        {
            "article": span.article,
            "url": held[span.article].url,
            "start": span.start,
            "end": span.end,
            "quote": held[span.article].text[span.start : span.end],
        }
        for span in said.spans
        if span.article in held
    ]
    return {"text": said.text, "spans": spans}


def _print(coranto: Coranto, found: Answer, choices: tuple[str, ...], *, as_json: bool) -> None:
    if as_json:
        write_line({"id": None, **answer_data(coranto, found, choices)})
        return
    if found.abstained:
        click.echo("The library does not answer that. Closest to it:")
    if found.choice is not None:
        click.echo(click.style(choices[found.choice], bold=True))
    for said in found.statements:
        click.echo(said.text)
        click.echo(click.style(f"    {source_line(coranto, said)}", dim=True))


def source_line(coranto: Coranto, said: Statement) -> str:
    """Return whose words a statement's are, first source first."""
    held = coranto.library.articles.get_many(list(dict.fromkeys(span.article for span in said.spans)))
    return "; ".join(f"{one.article.publisher or one.article.url}, {one.when:%Y-%m-%d}" for one in held)
