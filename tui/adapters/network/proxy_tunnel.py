"""Asks a proxy, over a connection to it, for a way to a host: by HTTP's CONNECT or by SOCKS 5."""

from __future__ import annotations

import base64
import socket
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from tui.domain.clients.proxies import is_socks, refusal_words
from tui.domain.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_HEAD = 16 * 1024
_USUAL_PORTS = {"https": 443, "http": 80}
_SOCKS_PORT = 1080
_ADDRESS_SIZES = {1: 4, 4: 16}
_SOCKS_WORDS = {
    2: "does not allow this way",
    3: "finds no network that leads to the host",
    4: "finds no way to the host",
    5: "says that the host refuses the connection",
}


class Opening(Record):
    """What a proxy said: the status of its answer, 0 for SOCKS, and why it opened no way, empty where it did."""

    status: int = 0
    refusal: str = ""


def end_of(url: str) -> tuple[str, int]:
    """Return host and port of an address, of the host that is called or of a proxy; raises ValueError."""
    parts = urlsplit(url)
    usual = _SOCKS_PORT if is_socks(url) else _USUAL_PORTS.get(parts.scheme.lower(), 80)
    return parts.hostname or "", parts.port or usual


def ask_for_way(connection: socket.socket, proxy: str, host: str, port: int) -> Opening:
    """Return what the proxy said; raises OSError where the connection fails."""
    parts = urlsplit(proxy)
    login = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    way = _by_socks if is_socks(proxy) else _by_http
    return way(connection, login, host, port)


def _by_http(connection: socket.socket, login: tuple[str, str] | None, host: str, port: int) -> Opening:
    called = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    lines = [f"CONNECT {called} HTTP/1.1", f"Host: {called}"]
    if login:
        lines.append(f"Proxy-Authorization: Basic {base64.b64encode(':'.join(login).encode()).decode()}")
    connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
    head = _read_until(connection, lambda data: b"\r\n\r\n" in data)
    parts = head.split(b" ", 2)
    if not head:
        return Opening(refusal="closed the connection without an answer")
    if len(parts) < 2 or not parts[0].startswith(b"HTTP/") or not parts[1][:3].isdigit():
        return Opening(refusal="answers, but not as an HTTP proxy does")
    status = int(parts[1][:3])
    if 200 <= status < 300:
        return Opening(status)
    return Opening(status, refusal_words(status))


def _by_socks(connection: socket.socket, login: tuple[str, str] | None, host: str, port: int) -> Opening:
    connection.sendall(b"\x05\x02\x00\x02" if login else b"\x05\x01\x00")
    choice = _read_exactly(connection, 2)
    if len(choice) < 2 or choice[0] != 5:
        return Opening(refusal="answers, but not as a SOCKS 5 proxy does")
    if choice[1] == 2 and login:
        user, word = (part.encode()[:255] for part in login)
        connection.sendall(b"\x01" + bytes([len(user)]) + user + bytes([len(word)]) + word)
        if _read_exactly(connection, 2)[1:] != b"\x00":
            return Opening(refusal="refuses the user name and the password")
    elif choice[1] != 0:
        return Opening(refusal="wants a user name and a password")
    name = host.encode("idna") if not host.isascii() else host.encode()
    connection.sendall(b"\x05\x01\x00\x03" + bytes([len(name)]) + name + port.to_bytes(2, "big"))
    answer = _read_exactly(connection, 4)
    if len(answer) < 4:
        return Opening(refusal="closed the connection without an answer")
    if answer[1]:
        return Opening(refusal=_SOCKS_WORDS.get(answer[1], f"opens no way to the host (SOCKS answer {answer[1]})"))
    length = bytes([_ADDRESS_SIZES[answer[3]]]) if answer[3] in _ADDRESS_SIZES else _read_exactly(connection, 1)
    if not length or len(_read_exactly(connection, length[0] + 2)) < length[0] + 2:
        return Opening(refusal="closed the connection in the midst of its answer")
    return Opening()


def _read_until(connection: socket.socket, is_enough: Callable[[bytes], bool]) -> bytes:
    data = b""
    while not is_enough(data) and len(data) < _MOST_HEAD:
        more = connection.recv(1)  # a byte too many would belong to the handshake behind it
        if not more:
            break
        data += more
    return data


def _read_exactly(connection: socket.socket, count: int) -> bytes:
    return _read_until(connection, lambda data: len(data) >= count)
