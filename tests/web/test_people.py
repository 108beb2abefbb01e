"""What people do: sign in, comment, moderate, keep accounts. Alice owns, Mia moderates, Bob and Charlie read."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from coranto.app.accounts import Accounts
from coranto.app.service import Coranto
from coranto.model import Role
from newsroom import NOW, Browser, StillClock

Person = Callable[..., Browser]
PASSWORD = "correct horse battery"
ARTICLE = "/article/post-1"


def comment(person: Browser, text: str, parent: str = "") -> str:
    """Comment under the article; returns the comment's id."""
    place = person.post(ARTICLE, f"{ARTICLE}/comments", text=text, parent=parent)
    return place.partition("#c-")[2]


def test_a_password_signs_in(visitor: Browser, coranto: Coranto) -> None:
    """The right one opens a session and goes on to where the reader was; the wrong one says no more than that."""
    Accounts(coranto.library, coranto.clock).add("Bob", Role.READER, PASSWORD)
    page = visitor.post("/sign-in", "/sign-in", 403, name="Bob", password="wrong password")
    assert "do not belong together" in page
    assert visitor.post("/sign-in", "/sign-in", name="bob", password=PASSWORD, next=ARTICLE) == ARTICLE
    assert "Bob" in visitor.get("/")
    assert visitor.post("/settings", "/sign-out") == "/"
    assert "Sign in" in visitor.get("/")


def test_a_link_signs_in_once(visitor: Browser, coranto: Coranto, clock: StillClock) -> None:
    """The owner's first link makes the account; a preview does not spend it; used or old links do not work."""
    accounts = Accounts(coranto.library, coranto.clock)
    link = f"/sign-in/{accounts.owner_link()}"
    visitor.get(link, 204, **{"sec-purpose": "prefetch"})
    assert visitor.client.head(link).status_code == 204
    assert visitor.client.get(link).status_code == 303
    assert "Readers" in visitor.get("/")
    assert "used before" in visitor.get(link, 403)
    later = f"/sign-in/{accounts.owner_link()}"
    clock.at = NOW + timedelta(hours=25)
    assert "run out" in visitor.get(later, 403)
    visitor.get("/sign-in/forged", 403)
    assert len(coranto.library.readers.all()) == 1


def test_sessions_end_when_the_password_changes(person: Person, visitor: Browser) -> None:
    """The first password needs no old one; the next does; other browsers are signed out."""
    bob = person("Bob")
    assert "10 to 200" in bob.post("/settings", "/settings/password", 400, new="short")
    bob.post("/settings", "/settings/password", new=PASSWORD)
    visitor.post("/sign-in", "/sign-in", name="Bob", password=PASSWORD)
    assert "not right" in bob.post("/settings", "/settings/password", 400, old="wrong one", new=PASSWORD + "2")
    bob.post("/settings", "/settings/password", old=PASSWORD, new=PASSWORD + "2")
    assert "Sign out" in bob.get("/settings")
    assert "Sign out" not in visitor.get("/settings")


def test_comments_are_a_thread(person: Person) -> None:
    """A reply stands below what it answers; times and names are there."""
    bob, charlie = person("Bob"), person("Charlie")
    first = comment(bob, "At last!\n\nTrains.")
    charlie.post(f"/comment/{first}/reply", f"/comment/{first}/reply", text="Indeed.")
    page = bob.get(ARTICLE)
    assert page.index("At last!") < page.index("Indeed.")
    assert 'class="comment d1"' in page
    assert "No comments yet" not in page
    assert ">2 comments<" in page


def test_only_the_writer_edits_and_deletes(person: Person) -> None:
    """An edit is marked; a deleted comment keeps its place only where it is answered."""
    bob, charlie = person("Bob"), person("Charlie")
    first = comment(bob, "At lasst!")
    bob.post(f"/comment/{first}/edit", f"/comment/{first}/edit", text="At last!")
    assert "edited" in bob.get(ARTICLE)
    charlie.post(ARTICLE, f"/comment/{first}/edit", 403, text="Mine now")
    charlie.post(ARTICLE, f"/comment/{first}/delete", 403)
    charlie.post(ARTICLE, f"/comment/{first}/reply", text="Indeed.")
    bob.post(f"/comment/{first}/delete", f"/comment/{first}/delete")
    page = charlie.get(ARTICLE)
    assert "At last!" not in page
    assert "deleted by its writer" in page


