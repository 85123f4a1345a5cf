"""Claude Code's stored logins, and what its state file remembers about keys."""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from tui.adapters.reading.claude_files import (
    ClaudeFile,
    Ignored,
    config_folder,
    is_moved,
    load,
    seconds_of,
)
from tui.adapters.reading.places import Places
from tui.domain.clients.claude_code import (
    CONFIG_FOLDER,
    KEYCHAIN_ITEM,
    STORED_KEY,
    ClaudeCode,
    KeyAnswer,
    Keychain,
    Login,
)
from tui.domain.clients.client import ClientId
from tui.domain.clients.scrub import scrub
from tui.domain.found.finding import Finding, State, UnreadSource
from tui.domain.found.names import read_finding
from tui.domain.json_values import mapping, text_at
from tui.domain.key.secret import Secret
from tui.domain.origin import Origin, OriginKind, printable
from tui.domain.resolving.snapshot import Reading

# The state file can be long; it is parsed only where it has something to tell.
_STATE_WORDS = (b'"primaryApiKey"', b'"customApiKeyResponses"', b'"oauthAccount"')
_LOGIN_FILE = ".credentials.json"


class ClaudeLogins:
    """Reads the login, the key that a Console account stored, and those of the folder that is not read."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def read(self) -> Reading:
        """Return the stored credentials with what they say of themselves; nothing is renewed."""
        folder, usual = config_folder(self._places), self._places.home / ".claude"
        moved = is_moved(self._places)
        state = load(self._state_file(folder), self._places, OriginKind.CLAUDE_SETTINGS, words=_STATE_WORDS)
        login = load(folder / _LOGIN_FILE, self._places, OriginKind.CLAUDE_LOGIN)
        ignored = [item for item in (state, login) if isinstance(item, Ignored)]
        has_keychain = self._places.platform == "darwin" and login is None and _has_account(state)
        others = self._in_usual_folder(usual) if moved else ()
        return Reading(
            findings=(*_stored_key(state), *_token(login), *others),
            problems=tuple(item.problem for item in ignored),
            unread_sources=(self._keychain_source(),) if has_keychain else (),
            claude_code=ClaudeCode(
                answers=tuple(_answers(state)),
                logins=tuple(self._logins(login)),
                malformed=tuple(item.malformed for item in ignored if item.malformed),
                keychain=Keychain(bool(self._places.environ.get("USER"))) if has_keychain else None,
            ),
        )

    def _state_file(self, folder: Path) -> Path:
        return (folder if self._places.environ.get(CONFIG_FOLDER) else self._places.home) / ".claude.json"

    def _in_usual_folder(self, usual: Path) -> Iterator[Finding]:
        """Yield what lies where Claude Code would look if no variable named another folder."""
        login = load(usual / _LOGIN_FILE, self._places, OriginKind.CLAUDE_LOGIN)
        state = load(
            self._places.home / ".claude.json", self._places, OriginKind.CLAUDE_SETTINGS, words=_STATE_WORDS[:1]
        )
        yield from _token(login, State.OTHER_FOLDER)
        yield from _stored_key(state, State.OTHER_FOLDER)

    def _keychain_source(self) -> UnreadSource:
        origin = Origin(OriginKind.CLAUDE_LOGIN, "the macOS keychain")
        what = "the macOS keychain may hold Claude Code's login"
        advice = f"the wizard reads its item `{KEYCHAIN_ITEM}` when you choose it in the Keys step"
        return UnreadSource(what, origin, (ClientId.CLAUDE_CODE.value,), advice)

    def _logins(self, login: ClaudeFile | Ignored | None) -> Iterator[Login]:
        if not isinstance(login, ClaudeFile):
            return
        values = mapping(login.document.get("claudeAiOauth"))
        seconds = seconds_of(values.get("expiresAt"))
        yield Login(
            login.at("expiresAt"),
            plan=printable(scrub(text_at(values, "subscriptionType")))[:20],
            until=time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime(seconds)) if seconds else "",
            is_past=0 < seconds <= time.time(),
            is_renewed=bool(text_at(values, "refreshToken")) and os.access(login.origin.path, os.W_OK),
        )


def _stored_key(state: ClaudeFile | Ignored | None, status: State = State.ACTIVE) -> Iterator[Finding]:
    key = text_at(state.document, STORED_KEY) if isinstance(state, ClaudeFile) else ""
    if isinstance(state, ClaudeFile) and key:
        yield read_finding(STORED_KEY, key, state.at(STORED_KEY), status)


def _token(login: ClaudeFile | Ignored | None, status: State = State.ACTIVE) -> Iterator[Finding]:
    if not isinstance(login, ClaudeFile):
        return
    token = text_at(mapping(login.document.get("claudeAiOauth")), "accessToken")
    if token:
        yield read_finding("accessToken", token, login.at("accessToken"), status)


def _answers(state: ClaudeFile | Ignored | None) -> Iterator[KeyAnswer]:
    if not isinstance(state, ClaudeFile):
        return
    responses = mapping(state.document.get("customApiKeyResponses"))
    origin = state.at("customApiKeyResponses")
    for name in ("approved", "rejected"):
        tails = responses.get(name)
        texts = cast("list[object]", tails) if isinstance(tails, list) else []
        for tail in texts:
            if isinstance(tail, str) and tail:
                yield KeyAnswer(Secret(tail), name == "approved", origin)


def _has_account(state: ClaudeFile | Ignored | None) -> bool:
    return isinstance(state, ClaudeFile) and bool(mapping(state.document.get("oauthAccount")))
