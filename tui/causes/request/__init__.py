"""The key is right, the request is not."""
