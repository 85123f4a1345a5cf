"""Ratios against bare programs, measured in one interleaved run: `python -m tests.benchmark`."""
