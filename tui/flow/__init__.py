"""The steps in order: detect, keys, probe, fix, verify; they know ports, not devices."""
