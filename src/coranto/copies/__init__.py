"""Copy families: articles that carry the same text. Pure."""
