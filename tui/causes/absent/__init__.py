"""The client finds no key at all."""
