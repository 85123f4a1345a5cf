"""Set-ups of Claude Code as data: the files of a HOME, an environment, what the API knows, and the verdict."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.builders import GOOD, OLD, api_key
from tui.practice.rules import KeyState

LOGIN = api_key("l", prefix="sk-ant-oat01-")
DEAD = api_key("d", prefix="sk-ant-oat01-")
OPENAI = "sk-proj-" + "a1B2" * 20
SETTINGS, PROJECT, LOCAL = "~/.claude/settings.json", ".claude/settings.json", ".claude/settings.local.json"
STATE, CREDENTIALS = "~/.claude.json", "~/.claude/.credentials.json"


@dataclass(frozen=True)
class SetUp:
    """One set-up; without a cause nothing is wrong, unless `code` says that it cannot be known."""

    cause: str = ""
    proven: bool = True
    files: Mapping[str, str] = field(default_factory=dict[str, str])
    environ: Mapping[str, str] = field(default_factory=dict[str, str])
    states: Mapping[str, KeyState] = field(default_factory=dict[str, KeyState])
    arguments: tuple[str, ...] = ()
    code: int = -1
    also: tuple[str, ...] = ()
    words: str = ""

    @property
    def exit_code(self) -> int:
        return self.code if self.code >= 0 else 1 if self.cause else 0


def login(token: str = LOGIN, *, hours: float = 8, refresh: str = "sk-ant-ort01-x") -> str:
    """Return a file of credentials that is good for so many hours."""
    until = int((time.time() + hours * 3600) * 1000)
    kept = {"accessToken": token, "refreshToken": refresh, "expiresAt": until, "subscriptionType": "max"}
    return json.dumps({"claudeAiOauth": {**kept, "scopes": ["user:inference"]}}, indent=1)


def env(**variables: object) -> str:
    """Return a settings file with this `env` block."""
    return json.dumps({"env": variables}, indent=1)


def helper(command: str, **variables: str) -> str:
    """Return a settings file that names a helper."""
    return json.dumps({"apiKeyHelper": command, "env": variables}, indent=1)


def answered(*, approved: tuple[str, ...] = (), rejected: tuple[str, ...] = (), **others: object) -> str:
    """Return a state file that remembers answers about keys."""
    tails = {"approved": [key[-20:] for key in approved], "rejected": [key[-20:] for key in rejected]}
    return json.dumps({**others, "customApiKeyResponses": tails, "projects": {}}, indent=1)


RUN = ("--run-helper",)
SET_UPS: dict[str, SetUp] = {
    "an old key of the shell over the login": SetUp(
        "key-overrides-login", files={CREDENTIALS: login()}, environ={"ANTHROPIC_API_KEY": OLD}, words="plan: max"
    ),
    "a relay's token left behind over the login": SetUp(
        "key-overrides-login",
        files={CREDENTIALS: login()},
        environ={"ANTHROPIC_AUTH_TOKEN": "relay-token-of-may"},
        also=("gateway-key-to-anthropic",),
    ),
    "a key in the user's settings over the login": SetUp(
        "key-overrides-login", files={CREDENTIALS: login(), SETTINGS: env(ANTHROPIC_API_KEY=OLD)}
    ),
    "a key over a token of setup-token": SetUp(
        "key-overrides-login", environ={"ANTHROPIC_API_KEY": OLD, "CLAUDE_CODE_OAUTH_TOKEN": LOGIN}
    ),
    "a key whose organisation was disabled over the login": SetUp(
        "key-overrides-login",
        files={CREDENTIALS: login()},
        environ={"ANTHROPIC_API_KEY": OLD},
        states={OLD: KeyState.ORGANISATION_DISABLED},
        also=("organization-disabled",),
        words="This organization has been disabled",
    ),
    "a key without credit over the login": SetUp(
        "key-overrides-login",
        files={CREDENTIALS: login()},
        environ={"ANTHROPIC_API_KEY": OLD},
        states={OLD: KeyState.NO_CREDIT},
        arguments=("--hello",),
        also=("credit-too-low",),
    ),
    "a key that may not be used for Claude Code over the login": SetUp(
        "key-overrides-login",
        files={CREDENTIALS: login()},
        environ={"ANTHROPIC_API_KEY": OLD},
        states={OLD: KeyState.PERMISSION_DENIED},
        also=("permission-denied",),
    ),
    "a token before a good key": SetUp(
        "auth-token-and-key-conflict",
        files={CREDENTIALS: login()},
        environ={"ANTHROPIC_AUTH_TOKEN": "relay-token-of-may", "ANTHROPIC_API_KEY": GOOD},
        also=("gateway-key-to-anthropic",),
    ),
    "a stored key beside a good token": SetUp(
        "auth-token-and-key-conflict",
        proven=False,
        files={STATE: answered(primaryApiKey=OLD)},
        environ={"ANTHROPIC_AUTH_TOKEN": GOOD},
        words="/logout",
    ),
    "a key of the project's settings hides the shell's": SetUp(
        "settings-env-overrides-shell",
        files={PROJECT: env(ANTHROPIC_API_KEY=OLD)},
        environ={"ANTHROPIC_API_KEY": GOOD},
    ),
    "a key of the local settings hides that of the user's": SetUp(
        "settings-env-overrides-shell", files={LOCAL: env(ANTHROPIC_API_KEY=OLD), SETTINGS: env(ANTHROPIC_API_KEY=GOOD)}
    ),
    "a port of former days in the settings hides the shell's address": SetUp(
        "settings-env-overrides-shell",
        files={LOCAL: env(ANTHROPIC_BASE_URL="http://127.0.0.1:1")},
        environ={"ANTHROPIC_AUTH_TOKEN": GOOD, "ANTHROPIC_BASE_URL": "{other}"},
    ),
    "a base url in the settings takes a login elsewhere": SetUp(
        "base-url-wrong-host", files={CREDENTIALS: login(), SETTINGS: env(ANTHROPIC_BASE_URL="http://127.0.0.1:1")}
    ),
    "a flag of the shell": SetUp(
        "cloud-flag-left-on", files={CREDENTIALS: login()}, environ={"CLAUDE_CODE_USE_BEDROCK": "1"}
    ),
    "a flag of the settings": SetUp(
        "cloud-flag-left-on", files={CREDENTIALS: login(), SETTINGS: env(CLAUDE_CODE_USE_VERTEX=True)}
    ),
    "two flags and a key": SetUp(
        "cloud-flag-left-on",
        files={SETTINGS: env(CLAUDE_CODE_USE_FOUNDRY="1")},
        environ={"CLAUDE_CODE_USE_MANTLE": "true", "ANTHROPIC_API_KEY": GOOD},
        arguments=("--client", "claude-code"),
    ),
    "a flag that is meant": SetUp(
        files={CREDENTIALS: login(), SETTINGS: env(CLAUDE_CODE_USE_BEDROCK="1", AWS_PROFILE="work")},
        code=3,
        words="Amazon Bedrock supplies the credential",
    ),
    "a flag that the settings switch off": SetUp(
        files={CREDENTIALS: login(), SETTINGS: env(CLAUDE_CODE_USE_BEDROCK="0")},
        environ={"CLAUDE_CODE_USE_BEDROCK": "1"},
    ),
    "a helper that fails": SetUp(
        "helper-wins",
        files={CREDENTIALS: login(), SETTINGS: helper("echo 'vault is sealed' >&2; exit 2")},
        arguments=RUN,
        words="vault is sealed",
    ),
    "a helper that prints nothing": SetUp("helper-wins", files={SETTINGS: helper("true")}, arguments=RUN),
    "a helper that hangs": SetUp(
        "helper-wins",
        files={SETTINGS: helper(f"echo {GOOD}; echo {GOOD} >&2; sleep 60")},
        arguments=RUN,
        words="did not end within 5 seconds",
    ),
    "a project's helper that prints another service's key": SetUp(
        "helper-wins",
        files={CREDENTIALS: login(), PROJECT: helper(f"echo {OPENAI}")},
        arguments=RUN,
        also=("other-provider-key",),
        words="a key of OpenAI",
    ),
    "a helper that prints a key that was deleted": SetUp(
        "key-rejected", files={SETTINGS: helper('echo "$KEPT"', KEPT=OLD)}, arguments=RUN
    ),
    "a helper that nobody agreed to run": SetUp(
        files={CREDENTIALS: login(), SETTINGS: helper("touch ../ran; echo x")}, code=3, words="--run-helper"
    ),
    "a helper that works": SetUp(files={SETTINGS: helper('echo "$KEPT"', KEPT=GOOD)}, arguments=RUN),
    "a helper that a key outranks": SetUp(
        files={SETTINGS: helper("touch ../ran; exit 1")},
        environ={"ANTHROPIC_API_KEY": GOOD},
        arguments=("--client", "claude-code", *RUN),
    ),
    "a stored key beats the new one that was declined": SetUp(
        "stored-login-overrides",
        files={STATE: answered(rejected=(GOOD,), primaryApiKey=OLD)},
        environ={"ANTHROPIC_API_KEY": GOOD},
        also=("key-rejected",),
    ),
    "a dead login before a stored key": SetUp(
        "stored-login-overrides",
        files={CREDENTIALS: login(DEAD), STATE: answered(primaryApiKey=GOOD)},
        also=("login-expired",),
    ),
    "the login is in the usual folder": SetUp(
        "config-folder-switched",
        files={CREDENTIALS: login()},
        environ={"CLAUDE_CONFIG_DIR": "/nonexistent/work"},
    ),
    "the login of a renewable kind has ended": SetUp(
        "login-expired", proven=False, files={CREDENTIALS: login(hours=-1)}, states={LOGIN: KeyState.EXPIRED}
    ),
    "the login has ended and cannot be renewed": SetUp(
        "login-expired", files={CREDENTIALS: login(hours=-1, refresh="")}, states={LOGIN: KeyState.EXPIRED}
    ),
    "the login was revoked": SetUp("login-expired", files={CREDENTIALS: login()}, states={LOGIN: KeyState.REVOKED}),
    "a dead copy of the login in the variable": SetUp(
        "login-expired", files={CREDENTIALS: login()}, environ={"CLAUDE_CODE_OAUTH_TOKEN": DEAD}
    ),
    "a login token as a bearer token": SetUp(
        "oauth-token-as-api-key",
        environ={"ANTHROPIC_AUTH_TOKEN": LOGIN},
        arguments=("--client", "claude-code"),
        words="CLAUDE_CODE_OAUTH_TOKEN",
    ),
    "settings with a comma too many": SetUp(
        "settings-file-malformed",
        files={SETTINGS: f'{{\n "env": {{\n  "ANTHROPIC_AUTH_TOKEN": "{GOOD}",\n }}\n}}'},
        also=("key-missing",),
        words="line 4, column 2",
    ),
    "a login that was cut off": SetUp(
        "settings-file-malformed", files={CREDENTIALS: login()[:-40]}, also=("key-missing",)
    ),
    "a key that was declined": SetUp(
        "key-not-approved",
        files={STATE: answered(rejected=(GOOD, OLD))},
        environ={"ANTHROPIC_API_KEY": GOOD},
        arguments=("--client", "claude-code"),
    ),
    "a login with old keys all around": SetUp(
        files={
            CREDENTIALS: login(),
            "~/.zshrc": f"# export ANTHROPIC_API_KEY={OLD}\n# export CLAUDE_CODE_USE_BEDROCK=1\n",
            ".cursor/mcp.json": json.dumps({"mcpServers": {"x": {"env": {"ANTHROPIC_API_KEY": OLD}}}}),
            "~/.config/other/settings.json": env(ANTHROPIC_API_KEY=OLD),
            "~/.codex/auth.json": json.dumps({"OPENAI_API_KEY": OPENAI}),
        },
        environ={"OPENAI_API_KEY": OPENAI},
    ),
    "a login and a declined key": SetUp(
        files={CREDENTIALS: login(), STATE: answered(rejected=(OLD,))}, environ={"ANTHROPIC_API_KEY": OLD}
    ),
    "a key that was approved": SetUp(
        files={CREDENTIALS: login(DEAD), STATE: answered(approved=(GOOD,))}, environ={"ANTHROPIC_API_KEY": GOOD}
    ),
    "a key of a console account": SetUp(files={STATE: json.dumps({"primaryApiKey": GOOD})}),
    "a token that is good before a dead login": SetUp(
        files={CREDENTIALS: login(DEAD)}, environ={"ANTHROPIC_AUTH_TOKEN": GOOD, "ANTHROPIC_API_KEY": OLD}
    ),
    "a folder of its own with a login": SetUp(
        files={"~/other/.credentials.json": login(), CREDENTIALS: login(DEAD)},
        environ={"CLAUDE_CONFIG_DIR": "{home}/other"},
    ),
    "settings of the project only for permissions": SetUp(
        files={CREDENTIALS: login(), PROJECT: json.dumps({"permissions": {"allow": ["Bash(ls)"]}})}
    ),
    "empty variables that a parent exported": SetUp(
        files={CREDENTIALS: login()}, environ={"ANTHROPIC_API_KEY": "", "ANTHROPIC_AUTH_TOKEN": ""}
    ),
    "broken settings that do not matter": SetUp(files={CREDENTIALS: login(), SETTINGS: '{"model": "x",}'}),
}
