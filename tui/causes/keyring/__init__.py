"""The key is in the keyring, and the keyring does not give it: which is not a wrong key."""
