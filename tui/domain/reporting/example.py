"""Three lines of code that prove the key to its owner; they cost nothing and hold no key."""

from tui.domain.clients.client import ClientId

_LINES: dict[ClientId, tuple[str, str, str]] = {
    ClientId.PYTHON_SDK: (
        "from anthropic import Anthropic",
        "client = Anthropic()  # reads ANTHROPIC_API_KEY by itself",
        "print([model.id for model in client.models.list()])",
    ),
    ClientId.TYPESCRIPT_SDK: (
        'import Anthropic from "@anthropic-ai/sdk";',
        "const client = new Anthropic(); // reads ANTHROPIC_API_KEY by itself",
        "console.log((await client.models.list()).data.map(({ id }) => id));",
    ),
    ClientId.CURL: (
        "curl https://api.anthropic.com/v1/models \\",
        '  -H "x-api-key: $ANTHROPIC_API_KEY" \\',
        '  -H "anthropic-version: 2023-06-01"',
    ),
    ClientId.CLAUDE_CODE: (
        "claude auth status     # which credential it uses",
        'claude -p "Say hello"  # one reply, no session',
        "claude                 # in a new terminal, for the rest",
    ),
}


def example_code(client: ClientId) -> tuple[str, str, str]:
    """Return three lines that the client's user can run next."""
    return _LINES[client]
