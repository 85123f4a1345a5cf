"""Meanings of texts that a client wrote by itself, before it sent anything or without showing the answer."""

from tui.domain.pasted.answerers import Who
from tui.domain.pasted.meaning import Meaning, Run
from tui.domain.pasted.signs import BREAK_SIGNS

_NOTHING_SENT = "A refused key: nothing was sent, so the API has not seen one."

UNSENT = (
    Meaning(
        "helper-failed",
        "Claude Code asks a script for the key (`apiKeyHelper` in its settings), and that script failed or printed "
        "nothing usable. The script wins over a login.",
        _NOTHING_SENT,
        ("helper-wins",),
        words=("apikeyhelper",),
        answered=False,
    ),
    Meaning(
        "characters-that-cannot-be-sent",
        "The value holds a character that is not plain ASCII, such as a typographic quote or an invisible blank, and "
        "this client cannot send it in a header.",
        _NOTHING_SENT,
        ("invisible-characters", "placeholder"),
        words=(
            "codec can't encode character",
            "to a bytestring",
            "typographic quote",
            "invisible character",
            "non-ascii character",
        ),
        answered=False,
        run=Run.WIZARD,
    ),
    Meaning(
        "line-break-in-value",
        "The value has a line break in its middle: it was copied from a terminal that had wrapped it.",
        _NOTHING_SENT,
        ("line-break-inside-key", "whitespace-in-key"),
        words=("contains a line break",),
        answered=False,
    ),
    Meaning(
        "value-not-legal",
        "The value has a line break in its middle, or a character that a header cannot hold. Blanks at its ends are "
        "cut off by this client.",
        _NOTHING_SENT,
        ("line-break-inside-key", "invisible-characters"),
        words=("headers.append: ", "headers.set: ", "not a legal http header value"),
        answered=False,
    ),
    Meaning(
        "value-that-cannot-be-sent",
        "The value cannot stand in a header: it ends or begins with a blank or a line break, has one inside, or is "
        "empty. The client gave up before it sent anything, whatever it says about a connection.",
        f"{_NOTHING_SENT} A network problem too.",
        ("whitespace-in-key", "line-break-inside-key", "empty-value", "invisible-characters"),
        words=(
            "illegal header value",
            "invalid header value",
            "in header value: ",
            "invalid header field value",
            "forbidden control character",
            "err_invalid_char",
            "' has invalid value: '",
            "failed to parse header value",
        ),
        signs=BREAK_SIGNS,
        answered=False,
    ),
    Meaning(
        "profile-unusable",
        "A profile or login file of the SDK was found and cannot be used: it is missing, does not parse, or others may "
        "read or write it. The message names the file and often the command that repairs it.",
        _NOTHING_SENT,
        ("profile-ignored",),
        words=(
            "config file not found at",
            "names the profile",
            "run chmod go-w",
            "run chmod 600",
            "group/world-readable",
            "refusing to follow",
            "failed to parse config file",
            "identity token file",
            "requires an identity token",
        ),
        answered=False,
    ),
    Meaning(
        "nothing-found",
        "The client found no credential in any place where it looks. The variable may be set elsewhere: in another "
        "terminal, in a file that nothing loads, under another name, or empty.",
        _NOTHING_SENT,
        (
            "key-missing",
            "dotenv-not-loaded",
            "empty-value",
            "wrong-variable-name",
            "shell-not-restarted",
            "not-exported",
            "profile-ignored",
            "hardcoded-key",
        ),
        words=("could not resolve authentication method",),
        answered=False,
    ),
    Meaning(
        "not-logged-in",
        "Claude Code finds neither a login nor a key that it can read. Where a login exists, its store cannot be read "
        "here: a locked keychain, a session without one, or another user or folder.",
        _NOTHING_SENT,
        ("key-missing", "login-expired", "keyring-locked", "keyring-unavailable", "user-variable-missing"),
        words=("not logged in", "missing api key ... run /login"),
        answered=False,
    ),
    Meaning(
        "external-key-refused",
        "The credential that Claude Code refuses comes from outside: a variable, a settings file or the helper script. "
        "To log in again does not help as long as it is there.",
        "A login as the cause: it is not in use. Missing credit and a network problem too.",
        (
            "key-rejected",
            "key-overrides-login",
            "settings-env-overrides-shell",
            "helper-wins",
            "quotes-in-value",
            "base-url-wrong-host",
        ),
        words=("fix external api key", "fix external auth token"),
    ),
    Meaning(
        "stored-key-refused",
        "Claude Code's own stored key or login is refused, or there is nothing usable at all.",
        "A key in the environment as the cause: another message is for that.",
        ("key-rejected", "login-expired", "stored-login-overrides", "key-missing", "container-env-missing"),
        words=("invalid api key ... please run /login", "invalid api key ... run /login"),
        by=(Who.UNKNOWN,),
    ),
)
