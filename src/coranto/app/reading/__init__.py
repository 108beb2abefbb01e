"""What each page shows, assembled from the library as frozen values; no HTML, no requests."""
