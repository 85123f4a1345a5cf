"""The parts of the README that are made from the code: the tables of causes and warnings, the tree of folders."""

import ast
import re
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from tui.causes.registry import ENTRIES
from tui.domain.judging.cause import Cause
from tui.domain.reporting.warning import WarningRule
from tui.warnings.registry import WARNINGS

PATH = Path(__file__).resolve().parents[2] / "README.md"
PACKAGE = PATH.parent / "tui"


def with_generated_parts(text: str) -> str:
    """Return the text with these parts as the code says now."""
    for name, part in (("causes", _table(ENTRIES)), ("warnings", _table(WARNINGS)), ("tree", _tree())):
        text = re.sub(
            rf"<!-- {name} -->\n.*?<!-- /{name} -->",
            lambda _, part=part, name=name: f"<!-- {name} -->\n{part}\n<!-- /{name} -->",
            text,
            flags=re.DOTALL,
        )
    return text


def pictures(text: str) -> list[str]:
    """Return the paths of the pictures that the text shows."""
    return re.findall(r"!\[[^\]]*\]\(([^)]+)\)", text)


def _table(entries: Sequence[Cause | WarningRule]) -> str:
    rows = [f"| `{entry.id}` | {entry.title} |" for entry in entries]
    return "\n".join(["| id | what it is |", "|---|---|", *rows])


def _tree() -> str:
    lines = ["```", "tui/"]
    modules = sorted(path for path in PACKAGE.glob("*.py") if path.name != "__init__.py")
    lines.extend(f"  {path.name:16}{_first_line(path)}" for path in modules)
    for folder in sorted(path.parent for path in PACKAGE.glob("*/__init__.py")):
        lines.append(_row(folder, 2))
        lines.extend(_row(folder / name, 4) for name in (_domain_layers() if folder.name == "domain" else ()))
    return "\n".join([*lines, "```"])


def _row(folder: Path, indent: int) -> str:
    return f"{' ' * indent + folder.name + '/':{16 + indent}}{_first_line(folder / '__init__.py')}"


def _domain_layers() -> list[str]:
    """Return the folders of the domain from the lowest layer to the highest, as the import contract has them."""
    project = tomllib.loads((PATH.parent / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract.get("containers") == ["tui.domain"])
    names = [name for layer in reversed(layers) for name in layer.split(" | ")]
    return [name for name in names if (PACKAGE / "domain" / name).is_dir()]


def _first_line(path: Path) -> str:
    return (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").splitlines()[0]


if __name__ == "__main__":
    PATH.write_text(with_generated_parts(PATH.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write(f"written: {PATH.name}\n")
