"""The key is good, something else says no."""
