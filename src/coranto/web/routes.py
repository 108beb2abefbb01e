"""Every address of the site and what answers there; ``docs/reference/routes.md`` lists them."""

from __future__ import annotations

from starlette.convertors import Convertor, register_url_convertor
from starlette.routing import Route

from coranto.app.reading.topic import KINDS
from coranto.web.forms import posted
from coranto.web.pages import (
    about,
    article,
    ask,
    comments,
    compared,
    copy,
    front,
    image,
    labels,
    latest,
    podcast,
    readers,
    removal,
    revisions,
    sayings,
    search,
    settings,
    sign_in,
    sources,
    static,
    story,
    topic,
    topics,
    translation,
    websub,
)


class _Word(Convertor[str]):
    """A part of an address that is one of a few words."""

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


class _Topic(_Word):
    regex = "|".join(KINDS)


class _Topics(_Word):
    regex = "|".join(topics.KINDS)


class _Action(_Word):
    regex = "|".join(comments.ACTIONS)


def routes() -> list[Route]:
    """Return all routes; the first that matches answers."""
    register_url_convertor("topic", _Topic())
    register_url_convertor("topics", _Topics())
    register_url_convertor("action", _Action())
    return [*_reading(), *_listening(), *_talking(), *_keeping(), *_fixed()]


def _reading() -> list[Route]:
    return [
        Route("/", front.show),
        Route("/feed.{form}", front.feed),
        Route("/latest", latest.show),
        Route("/latest/feed.{form}", latest.feed),
        Route("/story/{story}", story.show),
        Route("/story/{story}/compared", compared.show),
        Route("/story/{story}/feed.{form}", story.feed),
        Route("/article/{article}", article.show),
        Route("/article/{article}/revisions", revisions.show),
        Route("/article/{article}/translation", translation.show),
        Route("/article/{article}/copy/{other}", copy.show),
        Route("/search", search.show),
        Route("/search/feed.{form}", search.feed),
        Route("/ask", ask.show),
        Route("/ask/worded", ask.worded),
        Route("/quotes", sayings.show),
        Route("/about", about.show),
    ]


def _listening() -> list[Route]:
    return [
        Route("/podcast.xml", podcast.front),
        Route("/podcast/{token}.xml", podcast.own),
        Route("/story/{story}/podcast.xml", podcast.story),
        Route("/audio/{signature}/{article}.{form}", podcast.audio),
    ]


def _talking() -> list[Route]:
    return [
        Route("/article/{article}/comments", posted(comments.post), methods=["POST"]),
        Route("/comment/{comment}/moderate", posted(comments.moderate), methods=["POST"]),
        Route("/comment/{comment}/{action:action}", comments.ask),
        Route("/comment/{comment}/{action:action}", posted(comments.act), methods=["POST"]),
        Route("/moderation", comments.moderation),
    ]


def _keeping() -> list[Route]:
    return [
        Route("/sign-in", sign_in.show),
        Route("/sign-in", posted(sign_in.enter, limit="sign-in"), methods=["POST"]),
        Route("/sign-in/{token}", sign_in.by_link),
        Route("/sign-out", posted(sign_in.leave), methods=["POST"]),
        Route("/settings", settings.show),
        Route("/settings", posted(settings.save), methods=["POST"]),
        Route("/settings/password", posted(settings.password, limit="sign-in"), methods=["POST"]),
        Route("/follow", posted(settings.follow), methods=["POST"]),
        Route("/readers", readers.show),
        Route("/readers", posted(readers.add), methods=["POST"]),
        Route("/readers/{reader}", posted(readers.change), methods=["POST"]),
        Route("/article/{article}/labels", posted(labels.save), methods=["POST"]),
        Route("/article/{article}/removal", posted(removal.save), methods=["POST"]),
        Route("/sources", sources.show),
        Route("/sources", posted(sources.add), methods=["POST"]),
        Route("/sources/opml", sources.give_opml),
        Route("/sources/opml", posted(sources.take_opml), methods=["POST"]),
        Route("/sources/{source}", posted(sources.change), methods=["POST"]),
    ]


def _fixed() -> list[Route]:
    return [
        Route("/static/{name}", static.show),
        Route("/image/{signature}", image.show),
        Route("/websub/{token}", websub.ask),
        Route("/websub/{token}", websub.bring, methods=["POST"]),
        Route("/favicon.ico", static.icon),
        Route("/robots.txt", static.robots),
        Route("/opensearch.xml", static.opensearch),
        Route("/health", static.health),
        Route("/{kind:topics}", topics.show),
        Route("/{kind:topic}/{key}", topic.show),
        Route("/{kind:topic}/{key}/feed.{form}", topic.feed),
    ]
