"""No answer of the API arrived."""
