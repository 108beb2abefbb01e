"""``coranto doctor``: look a library over, and make what is derived anew."""

from __future__ import annotations

import sys

import click

from coranto.app.work import equipment, rebuild, unfinished
from coranto.cli._shared import complain, library_option, opened, progress_shown


@click.command("doctor")
@click.option("--rebuild", "again", is_flag=True, help="Drop indexes and grouping state and make them from the record.")
@library_option
def command(again: bool, library: str | None) -> None:
    """Check the record, the indexes, unfinished work and optional parts; exit status 1 if something is wrong."""
    with opened(library) as coranto:
        if again:
            with progress_shown() as tell:
                rebuild(coranto, tell)
        wrong = coranto.library.check()
        for line in (*equipment(coranto), *unfinished(coranto)):
            click.echo(line)
    for line in wrong:
        complain(line)
    click.echo(
        "the record is sound" if not wrong else "the record is damaged: restore a copy, or export what can be read"
    )
    if wrong:
        sys.exit(1)
