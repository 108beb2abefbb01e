"""Stories: articles about one event, placed on arrival and repaired later; related; ranking. Pure."""
