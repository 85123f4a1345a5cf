"""What is too long for every run of the suite: `python -m tests.endurance` prints its figures."""
