"""From a page's bytes to an article: body, parts, kind. Pure; imports no other stage."""
