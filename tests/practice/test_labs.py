import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import get_args

import pytest

from tui.domain.clients.client import ClientId
from tui.domain.key.secret import mask
from tui.domain.key.shape import Shape, classify
from tui.practice.lab import Fixable, Lab, find_lab, load_labs
from tui.practice.made_up_keys import NAMES, fill, made_up_key
from tui.practice.set_up import practice, rules_of

LABS = load_labs()
REPAIRED = [lab for lab in LABS if lab.repair]
FOLDER = Path(__file__).parents[2] / "tui" / "practice"
every_lab = pytest.mark.parametrize("lab", LABS, ids=[lab.id for lab in LABS])


def test_there_are_labs_in_a_strict_order_from_the_easiest() -> None:
    assert len(LABS) >= 10
    assert [lab.order for lab in LABS] == list(range(1, len(LABS) + 1))
    assert len({lab.id for lab in LABS}) == len(LABS)


def test_the_first_one_is_repaired_by_one_edit_of_dotenv() -> None:
    first = LABS[0]
    assert (first.id, first.fixable) == ("prefix-pasted", "edit")
    good = find_lab("nothing-wrong")
    assert good is not None
    assert first.files[".env"].replace("Bearer ", "") == good.files[".env"]
    assert {name: text for name, text in first.files.items() if name != ".env"} == {
        name: text for name, text in good.files.items() if name != ".env"
    }


def test_the_usual_causes_are_covered() -> None:
    assert {lab.expected_cause for lab in LABS} >= {
        "prefix-pasted",
        "duplicate-definition",
        "wrong-variable-name",
        "environment-overrides-dotenv",
        "placeholder",
        "invisible-characters",
        "line-break-inside-key",
        "base-url-path",
        "dotenv-not-loaded",
        "hardcoded-key",
        "other-provider-key",
        "credit-too-low",
        "model-not-available",
        "nothing-wrong",
    }


def test_a_lab_is_found_by_its_id() -> None:
    assert find_lab(LABS[3].id) == LABS[3]
    assert find_lab("no-such-lab") is None


@every_lab
def test_a_lab_is_complete(lab: Lab) -> None:
    assert lab.id == lab.expected_cause
    assert 0 < len(lab.title) <= 50
    assert 2 <= len(re.findall(r"[.:?!](?=\s|$)", lab.story)) <= 5
    assert all(len(line) <= 72 for line in lab.story.splitlines())
    assert 0 < len(lab.lesson) <= 100
    assert lab.client in set(ClientId)
    assert lab.fixable in get_args(Fixable)
    assert (lab.spare_key == made_up_key("good")) == (lab.fixable == "paste")
    if lab.spare_key:
        assert mask(lab.spare_key) in lab.story
        assert lab.spare_key not in lab.story
    assert (lab.repair is not None) == (lab.fixable in {"command", "by-hand"})


@pytest.mark.parametrize("lab", REPAIRED, ids=[lab.id for lab in REPAIRED])
def test_a_repair_touches_what_is_broken_and_nothing_else(lab: Lab) -> None:
    repair, healthy = lab.repair, find_lab("nothing-wrong")
    assert repair is not None
    assert healthy is not None
    assert 0 < len(repair.done) <= 62
    assert set(repair.unset) <= set(lab.environment)
    assert {**lab.files, **repair.files} == {**healthy.files, ".env": lab.files[".env"]}
    for name, text in repair.home.items():
        kept = [line for line in lab.home[name].splitlines() if not line.startswith(tuple(_exports(repair.unset)))]
        assert text.splitlines() == kept
    assert bool(repair.home) == bool(repair.unset)
    assert all(f"`{place}`" in repair.done for place in repair.files)
    assert all(f"`~/{place}`" in repair.done for place in repair.home)


def _exports(names: Iterable[str]) -> list[str]:
    return [f"export {name}=" for name in names]


