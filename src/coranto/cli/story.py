"""``coranto story``: one story, by its id or by that of a story that was merged into it."""

from __future__ import annotations

import click
import msgspec

from coranto.cli._shared import article_line, json_option, library_option, opened, write_line
from coranto.model import StoryId
from coranto.ports.library import ArticleQuery


@click.command("story")
@click.argument("story")
@library_option
@json_option
def command(story: str, library: str | None, as_json: bool) -> None:
    """Show a story: how many independent reports it has, and its articles, oldest first."""
    with opened(library) as coranto:
        found = coranto.library.stories.get(StoryId(story))
        articles = coranto.library.articles.query(ArticleQuery(story=found.id, limit=found.articles))[::-1]
        history = coranto.library.stories.history(found.id)
    if as_json:
        write_line(
            {
                **msgspec.to_builtins(found),
                "members": [{"id": one.id, "family": one.family, "origin": one.origin} for one in articles],
                "history": history,
            }
        )
        return
    click.echo(click.style(found.headline, bold=True))
    click.echo(f"{found.articles} articles, {found.independent} independent reports, first: {found.publishers[0]}")
    for one in articles:
        copy = "" if one.origin else click.style(" (copy)", dim=True)
        click.echo(article_line(one) + copy)
