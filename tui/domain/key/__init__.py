"""The text of a key: its shape, what is wrong with it, and how it may be shown."""
