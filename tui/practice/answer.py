"""One answer of the stand-in, and the case that it answers."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tui.practice.rules import KeyState, Rules, SeenRequest


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, before the transport: `is_api` is false when something in front of the API speaks."""

    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()
    content_type: str = "application/json"
    is_api: bool = True

    def with_headers(self, *headers: tuple[str, str]) -> "Answer":
        """Return the same answer with more headers."""
        return Answer(self.status, self.body, (*self.headers, *headers), self.content_type, self.is_api)


@dataclass(frozen=True, slots=True)
class Case:
    """A request, the rules it is judged by and the id that the answer carries."""

    rules: Rules
    seen: SeenRequest
    request_id: str

    def error(self, status: int, kind: str, message: str, details: Mapping[str, str] | None = None) -> Answer:
        """Return an error in the API's shape."""
        error: dict[str, Any] = {"type": kind, "message": message}
        if details:
            error["details"] = dict(details)
        return as_json(status, {"type": "error", "error": error, "request_id": self.request_id})

    def invalid(self, message: str) -> Answer:
        """Return a 400 that names what is wrong with the request or the account."""
        return self.error(400, "invalid_request_error", message)

    def not_authenticated(self, message: str) -> Answer:
        """Return a 401."""
        return self.error(401, "authentication_error", message)

    def bad_key(self, message: str) -> Answer:
        """Return what a key that is not known, or no longer, is answered with."""
        return self.error(self.rules.bad_key_status, "authentication_error", message)

    @property
    def bearer(self) -> str:
        """The token behind `Bearer` and one blank, or an empty text; further blanks count as part of it."""
        scheme, _, token = (self.seen.header("authorization") or "").rstrip(" \t").partition(" ")
        return token if scheme.lower() == "bearer" else ""

    @property
    def x_api_key(self) -> str:
        """The value of `x-api-key`, or an empty text."""
        return (self.seen.header("x-api-key") or "").rstrip(" \t")

    @property
    def key_state(self) -> KeyState:
        """What ails the credential, once it has been found good enough to be known."""
        return self.rules.state(self.x_api_key or self.bearer) or KeyState.OK


Check = Callable[[Case], Answer | None]


def as_json(status: int, content: Mapping[str, Any], *, is_api: bool = True) -> Answer:
    """Return an answer with this content."""
    return Answer(status, json.dumps(content).encode(), is_api=is_api)
