"""What shells write and read: syntax, words, start-up files."""
