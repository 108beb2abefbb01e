"""The handlers: one a file, named after the page it serves. Each takes a request and gives a response."""
