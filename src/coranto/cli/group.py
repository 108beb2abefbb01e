"""``coranto group``: articles in order of arrival in, copy families and stories out."""

from __future__ import annotations

import sys

import click

from coranto.app import settings
from coranto.app.open import open_embedder
from coranto.cli._shared import complain
from coranto.pipeline.lines import group_lines


@click.command("group")
def command() -> None:
    """Read lines {"id", "title", "text", "published", ...} on stdin; write where each was put after the last."""
    embedder = open_embedder(settings.load())
    out = sys.stdout.buffer
    for line in group_lines(sys.stdin.buffer, complain, embedder.embed if embedder else None):
        out.write(line)
