"""Which of the things found a client sends, and why the others lose."""
