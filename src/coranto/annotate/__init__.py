"""What one article holds, with spans: entities, hashtags, quotes, figures, labels. Pure."""
