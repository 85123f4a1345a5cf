"""The tables of generations against the real packages: the oldest and newest of each range of versions."""

import json
import os
import shutil
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from tests.oracle.packages import kept, python_packages, scripts_or_skip
from tests.oracle.said import said_credentials, with_credentials
from tests.oracle.sdk import credentials, real_sdk
from tests.oracle.set_ups import line, set_up
from tests.oracle.version_cases import CASES, Case, write_profile
from tui.practice.set_up import Practice

# 0.40 needs an httpx that still knows `proxies`; all else of the packages' needs is among our own.
PYTHON = {
    "0.40.0": ("httpx==0.27.2", "distro", "sniffio"),
    "0.49.0": ("httpx==0.27.2", "distro", "sniffio"),
    "0.50.0": ("distro", "sniffio"),
    "0.73.0": ("distro", "sniffio"),
    "0.74.0": ("distro", "sniffio"),
    "0.97.0": ("distro", "sniffio"),
    "0.98.0": ("distro", "sniffio"),
    "0.121.0": ("distro", "sniffio"),
    "0.122.0": ("distro", "sniffio"),
    "0.125.0": ("distro", "sniffio"),
    "1.0.0": (),
    "1.17.0": (),
    "2.0.0": (),
}
SCRIPT = (
    *("0.30.1", "0.39.0", "0.40.0", "0.69.0", "0.70.0", "0.85.0", "0.86.0", "0.92.0", "0.93.0", "0.137.0"),
    *("1.0.0", "1.12.0"),
)
DRIVER = Path(__file__).with_name("sdk_driver.mjs")


@pytest.fixture(scope="session")
def script_sdks(packages: Path) -> Path:
    """Return a folder with every version of the TypeScript SDK, and the program that drives one of them."""
    named = [f"sdk-{version}@npm:@anthropic-ai/sdk@{version}" for version in SCRIPT]
    folder = scripts_or_skip(packages / f"script-{'-'.join(SCRIPT)}", *named)
    shutil.copy(DRIVER, folder)
    return folder


@pytest.mark.parametrize("version", PYTHON)
def test_what_each_version_of_the_python_sdk_sends(version: str, packages: Path) -> None:
    if not hasattr(os, "fork"):
        pytest.skip("needs a platform that can fork")
    wanted = (f"anthropic=={version}", *PYTHON[version])
    folder = kept(packages / "-".join(("python", *wanted)), lambda made: python_packages(made, *wanted))
    differences: list[str] = []
    with real_sdk(folder) as sdk:
        for name, case in CASES.items():
            with _python_project(version, case) as place:
                # The SDK's own default host is the real one.
                run = sdk.run(place, environment={**place.environment, "ANTHROPIC_BASE_URL": place.url})
                sent = with_credentials((item.header, item.value) for item in run.credentials)
                if sent != said_credentials(place):
                    differences.append(name)
    assert differences == []


@pytest.mark.parametrize("version", SCRIPT)
def test_what_each_version_of_the_typescript_sdk_sends(version: str, script_sdks: Path) -> None:
    differences: list[str] = []
    with _node(script_sdks, version) as (stdin, stdout):
        for name, case in CASES.items():
            with _script_project(version, case) as place:
                passes = {
                    **({"apiKey": case.key} if case.key else {}),
                    **({"authToken": case.token} if case.token else {}),
                    **({"defaultHeaders": dict([case.header])} if case.header else {}),
                }
                environment = {**place.environment, "ANTHROPIC_BASE_URL": place.url}
                stdin.write(f"{json.dumps({'environment': environment, 'passes': passes})}\n")
                stdin.flush()
                assert stdout.readline()
                sent = with_credentials((item.header, item.value) for item in credentials(place.server.requests))
                if sent != said_credentials(place):
                    differences.append(name)
    assert differences == []


@contextmanager
def _node(folder: Path, version: str) -> Generator[tuple[IO[str], IO[str]]]:
    with subprocess.Popen(
        ["node", DRIVER.name, f"sdk-{version}"],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        yield process.stdin, process.stdout
        process.stdin.close()


@contextmanager
def _python_project(version: str, case: Case) -> Generator[Practice]:
    passed = {"api_key": case.key, "auth_token": case.token}
    own = f"default_headers={{{case.header[0]!r}: {case.header[1]!r}}}, " if case.header else ""
    arguments = ", ".join([*(f"{name}={text!r}" for name, text in passed.items() if text), f"{own}max_retries=0"])
    main = (
        f"import anthropic\nclient = anthropic.Anthropic({arguments})\n"
        'client.messages.create(model="claude-haiku-4-5", max_tokens=1, messages=[{"role": "user", "content": "hi"}])\n'
    )
    files = {"requirements.txt": f"anthropic=={version}\n", "pyproject.toml": ""}
    with set_up(line("x", "UNRELATED"), main=main, files=files, environment=case.environment) as place:
        write_profile(place.home, case)
        place.environment.update({name: text.format(home=place.home) for name, text in case.environment.items()})
        yield place


@contextmanager
def _script_project(version: str, case: Case) -> Generator[Practice]:
    passed = {"apiKey": case.key, "authToken": case.token}
    own = f"defaultHeaders: {json.dumps(dict([case.header]))}, " if case.header else ""
    given = (f"{name}: {json.dumps(text)}" for name, text in passed.items() if text)
    arguments = ", ".join([*given, f"{own}maxRetries: 0"])
    main = f"import Anthropic from '@anthropic-ai/sdk';\nconst client = new Anthropic({{ {arguments} }});\n"
    package = json.dumps({"dependencies": {"@anthropic-ai/sdk": version}})
    files = {"package.json": package, "main.ts": main, "main.py": "", "pyproject.toml": ""}
    unrelated, client = line("x", "UNRELATED"), "typescript-sdk"
    with set_up(unrelated, main="", files=files, environment=case.environment, client=client) as place:
        write_profile(place.home, case)
        place.environment.update({name: text.format(home=place.home) for name, text in case.environment.items()})
        yield place
