"""What repairs a set-up, by what it repairs."""
