"""The outside world, one device per file; each implements a port of `tui.flow.ports`."""
