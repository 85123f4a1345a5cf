"""What is worth a line although it is not the reason: one file, one warning; none changes a verdict."""
