"""Adapters to encoders and language models; weights are pinned by hash."""
