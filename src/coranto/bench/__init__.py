"""Quality benchmarks over labelled data: ``coranto bench NAME --data DIR``."""
