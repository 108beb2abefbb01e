"""The sample edition: fictional sites, served on loopback and taken in like the live web."""
