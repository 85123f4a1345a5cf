"""What detection reads, one source a file; nothing is run and nothing is sent."""
