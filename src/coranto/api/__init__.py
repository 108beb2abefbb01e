"""The JSON API: the library for programs, under one version, described by OpenAPI 3.1."""
