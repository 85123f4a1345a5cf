"""What a pasted error text says: read, masked, and held against tables of clients, answerers and meanings."""
