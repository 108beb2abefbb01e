"""One item's way through the stages: decides purely, then calls."""
