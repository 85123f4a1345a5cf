"""Other programs that are run: a fresh one that proves a fix, a helper that was consented to."""
