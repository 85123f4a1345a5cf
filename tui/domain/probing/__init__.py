"""What is asked of the API, and what its answers mean."""
