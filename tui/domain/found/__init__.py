"""What was found on a machine, one thing each."""
