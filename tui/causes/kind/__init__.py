"""Another kind of credential."""
