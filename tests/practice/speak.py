"""Plain HTTP towards the stand-in, without any client that would tidy up what is sent."""

import http.client
import json
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tui.practice.made_up_keys import made_up_key
from tui.practice.stand_in import StandIn

GOOD = made_up_key("good")
OLD = made_up_key("old")
OAUTH = f"sk-ant-oat01-{GOOD.removeprefix('sk-ant-api03-')}"
VERSION = ("anthropic-version", "2026-10-21")
BETA = ("anthropic-beta", "oauth-2025-04-20")
MESSAGE = {"model": "claude-haiku-4-5", "max_tokens": 1, "messages": [{"role": "user", "content": "hi"}]}

Headers = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes = field(repr=False)

    @property
    def content(self) -> Any:
        return json.loads(self.body)

    @property
    def error(self) -> tuple[int, str, str]:
        error = self.content["error"]
        return self.status, error["type"], error["message"]


def bearer(key: str) -> tuple[str, str]:
    return "Authorization", f"Bearer {key}"


def x_api_key(key: str) -> tuple[str, str]:
    return "x-api-key", key


def connect(server: StandIn, tls: ssl.SSLContext | None = None) -> http.client.HTTPConnection:
    if tls:
        return http.client.HTTPSConnection("127.0.0.1", server.port, timeout=10, context=tls)
    return http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)


def ask(
    server: StandIn, *headers: tuple[str, str], method: str = "GET", path: str = "/v1/models", body: object = None
) -> Reply:
    connection = connect(server)
    try:
        return ask_on(connection, *headers, method=method, path=path, body=body)
    finally:
        connection.close()


def ask_on(
    connection: http.client.HTTPConnection,
    *headers: tuple[str, str],
    method: str = "GET",
    path: str = "/v1/models",
    body: object = None,
) -> Reply:
    data = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
    connection.putrequest(method, path, skip_accept_encoding=True)
    for name, value in headers:
        connection.putheader(name, value)
    if data:
        connection.putheader("Content-Length", str(len(data)))
    connection.endheaders(data or None)
    response = connection.getresponse()
    answer = response.read()
    return Reply(response.status, {name.lower(): value for name, value in response.getheaders()}, answer)
