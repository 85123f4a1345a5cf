"""The gates that any change must pass: style, types, layers."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GATES = {
    "style": ["ruff", "check", "--no-cache", "tui", "tests"],
    "format": ["ruff", "format", "--no-cache", "--check", "tui", "tests"],
    "types": ["basedpyright", "--warnings"],
    "layers": ["lint-imports", "--no-cache"],
}


@pytest.mark.parametrize("gate", GATES)
def test_gate_passes(gate: str) -> None:
    program, *arguments = GATES[gate]
    command = [str(Path(sys.executable).parent / program), *arguments]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout[-4000:] + result.stderr[-2000:]
