"""What each client is by itself: versions, headers, trust, proxies, Claude Code."""
