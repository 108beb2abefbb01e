"""The API for programs."""

from __future__ import annotations

import re

import msgspec
import pytest
from starlette.testclient import TestClient

from coranto.api.table import ENDPOINTS
from coranto.app.service import Coranto
from coranto.model import StoredArticle, Story

PASSWORD = "correct horse battery"


def token(api: TestClient, name: str) -> dict[str, str]:
    """Sign in; returns the header to send."""
    answer = api.post("/sessions", json={"name": name, "password": PASSWORD})
    assert answer.status_code == 201
    return {"authorization": f"Bearer {answer.json()['token']}"}


def test_stories_and_articles_come_back_whole(api: TestClient, coranto: Coranto) -> None:
    """What the API gives reads back as the value that the library holds."""
    story = msgspec.json.decode(api.get("/stories/post-1").content, type=Story)
    assert story == coranto.library.stories.get(story.id)
    article = msgspec.json.decode(api.get("/articles/post-1").content, type=StoredArticle)
    assert article == coranto.library.articles.get(article.id)
    assert api.get("/articles/post-1/annotations").json()["hashtags"][0]["tag"] == "HaldenBridge"
    assert [one["id"] for one in api.get("/articles/post-1/copies").json()] == ["star-1"]
    assert [one["note"] for one in api.get("/articles/post-1/related").json()] == ["Also about prices in Halden"]


def test_lists_are_filtered_and_paged(api: TestClient) -> None:
    """Names compare by key; a page says whether more follow."""
    page = api.get("/articles", params={"publisher": "the post"}).json()
    assert [one["id"] for one in page["items"]] == ["post-1"]
    assert (page["number"], page["more"]) == (1, False)
    assert api.get("/articles", params={"since": "2026-11-24T11:30:00Z"}).json()["items"][0]["id"] == "plain-1"
    assert api.get("/search", params={"q": "ferries"}).json()["total"] == 1
    assert api.get("/quotes", params={"speaker": "Elsa Lind"}).json()["items"][0]["direct"] is True


@pytest.mark.parametrize("query", ["page=0", "page=x", "since=yesterday", "since=2026-11-24T11:30:00", "page=501"])
def test_a_query_that_cannot_be_read_is_a_problem(api: TestClient, query: str) -> None:
    """It is said which part is wrong, as RFC 9457 has it."""
    answer = api.get(f"/articles?{query}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "input"
    assert query.split("=")[0] in answer.json()["detail"]


def test_problems_have_their_status(api: TestClient) -> None:
    """Nothing there, no token, not yours, no such call, broken body."""
    assert api.get("/articles/none").status_code == 404
    assert api.get("/nowhere").json() == {"title": "Not Found", "status": 404}
    answer = api.post("/articles/post-1/comments", json={"text": "Hi"})
    assert (answer.status_code, answer.json()["code"]) == (401, "sign-in-needed")
    assert "Bearer" in answer.headers["www-authenticate"]
    bob = token(api, "Bob")
    assert api.post("/sources", json={"url": "https://x.example"}, headers=bob).status_code == 403
    assert api.post("/sessions", content=b"[" * 100_000).status_code == 400
    assert api.post("/sessions", content=b"x" * 300_000).status_code == 413
    assert api.post("/sessions", json={"name": "Bob", "password": "wrong password"}).status_code == 403


def test_a_reader_comments_and_follows(api: TestClient) -> None:
    """What is written through the API is there for all, and can be taken back by its writer only."""
    bob, alice = token(api, "Bob"), token(api, "Alice")
    made = api.post("/articles/post-1/comments", json={"text": "At last!"}, headers=bob).json()
    assert [one["text"] for one in api.get("/articles/post-1/comments").json()] == ["At last!"]
    assert api.delete(f"/comments/{made['id']}", headers=alice).status_code == 403
    assert api.delete(f"/comments/{made['id']}", headers=bob).status_code == 204
    assert api.get("/articles/post-1/comments").json() == []
    assert api.put("/follows/hashtag/haldenbridge", headers=bob).status_code == 204
    assert api.get("/follows", headers=bob).json() == [{"kind": "hashtag", "key": "haldenbridge"}]
    assert api.put("/follows/planet/mars", headers=bob).status_code == 400
    assert api.delete("/sessions/current", headers=bob).status_code == 204
    assert api.get("/me", headers=bob).status_code == 401


def test_the_owner_keeps_the_sources(api: TestClient) -> None:
    """Added once, listed, removed."""
    alice = token(api, "Alice")
    made = api.post("/sources", json={"url": "https://x.example/feed"}, headers=alice)
    assert made.status_code == 201
    assert api.post("/sources", json={"url": "https://x.example/feed"}, headers=alice).status_code == 409
    assert len(api.get("/sources").json()) == 2
    assert api.delete(f"/sources/{made.json()['id']}", headers=alice).status_code == 204
    assert len(api.get("/sources").json()) == 1


def test_safe_reading_is_on_unless_asked_off(api: TestClient) -> None:
    """``Prefer: safe`` cannot be asked off."""
    assert api.get("/articles/night-1").status_code == 403
    assert api.get("/articles/night-1?safe=0").status_code == 200
    assert api.get("/articles/night-1?safe=0", headers={"prefer": "safe"}).status_code == 403
    assert "night-1" not in api.get("/articles").text


def test_what_coranto_says_comes_with_its_spans(api: TestClient) -> None:
    """Answers, key points and comparisons lead to articles; without a question there is a problem."""
    answer = api.get("/ask", params={"q": "When did the bridge at Halden reopen?"}).json()
    assert answer["points"][0]["evidence"][0]["span"]["article"] in ("post-1", "star-1")
    assert api.get("/ask", params={"q": "Who won the cup?", "story": "post-1"}).json()["abstained"] is True
    assert api.get("/ask").status_code == 400
    assert "evidence" in api.get("/stories/post-1/points").text
    assert api.get("/stories/post-1/compared").json()["reports"] == 2


def test_the_description_fits_what_is_served(api: TestClient) -> None:
    """OpenAPI 3.1 with every call; every reference leads somewhere; the page for people lists the same."""
    document = api.get("/openapi.json").json()
    assert document["openapi"] == "3.1.0"
    described = {(m.upper(), path) for path, calls in document["paths"].items() for m in calls}
    assert described == {(one.method, one.path) for one in ENDPOINTS}
    names = [call["operationId"] for calls in document["paths"].values() for call in calls.values()]
    assert len(set(names)) == len(names)
    references = set(re.findall(r'"#/components/schemas/([^"]+)"', api.get("/openapi.json").text))
    assert references <= document["components"]["schemas"].keys()
    page = api.get("/docs").text
    assert all(f"{one.method} {one.path}" in page for one in ENDPOINTS)
    assert all(call["summary"] for calls in document["paths"].values() for call in calls.values())
