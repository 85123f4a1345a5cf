"""The practice range: a stand-in API on loopback, and broken set-ups to repair."""
