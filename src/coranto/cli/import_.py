"""``coranto import``: anything that holds news into the library."""

from __future__ import annotations

import sys
from datetime import datetime

import click

from coranto.app.importing import Importer, count_folded
from coranto.app.work import make_advance, working
from coranto.cli._shared import complain, json_option, library_option, opened, progress_shown, write_line
from coranto.errors import InputError, LibraryBusy
from coranto.pipeline.taking import Taken
from coranto.text.dates import in_utc_unless_zoned, read_date


@click.command("import")
@click.argument("inputs", nargs=-1, required=True, metavar="FILE|ADDRESS|FOLDER ...")
@click.option("--at", metavar="TIME", help='When a pasted page was read: ages ("9 minutes ago") count back from here.')
@click.option("--pages/--no-pages", default=True, help="Fetch the pages that feeds lead to.")
@library_option
@json_option
def command(inputs: tuple[str, ...], at: str | None, pages: bool, library: str | None, as_json: bool) -> None:
    """Take in feeds, pages, pasted pages, archives, mail, OPML and article lines; told from content.

    Exit status 1 if anything was refused.
    """
    with opened(library) as coranto, progress_shown() as tell:
        taken = Importer(coranto, reference=_time(at), pages=pages, progress=tell).run(inputs)
        try:
            with working(coranto):
                make_advance(coranto, tell).run()
        except LibraryBusy as error:
            complain(str(error))
        folded = count_folded(coranto, taken.new)
    (_print_data if as_json else _print_words)(taken, folded)
    if taken.refused:
        sys.exit(1)


def _time(at: str | None) -> datetime | None:
    if at is None:
        return None
    found = read_date(at)
    if found is None:
        raise InputError(f"{at!r} is no time", where="--at", hint="write it as 2026-11-24T12:00:00+00:00")
    return in_utc_unless_zoned(found)


def _print_data(taken: Taken, folded: int) -> None:
    refused = [{"where": e.where, "code": e.code, "message": e.message, "hint": e.hint} for e in taken.refused]
    write_line({**taken.outcomes, "folded": folded, "sources": taken.sources, "refused": refused})


def _print_words(taken: Taken, folded: int) -> None:
    for error in taken.refused:
        complain(str(error))
    counts = [f"{count} {outcome}" for outcome, count in sorted(taken.outcomes.items())]
    if taken.sources:
        counts.append(f"{taken.sources} sources added")
    if folded:
        counts.append(f"{folded} folded as copies")
    if taken.refused:
        counts.append(f"{len(taken.refused)} refused")
    click.echo(", ".join(counts) or "nothing taken")
