"""Runs programs of users with the real SDK; a program of its own, because importing the SDK takes seconds.

Reads one case a line on stdin: a program, and the whole environment and the folder to run it in. Every
case gets a forked child. Answers one line each: the names of the
exceptions that ended the program, the outermost first, what that one says, and the hosts that it
looked for. Only loopback is ever reached.
"""

import contextlib
import gc
import json
import os
import runpy
import signal
import socket
import ssl
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

_SECONDS = 20


def run(program: Path, folder: str, environment: Mapping[str, str]) -> dict[str, object]:
    """Run the program as the interpreter would; what it prints is dropped."""
    hosts: list[str] = []
    socket.getaddrinfo = _on_loopback(socket.getaddrinfo, hosts)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.path.insert(0, str(program.parent))
    errors: list[str] = []
    words = ""
    try:
        runpy.run_path(str(program), run_name="__main__")
    except BaseException as error:  # noqa: BLE001 - however the program ends is its answer
        words = str(error)
        cause: BaseException | None = error
        while cause is not None and len(errors) < 10:
            errors.append(type(cause).__name__)
            cause = cause.__cause__ or cause.__context__
    return {"errors": errors, "words": words, "hosts": hosts}


def _on_loopback(look_up: Callable[..., Any], hosts: list[str]) -> Callable[..., Any]:
    def loopback_only(host: str, *arguments: Any, **options: Any) -> Any:
        hosts.append(host)
        if host != "127.0.0.1":
            raise socket.gaierror(socket.EAI_NONAME, "not on loopback")
        return look_up(host, *arguments, **options)

    return loopback_only


def _in_child(line: str) -> str:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        signal.alarm(_SECONDS)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(nowhere, descriptor)
        case = json.loads(line)
        os.write(writing, json.dumps(run(Path(case["program"]), case["folder"], case["environment"])).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        text = answer.read()
    os.waitpid(child, 0)
    return text or json.dumps({"errors": ["the program did not end"], "words": "", "hosts": []})


def _nothing(*_arguments: Any, **_options: Any) -> None:
    """Do nothing."""


def _warm_up() -> None:
    """Import what the SDK would import in its first call, once and for all children."""
    import anthropic
    import dotenv

    del dotenv
    # Reading the certificates would be half of every child's time, and none of them speaks TLS.
    ssl.SSLContext.load_verify_locations = _nothing
    with (
        contextlib.suppress(anthropic.APIConnectionError),
        anthropic.Anthropic(api_key="x", base_url="http://127.0.0.1:1", max_retries=0) as client,
    ):
        client.messages.create(model="x", max_tokens=1, messages=[{"role": "user", "content": "x"}])


def main() -> None:
    """Answer case after case until stdin ends; uncollected, what is loaded stays shared with the children."""
    gc.disable()
    _warm_up()
    gc.freeze()
    for line in sys.stdin:
        print(_in_child(line), flush=True)  # noqa: T201 - stdout is how the tests are answered


if __name__ == "__main__":
    main()