def test_a_reported_comment_comes_before_the_moderators(person: Person) -> None:
    """Mia hides it from readers, and can show it again; readers cannot."""
    bob, charlie, mia = person("Bob"), person("Charlie"), person("Mia", Role.MODERATOR)
    first = comment(bob, "Buy my bridge")
    charlie.post(f"/comment/{first}/report", f"/comment/{first}/report", text="spam")
    assert "Buy my bridge" in mia.get("/moderation")
    charlie.get("/moderation", 403)
    charlie.post(ARTICLE, f"/comment/{first}/moderate", 403, state="hidden")
    mia.post("/moderation", f"/comment/{first}/moderate", state="hidden", back="/moderation")
    assert "Nothing is reported" in mia.get("/moderation")
    assert "Buy my bridge" not in charlie.get(ARTICLE)
    assert "hidden by a moderator" in charlie.get(ARTICLE)
    mia.post(ARTICLE, f"/comment/{first}/moderate", state="shown")
    assert "Buy my bridge" in charlie.get(ARTICLE)


def test_comments_are_bounded(person: Person) -> None:
    """Nothing, too much, and too often are refused in words."""
    bob = person("Bob")
    bob.post(ARTICLE, f"{ARTICLE}/comments", 400, text=" \n ")
    bob.post(ARTICLE, f"{ARTICLE}/comments", 400, text="x" * 4001)
    for number in range(6):
        comment(bob, f"Comment {number}")
    assert "most" in bob.post(ARTICLE, f"{ARTICLE}/comments", 429, text="One more")


def test_a_reply_belongs_to_the_same_article(person: Person) -> None:
    """A parent under another article is refused."""
    bob = person("Bob")
    first = comment(bob, "Here")
    bob.post(ARTICLE, "/article/mail-1/comments", 400, text="There", parent=first)
    bob.post(ARTICLE, f"{ARTICLE}/comments", 404, text="There", parent="none")


def test_the_owner_keeps_the_accounts(person: Person, visitor: Browser, coranto: Coranto) -> None:
    """Alice makes an account and hands over its link; the last owner cannot be removed."""
    alice = person("Alice", Role.OWNER)
    page = alice.post("/readers", "/readers", 200, name="Dora", role="reader")
    link = re.search(r"http://testserver(/sign-in/[^<]+)", page)
    assert link is not None
    visitor.get(link[1], 303)
    assert "Dora" in visitor.get("/")
    dora = next(one for one in coranto.library.readers.all() if one.name == "Dora")
    assert "taken" in alice.post("/readers", "/readers", 200, name="dora", role="reader")
    alice.post("/readers", f"/readers/{dora.id}", do="role", role="moderator")
    assert coranto.library.readers.get(dora.id).role is Role.MODERATOR
    me = next(one for one in coranto.library.readers.all() if one.name == "Alice")
    alice.post("/readers", f"/readers/{me.id}", 403, do="remove")
    alice.post("/readers", f"/readers/{dora.id}", do="remove")
    assert "Sign in" in visitor.get("/")


def test_charlie_sees_nothing_of_the_keeping(person: Person, visitor: Browser) -> None:
    """Pages of owner and moderators are closed to readers, and lead visitors to the door."""
    charlie = person("Charlie")
    for path in ("/readers", "/moderation"):
        charlie.get(path, 403)
        assert visitor.client.get(path).headers["location"] == f"/sign-in?next={path}"
    charlie.post("/settings", f"{ARTICLE}/labels", 403, labels="adult")


def test_the_owner_decides_the_labels(person: Person) -> None:
    """A wrong label can be put right, and it holds."""
    alice = person("Alice", Role.OWNER)
    alice.post("/article/night-1?show=1", "/article/night-1/labels", labels="")
    assert "children need not" in alice.get("/article/night-1")
