"""The right key is there, another definition wins."""
