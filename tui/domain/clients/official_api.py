"""The official API: its host, and the versions of it that a request may name."""

HOST = "api.anthropic.com"
VERSION_HEADER = "anthropic-version"
USUAL_VERSION = "2023-06-01"
# platform.claude.com/docs: versioning
KNOWN_VERSIONS = ("2023-01-01", USUAL_VERSION, "2026-10-21")
VERSION_LINE = f"{VERSION_HEADER}: {USUAL_VERSION}"
