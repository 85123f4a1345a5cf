"""Which client an error text comes from, and which versions of it: marks that each of them leaves.

Wording of the SDKs was read off their releases, 0.40 to 2.12 (Python) and 0.30 to 1.12 (TypeScript).
"""

import re

from tui.domain.clients.client_id import ClientId
from tui.domain.pasted.text import PastedText
from tui.domain.record import Record
from tui.domain.regex import regex

_PYTHON = "the Anthropic Python SDK"
_TYPESCRIPT = "the Anthropic TypeScript SDK"
_CLAUDE_CODE = "Claude Code"
_CURL = "curl"


class Sender(Record):
    """The client that made the call: its id where fix401 knows its rules, its name, and its versions if told."""

    client: ClientId | None
    name: str
    versions: str = ""


class _Mark(Record):
    """What one client leaves in a text: a phrase or a pattern, and where those are shared, a phrase beside them."""

    sender: Sender
    phrases: tuple[str, ...] = ()
    pattern: str = ""
    beside: tuple[str, ...] = ()

    def fits(self, text: PastedText) -> bool:
        """Return whether the text has the mark."""
        has_pattern = bool(self.pattern) and text.search(re.compile(self.pattern, re.MULTILINE)) is not None
        return (has_pattern or text.says(self.phrases)) and (not self.beside or text.says(self.beside))


def _python(versions: str, *phrases: str, pattern: str = "", beside: tuple[str, ...] = ()) -> _Mark:
    return _Mark(Sender(ClientId.PYTHON_SDK, _PYTHON, versions), phrases, pattern, beside)


def _typescript(versions: str, *phrases: str, pattern: str = "", beside: tuple[str, ...] = ()) -> _Mark:
    return _Mark(Sender(ClientId.TYPESCRIPT_SDK, _TYPESCRIPT, versions), phrases, pattern, beside)


def _claude_code(versions: str, *phrases: str, pattern: str = "") -> _Mark:
    return _Mark(Sender(ClientId.CLAUDE_CODE, _CLAUDE_CODE, versions), phrases, pattern)


def _raw(name: str, *phrases: str, pattern: str = "") -> _Mark:
    return _Mark(Sender(ClientId.CURL, name), phrases, pattern)


def _other(name: str, *phrases: str) -> _Mark:
    return _Mark(Sender(None, name), phrases)


_IN_PYTHON = (
    "anthropic/_base_client.py",
    "anthropic/resources/",
    "anthropic.apiconnectionerror",
    "anthropic.apitimeout",
)
_EXACT = (
    (regex(r"\bAnthropic/(?:Async)?Python (\d+\.\d+\.\d+)"), ClientId.PYTHON_SDK, _PYTHON),
    (regex(r"\bAnthropic/JS (\d+\.\d+\.\d+)"), ClientId.TYPESCRIPT_SDK, _TYPESCRIPT),
    (regex(r"\bclaude-cli/(\d+\.\d+\.\d+)"), ClientId.CLAUDE_CODE, _CLAUDE_CODE),
)
# Who raised it comes before what it was built on; of one client, the first mark with versions counts.
_MARKS = (
    _python("2.0 or newer", "or credentials to be set. or for the `authorization` header"),
    _python("0.98 to 1.x", "or credentials to be set. or for one of the"),
    _python("older than 0.98", "expected either api_key or auth_token"),
    _typescript("1.0 or newer", 'or profile to be set. or for the "authorization" header'),
    _typescript("0.93 to 0.x", "or profile to be set. or for one of the"),
    _typescript("older than 0.93", "expected either apikey or authtoken"),
    _other("LiteLLM", "litellm.", "/litellm/", "anthropicexception"),
    _other("the OpenAI SDK", "openai.authenticationerror", "openai.apierror", "openai/_base_client.py"),
    _other("the Anthropic Java SDK", "com.anthropic.errors", "com.anthropic.core"),
    _claude_code("2.1.227 or newer", "header value from anthropic_", "header value from claude_code_"),
    _claude_code("2.1.169 or newer", "has disabled api key authentication"),
    _python("2.0 or newer", "anthropic.paymentrequirederror", "anthropic.enforcedspendlimitreachederror"),
    _python("1.0 or newer", "httpx2.", "httpx2/", beside=_IN_PYTHON),
    _python("older than 1.0", "httpx.", "httpx/_", beside=_IN_PYTHON),
    _python(
        "",
        "anthropic/_base_client.py",
        "anthropic/_client.py",
        pattern=r"(?<![.\w])anthropic\.(?:_exceptions\.)?\w*Error\b|Error code: \d{3} ?- ?\{'?type",
    ),
    _claude_code(
        "",
        "run /login",
        "@anthropic-ai/claude-code",
        "fix external api key",
        "fix external auth token",
        "apikeyhelper",
        "auth conflict:",
        "issue with the selected model",
        "unable to connect to anthropic services",
        "couldn't connect through your proxy (",
        "credit balance is too low ·",
        "belongs to a disabled organization",
        pattern=r"(?<!\[)\bAPI Error: (?:\d{3} [{<\w]|API returned|Connection |Invalid URL|Unable to connect"
        r"|Request rejected|Header ')"
        r"|^\W{0,9}Credit balance is too low\W{0,9}$",
    ),
    _typescript("1.5 or newer", "apimessage:", beside=("@anthropic-ai/sdk",)),
    _typescript("", "@anthropic-ai/sdk", pattern=r"^(?:\w{0,60}Error: )?\d{3} \{\"type\":\"error\""),
    _other("the Vercel AI SDK", "ai_apicallerror", "@ai-sdk/"),
    _other("LangChain", "langchain_"),
    _other("the AWS SDK", "botocore.exceptions", "@aws-sdk/"),
    _other("llm, a command-line tool", "llm keys set anthropic"),
    _raw("curl", "curl: (", pattern=r"^> (?:GET|POST|CONNECT) |^< HTTP/"),
    _raw("requests, a Python library", "requests.exceptions.", "requests/adapters.py"),
    _raw("aiohttp, a Python library", "aiohttp.client_exceptions", "aiohttp/client"),
    _raw("urllib, of Python's standard library", "urllib.error."),
    _raw("axios, a JavaScript library", "axioserror", "request failed with status code"),
    _raw("fetch, in JavaScript", "typeerror: fetch failed", "undici", "und_err_", "to a bytestring"),
    _raw("a Go program", "net/http:"),
    _other("httpx, a Python library", "httpx.", "httpx2.", "httpcore.", "httpcore2."),
    _other("a Python program", "traceback (most recent call last)", "unicodeencodeerror:"),
)


def sender_of(text: PastedText) -> Sender | None:
    """Return the client that the text names, with its versions as far as the text tells them."""
    for pattern, client, name in _EXACT:
        if version := text.last(pattern):
            return Sender(client, name, version)
    fitting = [mark.sender for mark in _MARKS if mark.fits(text)]
    if not fitting:
        return None
    same = [sender for sender in fitting if sender.name == fitting[0].name]
    return next((sender for sender in same if sender.versions), same[0])
