"""The API knows the request and refuses the key."""
