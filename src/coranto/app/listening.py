"""Articles read aloud by an offline engine: what a podcast holds, and the sound itself, made when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from coranto.app.reading.front import front_page
from coranto.app.reading.lines import ArticleLine, article_line, articles_by_id
from coranto.app.reading.story import members_of
from coranto.app.reading.viewer import Viewer
from coranto.app.service import Coranto
from coranto.assist.script import speaking_time, spoken_script
from coranto.errors import ModelUnavailable, NotAllowed, TooManyRequests
from coranto.model import ArticleId, StoredArticle, StoryId
from coranto.ports.outside import Speaker
from coranto.text.hashing import digest

EPISODES = 30
_KEPT = 32
"""Pieces of sound that are kept; a new one takes the place of another."""
_WAITS = 20.0
"""Seconds that one listener waits while another's article is being read."""
_BYTES_A_SECOND = {"audio/mpeg": 5_000, "audio/wav": 44_100}
"""About how large sound is, for feeds that name a size before there is any."""


@dataclass(frozen=True, slots=True)
class Episode:
    """One article of a podcast; ``seconds`` and ``size`` (bytes) are estimates."""

    line: ArticleLine
    seconds: int
    size: int


@dataclass(frozen=True, slots=True)
class Sound:
    """One article's sound; ``tag`` names this very sound."""

    body: bytes
    media_type: str
    tag: str


class Listening:
    """What can be listened to in one library; one article is read at a time."""

    def __init__(self, coranto: Coranto) -> None:
        self._coranto = coranto
        self._reading = Lock()

    def of_front(self, viewer: Viewer) -> list[Episode]:
        """Return the main article of each story of the front; of a reader who follows something, of what is followed.

        Raises:
            ModelUnavailable: no engine is installed; so for all of these.
        """
        speaker = self.speaker()
        library = self._coranto.library
        lines = front_page(library, viewer).stories.items
        followed = [line for line in lines if line.followed]
        stories = library.stories.get_many([line.id for line in followed or lines])
        leads = [story.lead for story in stories][:EPISODES]
        held = articles_by_id(library, leads)
        return self._episodes([held[lead] for lead in leads if lead in held], viewer, speaker)

    def of_story(self, viewer: Viewer, story: StoryId) -> tuple[str, list[Episode]]:
        """Return a story's headline and its articles, newest first, copies left out.

        Raises:
            NotFound: there never was such a story.
        """
        speaker = self.speaker()
        found, members = members_of(self._coranto.library, viewer, story)
        return found.headline, self._episodes([one for one in members if one.origin][:EPISODES], viewer, speaker)

    def sound(self, viewer: Viewer, article: ArticleId) -> Sound:
        """Return an article's sound, made now if it is not there yet. Takes seconds: call it in a thread.

        Raises:
            NotFound: no such article.
            NotAllowed: it has nothing that could be read aloud.
            TooManyRequests: another article is being read.
        """
        speaker = self.speaker()
        held = self._coranto.library.articles.get(article)
        noted = self._coranto.library.annotations.get_many([article])
        script = spoken_script(held.article, noted[0].key_points if noted else ())
        if viewer.withholds(held.labels) or not script:
            raise NotAllowed("this article is not read aloud")
        tag = digest("\n".join((speaker.name, held.article.language, script)))
        return Sound(
            self._kept(tag) or self._made(speaker, script, held.article.language, tag), speaker.media_type, tag
        )

    def speaker(self) -> Speaker:
        """Return the engine.

        Raises:
            ModelUnavailable: none is installed.
        """
        if self._coranto.speaker is None:
            raise ModelUnavailable(
                "no speech engine is installed", hint="the owner can install espeak-ng, see the setting speech_command"
            )
        return self._coranto.speaker

    def _episodes(self, articles: Sequence[StoredArticle], viewer: Viewer, speaker: Speaker) -> list[Episode]:
        shown = [one for one in articles if one.article.kind.readable and not viewer.withholds(one.labels)]
        found = []
        for one in shown:
            seconds = speaking_time(len(one.article.title) + len(one.article.standfirst) + len(one.article.text))
            size = seconds * _BYTES_A_SECOND.get(speaker.media_type, 5_000)
            found.append(Episode(article_line(one), seconds, size))
        return found

    def _kept(self, tag: str) -> bytes | None:
        held, _, sound = (self._coranto.blobs.get(_place(tag)) or b"").partition(b"\n")
        return sound if held == tag.encode() and sound else None

    def _made(self, speaker: Speaker, script: str, language: str, tag: str) -> bytes:
        if not self._reading.acquire(timeout=_WAITS):
            raise TooManyRequests("another article is being read", retry_after=_WAITS, hint="try again in a moment")
        try:
            sound = self._kept(tag)  # who waited may have waited for this very article
            if sound is None:
                sound = speaker.speak(script, language)
                self._coranto.blobs.put(_place(tag), tag.encode() + b"\n" + sound)
            return sound
        finally:
            self._reading.release()


def _place(tag: str) -> str:
    return f"sound-{int(tag[:8], 16) % _KEPT}"
