"""What things are: frozen, pure values; no clock, no disk, no network, no Textual."""
