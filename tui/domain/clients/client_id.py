"""The clients that fix401 knows."""

from enum import StrEnum


class ClientId(StrEnum):
    """The clients; the values appear in `--client` and in `--json`."""

    PYTHON_SDK = "python-sdk"
    TYPESCRIPT_SDK = "typescript-sdk"
    CURL = "curl"
    CLAUDE_CODE = "claude-code"


# They call the API with JavaScript's `fetch`.
ON_FETCH = frozenset({ClientId.TYPESCRIPT_SDK, ClientId.CLAUDE_CODE})
