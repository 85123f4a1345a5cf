"""Calls to the API, and every rung below them."""
