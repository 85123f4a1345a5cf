"""A machine on which a scenario stands: a HOME of its own, a project, and servers on loopback."""

import os
import subprocess
import time
from collections.abc import Generator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import servers
from tests.commands import run_command
from tests.scenarios.around import commit, keyring, peers, secured
from tests.scenarios.scenario import Scenario, filled, projects
from tui.practice.made_up_keys import made_up_key
from tui.practice.rules import KeyState, Mode, Rules
from tui.practice.stand_in import StandIn

ROOT = Path(__file__).resolve().parents[2]
_THREE_DAYS = 3 * 24 * 60 * 60
_KEPT = ("PATH", "LANG", "SYSTEMROOT")


@dataclass(frozen=True)
class Machine:
    """The folders, the environment of every program, and the addresses of the servers."""

    home: Path
    environ: Mapping[str, str]
    server: StandIn
    official_url: str

    @property
    def project(self) -> Path:
        return self.home / "project"

    def folder(self, scenario: Scenario) -> Path:
        """Where the user stands when the program and the command are started."""
        return self.project / scenario.data.get("folder", ".")

    def check(self, scenario: Scenario) -> "subprocess.CompletedProcess[str]":
        """Run the real command in the project folder."""
        environ = {**self.environ, "FIX401_API_URL": self.official_url, "PYTHONPATH": str(ROOT)}
        return run_command(("check", "--json", *scenario.arguments), self.folder(scenario), environ)


@contextmanager
def machine(scenario: Scenario, home: Path) -> Generator[Machine]:
    """Set the scenario up."""
    home.mkdir(parents=True, exist_ok=True)
    (home / "project").mkdir()
    with ExitStack() as stack:
        server = stack.enter_context(StandIn(_rules(scenario.data.get("stand_in", {}))))
        words = {"home": str(home), "in_three_days_ms": str(int((time.time() + _THREE_DAYS) * 1000))}
        words |= _addresses(scenario, server, home, stack)
        session = keyring(scenario.data.get("keyring", ""), ("anthropic", "ada", made_up_key("good")))
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        own = {"HOME": str(home), "SHELL": "/bin/zsh", **stack.enter_context(session)}
        environ = {**kept, **own, **scenario.texts("environment", words)}
        _lay_out(scenario, home, words, environ)
        yield Machine(home, environ, server, filled(scenario.data.get("official", "{url}"), words))


def _addresses(scenario: Scenario, server: StandIn, home: Path, stack: ExitStack) -> dict[str, str]:
    """Start what else answers, or does not, and return the address of each."""
    data = scenario.data
    gateway = stack.enter_context(StandIn(_rules(data.get("gateway", {}))))
    urls = {"url": server.url, "host": server.url.partition("://")[2], "gateway_url": gateway.url}
    urls["dead_url"] = stack.enter_context(servers.refusing_port())
    urls |= stack.enter_context(peers(data.get("peers", {}), server.url))
    if "tls" in data:
        host = data.get("tls_host", "127.0.0.1")
        urls |= stack.enter_context(secured(data["tls"], host, made_up_key("good"), home))
        urls |= stack.enter_context(peers({"company": "passes-on"}, urls["tls_url"]))
    return urls


def _lay_out(scenario: Scenario, home: Path, words: Mapping[str, str], environ: Mapping[str, str]) -> None:
    """Write the files of the project and of HOME; those of `later` come after the first commit."""
    project = home / "project"
    base = {name: filled(text, words) for name, text in projects()[scenario.data.get("project", "python")].items()}
    for name, text in {**base, **scenario.texts("files", words)}.items():
        _write(project / name, text, scenario)
    for name, text in scenario.texts("home", words).items():
        _write(home / name, text, scenario)
    if scenario.data.get("git", False):
        commit(project, environ)
    for name, text in scenario.texts("later", words).items():
        _write(project / name, text, scenario)


def _write(path: Path, text: str, scenario: Scenario) -> None:
    """Write a file; a text that is a single `-` stands for none."""
    if text == "-":
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    encoding = scenario.data.get("encodings", {}).get(path.name, "utf-8")
    path.write_bytes(text.encode(encoding))
    path.chmod(int(scenario.data.get("modes", {}).get(path.name, "600"), 8))


def _rules(data: Mapping[str, Any]) -> Rules:
    keys = data.get("keys", ["good"])
    urls = {"url": ""}

    def key(name: str) -> str:
        return filled(f"{{{name}}}", urls) if name.endswith(("_key", "_token")) else made_up_key(name)

    return Rules(
        keys=tuple(map(key, keys)),
        states={key(name): KeyState(state) for name, state in data.get("states", {}).items()},
        mode=Mode(data.get("mode", Mode.NORMAL)),
        wording=data.get("wording", "current"),
        bad_key_status=data.get("bad_key_status", 401),
    )