@every_lab
def test_no_key_is_written_into_the_data(lab: Lab) -> None:
    text = (FOLDER / "labs" / f"{lab.id}.toml").read_text("utf-8") + (FOLDER / "project.toml").read_text("utf-8")
    assert not re.search(r"sk-[a-z]+-\w{6,}", text)
    assert not re.search(r"[A-Za-z0-9]{30,}", text)


@every_lab
def test_files_stay_inside_their_folders(lab: Lab) -> None:
    for name in (*lab.files, *lab.home):
        path = PurePosixPath(name)
        assert not path.is_absolute()
        assert ".." not in path.parts
    assert not any(name.startswith("project") for name in lab.home)


@every_lab
def test_the_project_is_a_realistic_one(lab: Lab) -> None:
    assert "from anthropic import Anthropic" in lab.files["main.py"]
    assert '"anthropic>=' in lab.files["pyproject.toml"]
    assert ".env" in lab.files[".gitignore"].splitlines()
    compile(lab.files["main.py"], "main.py", "exec")
    rules = rules_of(lab)
    named = re.findall(r'model="([^"]+)"', lab.files["main.py"])
    assert len(named) == 1
    assert (named[0] in rules.models) == (lab.expected_cause != "model-not-available")


@every_lab
def test_a_lab_can_be_solved(lab: Lab) -> None:
    texts = "".join((lab.spare_key, *lab.environment.values(), *lab.files.values(), *lab.home.values()))
    if lab.id not in {"invisible-characters", "line-break-inside-key"}:
        assert made_up_key("good") in texts
    assert made_up_key("good") in rules_of(lab).keys


@pytest.mark.parametrize("name", [name for name in NAMES if name != "openai"])
def test_a_made_up_key_has_the_shape_of_a_real_one_and_says_what_it_is(name: str) -> None:
    key = made_up_key(name)
    assert re.fullmatch(r"sk-ant-api03-PRACTICE-[A-Za-z0-9]{84}AA", key)
    assert len(key) == 108
    assert classify(key) is Shape.ANTHROPIC_API_KEY
    assert key == made_up_key(name)


def test_made_up_keys_differ() -> None:
    assert len({made_up_key(name) for name in NAMES}) == len(NAMES)
    assert classify(made_up_key("openai")) is Shape.OTHER_PROVIDER


def test_templates_are_filled_and_other_braces_stay() -> None:
    key = made_up_key("good")
    assert fill("{good_key}") == key
    assert fill("{good_key_first_80}|{good_key_after_80}") == f"{key[:80]}|{key[80:]}"
    assert fill("{url}/v1", "http://here") == "http://here/v1"
    assert fill("{unknown_key} {name!r} {}") == "{unknown_key} {name!r} {}"


def test_a_list_of_labs_loads_nothing_heavy() -> None:
    program = (
        "import sys; before = set(sys.modules); import tui.practice.lab; "
        "heavy = {'http.server', 'ssl', 'socket', 'tomllib', 'importlib.resources', 'hashlib', 'tempfile', 'textual'}; "
        "print(sorted(heavy & (set(sys.modules) - before)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=FOLDER.parents[1]
    )
    assert done.stdout.strip() == "[]"


@every_lab
def test_a_lab_materialises(lab: Lab) -> None:
    with practice(lab) as place:
        assert place.project == place.home / "project"
        written = {path.relative_to(place.project).as_posix() for path in place.project.rglob("*") if path.is_file()}
        assert written == set(lab.files)
        for folder, texts in ((place.project, lab.files), (place.home, lab.home)):
            for name, text in texts.items():
                assert (folder / name).read_bytes() == text.replace("{url}", place.url).encode()
        found = "".join((*place.environment.values(), (place.project / ".env").read_text("utf-8")))
        assert not re.search(r"\{(url|\w+_key\w*)\}", found)
        for name, value in lab.environment.items():
            assert place.environment[name] == value.replace("{url}", place.url)
