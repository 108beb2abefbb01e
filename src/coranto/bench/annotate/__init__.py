"""Quality of ``annotate`` on labelled data: ``coranto bench annotate --data DIR``."""

from __future__ import annotations

from pathlib import Path

from coranto.bench.annotate import quotes


def run(data: Path) -> None:
    """Print one table: what is measured, the figure, the goal."""
    counts = quotes.measure(quotes.read_polnear(data / "quotes" / "polnear_dev.jsonl.gz"))
    print(f"quotes     PolNeAR dev, with quotation marks   recall {counts.recall:.3f} (goal .90)")
    print(f"           precision {counts.precision:.3f} (goal .85)  speaker {counts.speaker:.3f} (goal .85)")
