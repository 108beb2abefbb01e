"""What Coranto says about articles, with evidence: key points, answers, timelines, comparisons. Pure."""
