"""What a story's page and rank need."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from coranto.model import Article, ArticleId, FamilyId, Image, StoredArticle, StoryId
from coranto.stories.facts import describe_story
from coranto.stories.headlines import choose_headline, sensational
from coranto.stories.independent import independent_reports, known_groups, read_groups

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def stored(
    id: str,  # noqa: A002
    publisher: str,
    hours: float = 0,
    family: str = "",
    title: str = "Halden bridge closed",
    agency: str = "",
) -> StoredArticle:
    """Return a stored article some hours after noon; it is its family's origin if the family has its id."""
    return StoredArticle(
        id=ArticleId(id),
        article=Article(title=title, text="text", publisher=publisher, agency=agency),
        revision=1,
        seen=NOON + timedelta(hours=hours),
        family=FamilyId(family or id),
        origin=not family or family == id,
        story=StoryId("s"),
    )


def test_copies_count_once_and_so_do_sister_titles() -> None:
    """Five articles, two independent reports."""
    members = [
        stored("wire", "Reuters", agency="Reuters"),
        stored("p1", "Halden Post", 1, "wire", agency="Reuters"),
        stored("p2", "Moss Times", 2, "wire"),
        stored("n1", "The Sun", 3),
        stored("n2", "New York Post", 4),
    ]
    reports = independent_reports(members)
    assert [report.article for report in reports] == ["wire", "n1"]
    assert reports[1].members == ("n1", "n2")


def test_a_paper_that_carries_a_wire_and_writes_itself_gives_two_reports() -> None:
    """Carrying a text does not make it the carrier's."""
    members = [stored("wire", "Reuters"), stored("p1", "Halden Post", 1, "wire"), stored("own", "Halden Post", 2)]
    assert len(independent_reports(members)) == 2


def test_two_texts_of_one_agency_are_one_report() -> None:
    """An update that papers carry beside the first version is the agency's voice twice."""
    members = [stored("a", "Halden Post", agency="dpa"), stored("b", "Moss Times", 1, agency="dpa")]
    assert len(independent_reports(members)) == 1


def test_the_owner_can_add_groups() -> None:
    """The owner's groups stand beside those that come with Coranto."""
    members = [stored("a", "Halden Post"), stored("b", "Moss Times", 1)]
    groups = read_groups('[groups]\n"Nordic" = ["The Halden Post", "Moss Times"]')
    assert len(independent_reports(members)) == 2
    assert len(independent_reports(members, groups)) == 1
    assert describe_story(StoryId("s"), members, now=NOON, groups=groups).independent == 1
    assert known_groups()["fox-news"] == "Fox"


def test_the_headline_is_informative_and_not_sensational() -> None:
    """What the others say too, in a usual length, without shouting."""
    titles = [
        "You won't believe what happened to THIS BRIDGE!",
        "Halden bridge closed after crack is found in pier",
        "Bridge closed",
        "Crack found: Halden bridge closed to all traffic",
    ]
    members = [stored(f"a{n}", f"Paper {n}", n, title=title) for n, title in enumerate(titles)]
    assert choose_headline(members).id in {"a1", "a3"}
    assert sensational(titles[0]) > 1 > sensational(titles[1])


def test_of_equals_the_newest_headline_stands_for_the_story() -> None:
    """What happened last is what the story is."""
    members = [
        stored("a", "Halden Post", title="Halden bridge closed after crack is found"),
        stored("b", "Moss Times", 30, title="Halden bridge reopens after crack is repaired"),
    ]
    assert choose_headline(members).id == "b"


def test_a_story_has_a_headline_in_each_of_its_languages() -> None:
    """Its own first, the others by the first that reported."""
    german = stored("c", "Haldener Bote", 1, title="Brücke in Halden gesperrt")
    members = [
        stored("a", "Halden Post"),
        stored("b", "Moss Times", 2),
        replace(german, article=replace(german.article, language="de")),
    ]
    story = describe_story(StoryId("s"), members, now=NOON)
    assert [(one.language, one.text) for one in story.headings] == [
        ("", "Halden bridge closed"),
        ("de", "Brücke in Halden gesperrt"),
    ]
    assert story.headings[0].article == story.lead


def test_the_score_falls_without_news_and_copies_are_no_news() -> None:
    """A day later the story ranks lower; a copy that came meanwhile does not lift it."""
    members = [stored("a", "Halden Post"), stored("b", "Moss Times", 1)]
    fresh = describe_story(StoryId("s"), members, now=NOON + timedelta(hours=2))
    later = describe_story(StoryId("s"), members, now=NOON + timedelta(hours=26))
    copied = describe_story(StoryId("s"), [*members, stored("c", "Oslo Day", 25, "a")], now=NOON + timedelta(hours=26))
    assert fresh.score > later.score == copied.score
    assert copied.articles == 3
    assert copied.independent == 2
    assert fresh.reasons == ("2 independent reports", "2 of them in the last 24 hours", "last news an hour ago")


def test_the_picture_is_the_leads_own_if_it_has_one() -> None:
    """Else one with a caption."""
    bare = stored("a", "Halden Post")
    plain = replace(bare, id=ArticleId("b"), article=replace(bare.article, image=Image("https://e.org/b.jpg")))
    told = replace(bare, id=ArticleId("c"), article=replace(bare.article, image=Image("https://e.org/c.jpg", "A pier")))
    story = describe_story(StoryId("s"), [bare, plain, told], now=NOON)
    assert story.lead == "a"
    assert story.image == "https://e.org/c.jpg"


def test_no_headline_stays_on_top_for_days_without_news() -> None:
    """Over simulated days the top story changes: the largest one gives way within two days of its last report."""
    quake = [stored(f"q{n}", f"Paper {n}", n * 0.5, title="Quake shakes Halden") for n in range(32)]
    copies = [stored(f"c{n}", f"Daily {n}", 20 + 2 * n, "q0", title="Quake shakes Halden") for n in range(30)]
    daily = [
        [stored(f"d{day}{n}", f"Paper {n}", 24 * day + 6 * n, title=f"Council meets on day {day}") for n in range(3)]
        for day in range(5)
    ]
    top = []
    for hour in range(16, 120, 4):
        now = NOON + timedelta(hours=hour)
        told = [[one for one in story if one.when <= now] for story in ([*quake, *copies], *daily)]
        ranked = [describe_story(StoryId(str(n)), story, now=now) for n, story in enumerate(told) if story]
        top.append(max(ranked, key=lambda story: story.score))
    days_on_top = [story.id for story in top].count("0") * 4 / 24
    assert top[0].id == "0"
    assert days_on_top <= 2
    assert all((NOON + timedelta(hours=16 + 4 * n) - story.last).days < 2 for n, story in enumerate(top))
    assert len({story.id for story in top}) >= 4
    assert "independent report" in top[0].reasons[0]
