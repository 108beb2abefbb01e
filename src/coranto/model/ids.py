"""Identifiers, each its own type, so that a story's id is never taken for an article's."""

from typing import NewType

ArticleId = NewType("ArticleId", str)
"""Made from what identifies the article outside (``text.hashing.article_id``), so that taking the
same thing in twice cannot make two."""

FamilyId = NewType("FamilyId", str)
"""The id of the first article of a copy family."""

StoryId = NewType("StoryId", str)
"""The id of the article that opened the story."""

SourceId = NewType("SourceId", str)
ReaderId = NewType("ReaderId", str)
CommentId = NewType("CommentId", str)

PublisherKey = NewType("PublisherKey", str)
"""A publisher's name, case-folded and stripped of punctuation (``text.names.publisher_key``)."""
