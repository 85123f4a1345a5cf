"""The steps without a screen: data on stdout, narration on stderr, the same flow as the wizard."""
