"""The screens of the wizard, one per step; each returns a typed result."""
