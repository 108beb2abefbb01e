"""``coranto annotate``: article lines in, annotations out."""

from __future__ import annotations

import sys

import click

from coranto.cli._shared import complain
from coranto.pipeline.exchange import run_lines
from coranto.pipeline.lines import annotate_record


@click.command("annotate")
def command() -> None:
    """Read article lines on stdin; write hashtags, entities, quotes, figures, labels and key points of each."""
    out = sys.stdout.buffer
    for line in run_lines(sys.stdin.buffer, annotate_record, complain):
        out.write(line)
