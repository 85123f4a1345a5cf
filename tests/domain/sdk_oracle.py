"""Asks the real Python SDK what it does with damaged keys and addresses; run as a program of its own.

Reads cases as JSON on stdin: lists of key and base URL, where `{url}` stands for a recorder on
loopback. Writes for each case the bytes of the credential's header line, or null when the SDK
raised before it sent anything.
"""

import http.server
import json
import logging
import os
import sys
import threading
from typing import Any


class Recorder(http.server.BaseHTTPRequestHandler):
    """Keeps the credential's header of the last request, byte for byte."""

    seen: bytes | None = None

    def parse_request(self) -> bool:
        lines: list[bytes] = []
        while (line := self.rfile.readline()) not in (b"\r\n", b""):
            lines.append(line)
        found = [line for line in lines if line.lower().startswith((b"authorization:", b"x-api-key:"))]
        Recorder.seen = found[0].rstrip(b"\r\n") if found else b""
        body = b'{"data":[],"has_more":false}'
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n")
        self.wfile.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.close_connection = True
        return False

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base class's
        del format, args


def ask(key: str, base_url: str) -> str | None:
    """Return the header line that the SDK sends, as Latin-1 text, or None."""
    import anthropic

    Recorder.seen = None
    try:
        client = anthropic.Anthropic(api_key=key, base_url=base_url, max_retries=0, timeout=5)
        client.models.list()
    except Exception:  # noqa: BLE001 - any refusal counts, and its text would quote the key
        return None
    return None if Recorder.seen is None else Recorder.seen.decode("latin-1")


def main() -> None:
    """Answer all cases."""
    logging.disable(logging.CRITICAL)
    for name in list(os.environ):
        if name.lower().endswith("_proxy") or name.startswith("ANTHROPIC_"):
            del os.environ[name]
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Recorder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"127.0.0.1:{server.server_port}"
    cases: list[tuple[str, str]] = json.load(sys.stdin)
    json.dump([ask(key, base_url.replace("{host}", address)) for key, base_url in cases], sys.stdout)
    server.shutdown()
    server.server_close()


if __name__ == "__main__":
    main()
