"""``coranto related``: articles about the same matter, and why."""

from __future__ import annotations

import click
import msgspec

from coranto.cli._shared import article_line, json_option, library_option, opened, write_line
from coranto.model import ArticleId


@click.command("related")
@click.argument("article")
@library_option
@json_option
def command(article: str, library: str | None, as_json: bool) -> None:
    """Show what is related to an article: not the same story, not a copy, with the reason in words."""
    with opened(library) as coranto:
        coranto.library.articles.get(ArticleId(article))
        related = coranto.library.annotations.related(ArticleId(article))
        stored = {one.id: one for one in coranto.library.articles.get_many([near.article for near in related])}
    for near in related:
        if as_json:
            write_line(msgspec.to_builtins(near))
        elif near.article in stored:
            click.echo(f"{article_line(stored[near.article])}\n    {near.reason}")
