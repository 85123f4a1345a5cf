"""Why a call fails: one file, one reason, in the groups of the catalogue."""
