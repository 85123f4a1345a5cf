"""`.env` files as text: read, edited, compared, shown."""
