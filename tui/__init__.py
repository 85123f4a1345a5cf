"""fix401: find out why a Claude API call says 401, and fix it."""

__version__ = "0.1.0"
