"""Files that are written: whole or not at all, and put back on request."""
