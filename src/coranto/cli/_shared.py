"""What commands share: the library option, opening it, progress, data or words on stdout."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click
import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from coranto.app import settings
from coranto.app.open import open_coranto
from coranto.app.service import Coranto
from coranto.model import StoredArticle

library_option = click.option("--library", metavar="FOLDER|ADDRESS", help="The library (the setting `library`).")
json_option = click.option("--json", "as_json", is_flag=True, help="Print as data.")

_NAMES = {
    "read": "reading",
    "fetch": "fetching pages",
    "group": "grouping",
    "annotate": "annotating",
    "index": "indexing",
    "embed": "embedding",
}


@contextmanager
def opened(library: str | None, **flags: object) -> Iterator[Coranto]:
    """Open the library that the flag, the environment or the settings file names."""
    with open_coranto(settings.load(flags={"library": library, **flags})) as coranto:
        yield coranto


@contextmanager
def progress_shown() -> Iterator[Callable[[str, int], None]]:
    """Show a line on stderr for each stage at work; silent where stderr is no terminal."""
    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as shown:
        tasks: dict[str, Any] = {}

        def tell(stage: str, count: int) -> None:
            if stage not in tasks:
                tasks[stage] = shown.add_task(_NAMES.get(stage, stage), total=None)
            shown.advance(tasks[stage], count)

        yield tell


def write_line(value: object) -> None:
    """Write one object as a line of JSON."""
    sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")


def complain(message: str) -> None:
    """Write one line on stderr."""
    click.echo(f"coranto: {message}", err=True)


def article_line(one: StoredArticle) -> str:
    """Return an article as one line: day, publisher, headline, id."""
    publisher = one.article.publisher or "-"
    return f"{one.when:%Y-%m-%d %H:%M}  {publisher}: {one.article.title}  {click.style(one.id, dim=True)}"
