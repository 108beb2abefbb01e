"""Stories: articles about one event, placed on arrival and repaired later; related; ranking. Pure."""

from coranto.stories.facts import describe_story
from coranto.stories.independent import Report, independent_reports
from coranto.stories.index import StoryIndex, StoryPlacement
from coranto.stories.related import find_related

__all__ = [
    "Report",
    "StoryIndex",
    "StoryPlacement",
    "describe_story",
    "find_related",
    "independent_reports",
]
