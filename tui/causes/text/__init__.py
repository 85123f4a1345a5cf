"""The key's text is damaged."""
