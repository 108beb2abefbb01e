"""The sentence encoder, where its extra is installed."""

from pathlib import Path

import numpy as np
import pytest

from coranto.errors import ModelFileRefused
from coranto.models.encoder import SentenceEncoder, available, verify

needs_extra = pytest.mark.skipif(not available(), reason="the extra `encoder` is not installed")


@needs_extra
def test_a_translation_is_nearer_than_another_matter() -> None:
    """The same headline in two languages is closer than two headlines in one language."""
    vectors = SentenceEncoder().embed(
        [
            "The bridge was closed after the storm",
            "Die Brücke wurde nach dem Sturm gesperrt",
            "Shares fell on Monday",
            "",
        ]
    )
    assert vectors.shape == (4, 512)
    assert vectors[0] @ vectors[1] > 0.6 > vectors[0] @ vectors[2]
    assert np.allclose(np.linalg.norm(vectors[:3], axis=1), 1, atol=1e-3)
    assert not vectors[3].any()


def test_a_file_that_is_not_the_pinned_one_is_refused(tmp_path: Path) -> None:
    """Weights are never loaded from a file whose hash differs."""
    (tmp_path / "weights.npz").write_bytes(b"something else")
    with pytest.raises(ModelFileRefused, match=r"weights\.npz"):
        verify(tmp_path)
