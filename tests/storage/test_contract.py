"""What every library keeps, whichever database it stands on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from coranto.errors import Conflict, NotFound
from coranto.model import (
    Annotations,
    Article,
    ArticleId,
    Capture,
    Comment,
    CommentId,
    CommentState,
    Credit,
    Entity,
    EntityType,
    FamilyId,
    Hashtag,
    Kind,
    Placement,
    PollState,
    Quote,
    ReaderId,
    RelatedArticle,
    Role,
    Sentence,
    Source,
    SourceId,
    SourceState,
    Story,
    StoryChange,
    StoryChangeKind,
    StoryId,
    Subscription,
    SubscriptionState,
)
from coranto.ports.library import ArticleQuery, NewArticle, Outcome, Stage
from coranto.storage.open import StoredLibrary, open_library

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def new(name: str, *, hours: int = 0, **values: object) -> NewArticle:
    """One article; ``hours`` before now."""
    at = NOW - timedelta(hours=hours)
    given: dict[str, object] = {"title": name, "text": f"Text of {name}.", "publisher": "The Post", "published": at}
    article = Article(**{**given, **values})  # type: ignore[arg-type]
    return NewArticle(id=ArticleId(name), article=article, seen=NOW, addresses=(f"https://post.example/{name}",))


def place(library: StoredLibrary, name: str, story: str, family: str = "") -> None:
    """Put an article into a story."""
    placed = Placement(ArticleId(name), FamilyId(family or name), not family, StoryId(story), StoryId(story))
    library.stories.place([placed], [])


def story(name: str, *, score: float = 1.0, hours: int = 0) -> Story:
    at = NOW - timedelta(hours=hours)
    return Story(
        id=StoryId(name),
        headline=name,
        lead=ArticleId(name),
        articles=1,
        independent=1,
        publishers=("The Post",),
        first=at,
        last=at,
        score=score,
    )


def test_taking_the_same_thing_twice_makes_one(library: StoredLibrary) -> None:
    """An article is new once, the same after that, and a changed text is a revision."""
    first, edited = new("a"), new("a", text="Text of a, corrected.")
    assert library.articles.take([first]) == [Outcome.NEW]
    assert library.articles.take([first, edited]) == [Outcome.SAME, Outcome.REVISED]
    stored = library.articles.get(ArticleId("a"))
    assert (stored.revision, stored.article.text) == (2, "Text of a, corrected.")
    assert [r.article.text for r in library.articles.revisions(ArticleId("a"))] == [
        "Text of a.",
        "Text of a, corrected.",
    ]


def test_an_article_comes_back_whole(library: StoredLibrary) -> None:
    """Nothing of an article is lost on the way through the record."""
    given = new("a", authors=("José Álvarez",), keywords=("x",), language="es", modified=NOW)
    library.articles.take([given])
    stored = library.articles.get(ArticleId("a"))
    assert stored.article == given.article
    assert stored.when == NOW


def test_an_address_leads_to_its_article(library: StoredLibrary) -> None:
    """Tracking parameters and www make no other address."""
    library.articles.take([new("a")])
    assert library.articles.find("http://www.post.example/a?utm_source=x") == "a"
    assert library.articles.find("https://post.example/b") is None


def test_what_is_deleted_stays_away(library: StoredLibrary) -> None:
    """A tombstone keeps a deleted article from coming back, and its parts go with it."""
    library.articles.take([new("a", authors=("Ada Lind",))])
    library.articles.delete(ArticleId("a"), NOW)
    assert library.articles.take([new("a")]) == [Outcome.TOMBSTONED]
    assert library.names.authors() == []
    with pytest.raises(NotFound):
        library.articles.get(ArticleId("a"))


def test_articles_are_listed_newest_first_by_what_they_are(library: StoredLibrary) -> None:
    """Publisher, author, time and kind each restrict a list."""
    library.articles.take(
        [
            new("old", hours=5, authors=("Ada Lind",)),
            new("young", hours=1, authors=("Ada Lind",)),
            new("other", hours=2, publisher="Mail"),
            new("wall", hours=3, kind=Kind.PAYWALL),
        ]
    )

    def listed(**query: object) -> list[str]:
        return [s.id for s in library.articles.query(ArticleQuery(**query))]  # type: ignore[arg-type]

    assert listed() == ["young", "other", "old"]
    assert listed(readable=False) == ["young", "other", "wall", "old"]
    assert listed(author="ada lind") == ["young", "old"]
    assert listed(publisher="Mail") == ["other"]
    assert listed(since=NOW - timedelta(hours=2)) == ["young", "other"]
    assert listed(limit=1, offset=1) == ["other"]
    assert library.articles.count(ArticleQuery(author="Ada Lind", limit=1)) == 2


def test_all_articles_can_be_walked(library: StoredLibrary) -> None:
    """By id, in pages, unreadable ones too."""
    library.articles.take([new("b"), new("a"), new("c", kind=Kind.PAYWALL)])
    first = library.articles.walk(None, 2)
    assert [s.id for s in first] == ["a", "b"]
    assert [s.id for s in library.articles.walk(first[-1].id, 2)] == ["c"]


def test_who_is_credited_has_a_page_too(library: StoredLibrary) -> None:
    """The people of the credit line lead to the article, as its authors do."""
    line = (Credit("Editing by", ("Jane Merriman", "Ada Lind")),)
    library.articles.take([new("a", authors=("Ada Lind",), credits=line)])
    assert [(one.key, one.articles) for one in library.names.authors()] == [("ada-lind", 1), ("jane-merriman", 1)]
    assert [one.id for one in library.articles.query(ArticleQuery(author="Jane Merriman"))] == ["a"]


def test_each_article_knows_how_far_it_came(library: StoredLibrary) -> None:
    """Taken, grouped, annotated; a revision starts again."""
    library.articles.take([new("a")])
    place(library, "a", "a")
    assert library.articles.pending(Stage.TAKEN, 10) == []
    library.annotations.write([Annotations(article=ArticleId("a"), revision=1, language="en")])
    assert library.articles.pending(Stage.GROUPED, 10) == []
    library.articles.take([new("a", text="New text."), new("wall", kind=Kind.PAYWALL)])
    assert [s.id for s in library.articles.pending(Stage.TAKEN, 10)] == ["a"]
    assert [library.articles.waiting(stage) for stage in (Stage.TAKEN, Stage.GROUPED)] == [1, 0]


def test_the_change_log_tells_what_moved(library: StoredLibrary) -> None:
    """Every write that readers would see is in the log, in order."""
    library.articles.take([new("a"), new("b")])
    position = library.changes.position
    place(library, "b", "b")
    assert [article for _, article in library.changes.since(position, 10)] == ["b"]
    assert library.stories.touched(position) == ["b"]


def test_a_merged_story_keeps_its_old_address(library: StoredLibrary) -> None:
    """The id of a story that was merged away leads to where its articles are."""
    library.articles.take([new("a"), new("b")])
    place(library, "a", "a")
    place(library, "b", "b")
    library.stories.write([story("a"), story("b")])
    moved = Placement(ArticleId("b"), FamilyId("b"), True, StoryId("a"), StoryId("a"))
    change = StoryChange(StoryChangeKind.MERGE, StoryId("b"), StoryId("a"), NOW, "one event")
    library.stories.place([moved], [change])
    assert library.stories.get(StoryId("b")).id == "a"
    assert library.stories.history(StoryId("a")) == [change]
    assert library.stories.placements([ArticleId("b")])[0].first_story == "b"
    with pytest.raises(NotFound):
        library.stories.get(StoryId("c"))


def test_a_story_without_articles_is_dropped(library: StoredLibrary) -> None:
    """It stands on no front page any more and is not found."""
    library.articles.take([new("a")])
    place(library, "a", "a")
    library.stories.write([story("a")])
    library.stories.drop(StoryId("a"))
    assert library.stories.front(limit=10) == []
    with pytest.raises(NotFound):
        library.stories.get(StoryId("a"))


def test_the_front_goes_by_score(library: StoredLibrary) -> None:
    """Highest first; safe reading leaves out stories led by adult articles."""
    library.articles.take([new("a"), new("b"), new("c")])
    library.articles.set_labels(ArticleId("c"), ["adult"])
    library.stories.write([story("a"), story("b", score=2, hours=3), story("c", score=3)])
    assert [s.id for s in library.stories.front(limit=10)] == ["c", "b", "a"]
    assert [s.id for s in library.stories.front(limit=10, safe=True)] == ["b", "a"]
    assert [s.id for s in library.stories.front(limit=10, since=NOW - timedelta(hours=1))] == ["c", "a"]


def test_stories_lead_to_what_a_reader_follows(library: StoredLibrary) -> None:
    """By publisher, author, hashtag or the story itself; what is old does not count."""
    library.articles.take([new("a", authors=("Ada Lind",)), new("b", publisher="Mail"), new("c", hours=99)])
    for name in "abc":
        place(library, name, name)
    library.annotations.write([annotations("b")])
    follows = [("author", "ada-lind"), ("publisher", "mail"), ("story", "x")]
    since = NOW - timedelta(hours=48)
    assert library.stories.followed(follows, since) == {
        "a": ("author", "ada-lind"),
        "b": ("publisher", "mail"),
        "x": ("story", "x"),
    }
    assert library.stories.followed([("hashtag", "haldenbridge")], since) == {"b": ("hashtag", "haldenbridge")}
    assert library.stories.followed([("publisher", "post")], since) == {"a": ("publisher", "post")}
    assert library.stories.followed([], since) == {}


def annotations(name: str, said: str = "The ferry is back") -> Annotations:
    return Annotations(
        article=ArticleId(name),
        revision=1,
        language="en",
        hashtags=(Hashtag("HaldenBridge", 0.9),),
        entities=(Entity("Elsa Lind", EntityType.PERSON, 0, 9, "elsa-lind"),),
        quotes=(Quote(Sentence(said, 10, 10 + len(said)), True, speaker_name="Elsa Lind"),),
        labels=("adult",),
    )


def test_annotations_lead_to_articles(library: StoredLibrary) -> None:
    """Hashtags, entities and quotes are looked up; a quote counts once across copies."""
    library.articles.take([new("a"), new("b", hours=1)])
    library.annotations.write([annotations("a"), annotations("b")])
    assert library.annotations.get(ArticleId("a")) == annotations("a")
    assert [(t.key, t.articles) for t in library.annotations.hashtags(since=None, limit=5)] == [("haldenbridge", 2)]
    entity = library.annotations.entity("elsa-lind")
    assert entity is not None
    assert (entity.text, entity.type) == ("Elsa Lind", EntityType.PERSON)
    assert [s.id for s in library.articles.query(ArticleQuery(hashtag="#HaldenBridge"))] == ["a", "b"]
    assert [s.id for s in library.articles.query(ArticleQuery(entity="elsa-lind"))] == ["a", "b"]
    assert [article for article, _ in library.annotations.quotes(speaker="Elsa Lind", text="FERRY")] == ["b"]
    assert library.annotations.quotes(text="100%") == []


def test_all_spellings_of_an_entity_lead_to_one_key(library: StoredLibrary) -> None:
    """An entity is found by the key that its mentions carry, and its page can say how else it is written."""
    library.articles.take([new("a"), new("b"), new("c")])
    texts = {"a": "Elsa Lind", "b": "E. Lind", "c": "Elsa Lind"}
    library.annotations.write(
        [
            replace(annotations(article), entities=(Entity(text, EntityType.PERSON, 0, len(text), "elsa-lind"),))
            for article, text in texts.items()
        ]
    )
    assert {s.id for s in library.articles.query(ArticleQuery(entity="elsa-lind"))} == {"a", "b", "c"}
    spellings = library.annotations.spellings("elsa-lind")
    assert [(one.name, one.articles) for one in spellings] == [("Elsa Lind", 2), ("E. Lind", 1)]


def test_the_owners_labels_outlive_annotation(library: StoredLibrary) -> None:
    """What the owner decided about an article is not undone by a later run."""
    library.articles.take([new("a")])
    library.articles.set_labels(ArticleId("a"), [])
    library.annotations.write([annotations("a")])
    assert library.articles.get(ArticleId("a")).labels == ()


def test_annotations_of_what_is_gone_are_let_go(library: StoredLibrary) -> None:
    """An article deleted while it was annotated does not stop the rest."""
    library.articles.take([new("a")])
    library.annotations.write([annotations("gone"), annotations("a")])
    assert library.annotations.get(ArticleId("gone")) is None
    assert library.annotations.get(ArticleId("a")) is not None


def test_related_articles_are_kept(library: StoredLibrary) -> None:
    """Closest first, as written."""
    library.articles.take([new("a")])
    related = [RelatedArticle(ArticleId("b"), 0.8, "Also about Halden")]
    library.annotations.write_related(ArticleId("a"), related)
    assert library.annotations.related(ArticleId("a")) == related


def test_sources_are_polled_when_due(library: StoredLibrary) -> None:
    """New ones first, paused ones never; what a poll found is remembered."""
    sources = [Source(id=SourceId(n), url=f"https://{n}.example/feed", added=NOW) for n in "abc"]
    assert [library.sources.add(s) for s in [*sources, sources[0]]] == [True, True, True, False]
    state = PollState(source=SourceId("a"), etag='"x"', due=NOW + timedelta(hours=1))
    library.sources.polled(state, SourceState.OK)
    library.sources.update(Source(id=SourceId("c"), url="https://c.example/feed", state=SourceState.PAUSED))
    assert [s.id for s, _ in library.sources.due(NOW, 10)] == ["b"]
    assert [s.id for s, _ in library.sources.due(NOW + timedelta(hours=1), 10)] == ["b", "a"]
    assert library.sources.state(SourceId("a")) == state
    assert library.sources.states() == [state]
    assert library.sources.get(SourceId("a")).state is SourceState.OK
    library.sources.remove(SourceId("a"))
    library.sources.polled(state, SourceState.OK)
    assert [s.id for s in library.sources.all()] == ["b", "c"]


def test_refusals_are_remembered(library: StoredLibrary) -> None:
    """Newest first, for the sources page."""
    library.sources.note_error("a.html", "empty", "nothing in it", NOW)
    library.sources.note_error("b.html", "input", "broken", NOW)
    assert [e[0] for e in library.sources.recent_errors(1)] == ["b.html"]


def test_a_capture_waits_until_it_is_done(library: StoredLibrary) -> None:
    """Bytes and headers come back as they were."""
    capture = Capture(url="https://a.example", body=b"\x00\xff", fetched=NOW, headers={"etag": '"1"'})
    number = library.captures.add(capture, SourceId("s"), "feed")
    assert library.captures.pending(5) == [(number, capture, SourceId("s"), "feed")]
    assert library.captures.pending(5, "feed") == library.captures.pending(5)
    assert library.captures.pending(5, "page") == []
    assert library.captures.waiting() == 1
    library.captures.done(number)
    assert library.captures.pending(5) == []
    assert library.captures.waiting() == 0


def test_readers_and_their_sessions(library: StoredLibrary) -> None:
    """Alice owns; her session ends when it runs out; her name is hers."""
    alice = library.readers.add("Alice", "hash", Role.OWNER, NOW)
    with pytest.raises(Conflict):
        library.readers.add("alice", "hash", Role.READER, NOW)
    library.readers.open_session("token", alice.id, NOW, NOW + timedelta(hours=1))
    assert library.readers.session("token", NOW) == alice
    assert library.readers.session("token", NOW + timedelta(hours=1)) is None
    library.readers.close_session("token")
    assert library.readers.session("token", NOW) is None
    assert library.readers.by_name("ALICE") == (alice, "hash")
    assert library.readers.use_once("link", NOW, NOW + timedelta(hours=1))
    assert not library.readers.use_once("link", NOW, NOW + timedelta(hours=1))


def test_an_account_can_be_forgotten(library: StoredLibrary) -> None:
    """All sessions end at once when asked; an account goes with its sessions."""
    bob = library.readers.add("Bob", "hash", Role.READER, NOW)
    for token in ("one", "two"):
        library.readers.open_session(token, bob.id, NOW, NOW + timedelta(hours=1))
    library.readers.close_sessions(bob.id)
    assert library.readers.session("one", NOW) is None
    library.readers.open_session("three", bob.id, NOW, NOW + timedelta(hours=1))
    library.readers.remove(bob.id)
    assert library.readers.session("three", NOW) is None
    assert library.readers.all() == []


def test_readers_follow_and_open(library: StoredLibrary) -> None:
    """What Bob follows is his, and a story knows when he saw it last."""
    bob = library.readers.add("Bob", "hash", Role.READER, NOW)
    library.readers.follow(bob.id, "hashtag", "haldenbridge", True)
    library.readers.follow(bob.id, "hashtag", "haldenbridge", True)
    assert library.readers.follows(bob.id) == [("hashtag", "haldenbridge")]
    library.readers.follow(bob.id, "hashtag", "haldenbridge", False)
    assert library.readers.follows(bob.id) == []
    assert library.readers.opened(bob.id, StoryId("a"), NOW) is None
    assert library.readers.opened(bob.id, StoryId("a"), NOW + timedelta(hours=1)) == NOW


def test_comments_and_reports(library: StoredLibrary) -> None:
    """A deleted comment loses its text and keeps its place; two reports by one reader are one."""
    one = Comment(id=CommentId("c1"), article=ArticleId("a"), reader=ReaderId("r"), name="Bob", text="Hi", written=NOW)
    library.comments.add(one)
    library.comments.edit(one.id, "Hello", NOW)
    assert library.comments.report(one.id, ReaderId("x"), "rude", NOW) == 1
    assert library.comments.report(one.id, ReaderId("x"), "rude", NOW) == 1
    assert [c.id for c in library.comments.reported(5)] == ["c1"]
    assert library.comments.count_since(ReaderId("r"), NOW) == 1
    library.comments.set_state(one.id, CommentState.DELETED)
    kept = library.comments.of_article(ArticleId("a"))
    assert [(c.text, c.state, c.reports) for c in kept] == [("", CommentState.DELETED, 0)]


def test_a_library_is_there_when_opened_again(address: str) -> None:
    """What was stored is stored, and a second opening changes nothing."""
    first = open_library(address)
    first.articles.take([new("a")])
    first.settings.set("secret", "x")
    first.close()
    second = open_library(address)
    assert second.articles.get(ArticleId("a")).article.title == "a"
    assert second.settings.get("secret") == "x"
    assert second.check() == []
    second.close()


def test_a_claimed_source_is_not_due_for_others(library: StoredLibrary) -> None:
    """A claim puts sources off in one step; what its holder never finished comes back when it runs out."""
    until = NOW + timedelta(minutes=15)
    for name in ("a", "b", "c"):
        library.sources.add(Source(id=SourceId(name), url=f"https://{name}.example/feed"))
    first = library.sources.claim(NOW, 2, until)
    assert [source.id for source, _ in first] == ["a", "b"]
    assert [source.id for source, _ in library.sources.claim(NOW, 10, until)] == ["c"]
    assert library.sources.claim(NOW, 10, until) == []
    library.sources.polled(PollState(source=SourceId("b"), due=NOW + timedelta(hours=1), etag='"1"'), SourceState.OK)
    again = library.sources.claim(until, 10, until + timedelta(minutes=15))
    assert [source.id for source, _ in again] == ["a", "c"]
    late = library.sources.claim(NOW + timedelta(hours=1), 10, NOW + timedelta(hours=2))
    assert [(source.id, state.etag) for source, state in late] == [("a", ""), ("c", ""), ("b", '"1"')]


def test_a_paused_source_stays_paused(library: StoredLibrary) -> None:
    """The record of a poll that was under way does not wake it."""
    library.sources.add(Source(id=SourceId("a"), url="https://a.example/feed", state=SourceState.PAUSED))
    library.sources.polled(PollState(source=SourceId("a"), due=NOW), SourceState.OK)
    assert library.sources.get(SourceId("a")).state is SourceState.PAUSED
    assert library.sources.claim(NOW, 10, NOW) == []


def test_a_source_has_one_subscription(library: StoredLibrary) -> None:
    """A new one replaces the old; it is found by its token and when it is due, and goes with its source."""
    library.sources.add(Source(id=SourceId("a"), url="https://a.example/feed"))
    given = Subscription(token="t", source=SourceId("a"), hub="https://h/", topic="https://t/", secret="s", due=NOW)
    library.subscriptions.write(given)
    active = replace(given, token="u", state=SubscriptionState.ACTIVE, due=NOW + timedelta(days=9))
    library.subscriptions.write(active)
    assert (library.subscriptions.get("t"), library.subscriptions.get("u")) == (None, active)
    assert library.subscriptions.of_source(SourceId("a")) == active
    assert library.subscriptions.due(NOW, 10) == []
    assert library.subscriptions.due(NOW + timedelta(days=9), 10) == [active]
    library.sources.remove(SourceId("a"))
    library.subscriptions.write(active)
    assert library.subscriptions.get("u") is None
