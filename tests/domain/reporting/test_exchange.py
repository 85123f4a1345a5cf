"""A call as it may be shown, and the command for curl, which is run in the real shells."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests import servers
from tests.builders import GOOD, OFFICIAL, OLD, dotenv, keyring, process
from tui.domain.clients.header import Header, SentHeader
from tui.domain.clients.proxies import RULES, ClientId
from tui.domain.found.finding import Finding
from tui.domain.key.secret import Secret, mask
from tui.domain.probing.probe import Accepted, ProbeKind, ProbeRequest, Rejected, Route, TimedOut
from tui.domain.probing.responder import Responder, ResponderKind
from tui.domain.record import replace
from tui.domain.reporting.exchange import answer_facts, curl_line, left_out, sent_lines

ASKED = ProbeRequest(Secret(GOOD), Header.X_API_KEY, OFFICIAL)
SHELLS = ["bash", "zsh", "fish", "sh"]
FORMS: dict[str, tuple[str, str]] = {
    "a variable": (GOOD, ""),
    "a damaged variable": (f"{GOOD}\n", ""),
    "a file": ("", f"# one\nexport ANTHROPIC_API_KEY={GOOD}\nOTHER=1\n"),
    "a file with quotes": ("", f'# one\nANTHROPIC_API_KEY = "{GOOD}"\r\n'),
    "a file with a remark": ("", f"# one\nANTHROPIC_API_KEY='{GOOD}' # mine\n"),
    "what is typed": ("", ""),
}


def place(text: str, file: str, folder: Path) -> Finding:
    if text:
        return process(text)
    return dotenv(GOOD, line=2, path=str(folder / "my env")) if file else keyring(GOOD)


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("header", Header)
def test_curl_gets_the_key_from_a_pipe_and_never_as_an_argument(
    shell: str, form: str, header: Header, tmp_path: Path
) -> None:
    program = shutil.which(shell)
    if program is None or (form == "what is typed" and shell != "bash"):
        pytest.skip("needs the shell, and a terminal where a key is typed")
    text, file = FORMS[form]
    (tmp_path / "my env").write_text(file)
    told = tmp_path / "bin" / "curl"
    told.parent.mkdir()
    told.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{tmp_path}/arguments"\ncat > "{tmp_path}/input"\n')
    told.chmod(0o700)
    line = curl_line(replace(ASKED, header=header), [place(text, file, tmp_path)], shell)
    assert GOOD[20:40] not in line
    environ = {"PATH": f"{told.parent}:{os.environ['PATH']}", "HOME": str(tmp_path), "ANTHROPIC_API_KEY": text}
    subprocess.run(
        [program, "-c", line], env=environ, check=True, timeout=20, input=f"{GOOD}\n", text=True, capture_output=True
    )
    prefix = "Authorization: Bearer " if header is Header.BEARER else "x-api-key: "
    assert (tmp_path / "input").read_text() == f"{prefix}{GOOD}\n"
    arguments = (tmp_path / "arguments").read_text()
    assert GOOD[20:40] not in arguments
    assert f"-H\nanthropic-version: 2023-06-01\n{OFFICIAL}/v1/models?limit=1000\n" in arguments


@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")
def test_the_real_curl_makes_the_same_call() -> None:
    with servers.Server(servers.accepts_only(GOOD)) as server:
        line = curl_line(replace(ASKED, base_url=server.url, header=Header.BEARER), [process(GOOD)], "sh")
        environ = {"PATH": os.environ["PATH"], "ANTHROPIC_API_KEY": GOOD}
        done = subprocess.run(["sh", "-c", line], env=environ, check=True, capture_output=True, text=True, timeout=20)
    assert "has_more" in done.stdout
    assert b"anthropic-version: 2023-06-01\r\n" in server.heads[0]


def test_a_shell_without_a_way_has_no_command() -> None:
    assert curl_line(ASKED, [process(GOOD)], "cmd") == ""
    assert curl_line(ASKED, [process(GOOD)], "powershell").startswith('"x-api-key: $env:ANTHROPIC_API_KEY" | curl.exe')


def test_a_client_that_passes_proxies_by_is_repeated_without_one() -> None:
    node = replace(ASKED, proxying=RULES[ClientId.TYPESCRIPT_SDK])
    for request in (node, replace(ASKED, route=Route.DIRECT)):
        assert "--noproxy '*'" in curl_line(request, [process(GOOD)], "bash")
    for request in (ASKED, replace(node, route=Route.THROUGH_PROXY)):
        assert "--noproxy" not in curl_line(request, [process(GOOD)], "bash")


def test_a_paid_call_says_what_it_sends() -> None:
    hello = replace(ASKED, kind=ProbeKind.HELLO, model="claude-haiku-4-5", is_login=True)
    line = curl_line(hello, [process(GOOD)], "bash")
    assert '"max_tokens": 1' in line
    assert "'Content-Type: application/json'" in line
    assert "'anthropic-beta: oauth-2025-04-20'" in line
    assert sent_lines(hello)[0] == f"POST {OFFICIAL}/v1/messages"
    assert '"max_tokens": 1' in sent_lines(hello)[-1]


def test_what_is_shown_of_a_request_is_masked() -> None:
    along = (SentHeader("Authorization", Secret(f"Bearer {OLD}")), SentHeader("X-Team", Secret("blue")))
    request = replace(ASKED, along=along, hidden=Secret(f"https://ada:{OLD}@api.anthropic.com"))
    shown = "\n".join(sent_lines(request))
    assert f"X-Api-Key: {mask(GOOD)}" in shown
    assert not any(key[20:40] in shown for key in (GOOD, OLD))
    assert left_out(request) == ("Authorization", "X-Team")
    assert "X-Api-Key" not in "\n".join(sent_lines(replace(request, is_bare=True)))


def test_what_came_back() -> None:
    models = tuple(f"claude-{number}" for number in range(5))
    api = Responder(ResponderKind.API)
    accepted = Accepted(ASKED, 5.0, 200, request_id="req_1", models=models, responder=api, via="1.1 squid")
    assert dict(answer_facts(accepted)) == {
        "status": "200",
        "models": "claude-0, claude-1, claude-2 and 2 more",
        "request id": "req_1",
        "answered by": "the Claude API",
        "via": "1.1 squid",
    }
    refused = Rejected(ASKED, 5.0, 401, "authentication_error", "API key is invalid.")
    assert dict(answer_facts(refused)) == {"status": "401 authentication_error", "says": "API key is invalid."}
    assert dict(answer_facts(TimedOut(ASKED, 5.0, "silence"))) == {"no answer": "silence"}
