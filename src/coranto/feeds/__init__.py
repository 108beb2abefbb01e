"""From a feed's bytes to its entries; OPML in and out. Pure."""
