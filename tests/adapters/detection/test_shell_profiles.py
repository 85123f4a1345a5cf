import os
import sys
from pathlib import Path

import pytest

from tests.adapters.detection.world import GOOD, OTHER, World, only, values, write
from tui.adapters.reading.shell_profiles import ShellProfiles
from tui.adapters.reading.start_up_files import home_of_invoker
from tui.domain.found.finding import Finding, State
from tui.domain.key.secret import Secret
from tui.domain.origin import OriginKind
from tui.domain.record import replace

_NAME = "ANTHROPIC_API_KEY"
_POSIX = f'# a comment\n\nexport {_NAME}="{GOOD}"  # mine\n'
_FISH = f"# a comment\n\nset -gx {_NAME} {GOOD}\n"
_POWERSHELL = f'# a comment\n\n$env:{_NAME} = "{GOOD}"\n'


@pytest.mark.parametrize(
    "file",
    [
        *(".bashrc", ".bash_profile", ".bash_login", ".profile"),
        *(".zshrc", ".zshenv", ".zprofile", ".zlogin"),
        ".config/fish/config.fish",
        ".config/fish/conf.d/keys.fish",
        ".config/powershell/Microsoft.PowerShell_profile.ps1",
    ],
)
def test_each_start_up_file(world: World, file: str) -> None:
    path = world.in_home(file, {"fish": _FISH, "ps1": _POWERSHELL}.get(file.rpartition(".")[2], _POSIX))
    finding = only(ShellProfiles(world.places).read())
    assert (finding.variable, finding.value.secret, finding.state) == (_NAME, Secret(GOOD), State.ACTIVE)
    assert (finding.origin.kind, finding.origin.label) == (OriginKind.SHELL_PROFILE, f"~/{file}:3")
    assert finding.origin.path == str(path)


def test_powershell_on_windows(world: World) -> None:
    world.platform = "win32"
    world.in_home("Documents/PowerShell/Microsoft.PowerShell_profile.ps1", _POWERSHELL.encode("utf-16"))
    assert only(ShellProfiles(world.places).read()).value.secret == Secret(GOOD)


def test_the_universal_variables_of_fish(world: World) -> None:
    escaped = GOOD.replace("-", r"\x2d")
    world.in_home(".config/fish/fish_variables", f"SETUVAR --export {_NAME}:{escaped}\n")
    assert only(ShellProfiles(world.places).read()).value.secret == Secret(GOOD)


def test_folders_that_variables_move(world: World) -> None:
    world.environ |= {"ZDOTDIR": str(world.home / "z"), "XDG_CONFIG_HOME": str(world.home / "x")}
    world.in_home("z/.zshrc", _POSIX)
    world.in_home("x/fish/config.fish", _FISH)
    world.in_home(".zshrc", _POSIX)
    labels = [finding.origin.label for finding in ShellProfiles(world.places).read().findings]
    assert sorted(labels) == ["~/x/fish/config.fish:3", "~/z/.zshrc:3"]


def test_the_own_shell_comes_first(world: World) -> None:
    world.environ["SHELL"] = "/bin/zsh"
    world.in_home(".bashrc", f"export {_NAME}={GOOD}")
    world.in_home(".zshrc", f"export {_NAME}={OTHER}")
    assert values(ShellProfiles(world.places).read()) == [(_NAME, Secret(OTHER)), (_NAME, Secret(GOOD))]


def test_not_exported_and_commented_out(world: World) -> None:
    world.in_home(".bashrc", f"{_NAME}={GOOD}\n# export {_NAME}={OTHER}\n# export {_NAME}=your-key\n# see {_NAME}\n")
    findings = ShellProfiles(world.places).read().findings
    assert [(item.origin.line, item.state) for item in findings] == [(1, State.NOT_EXPORTED), (2, State.COMMENTED)]


def test_a_command_is_noted_and_never_run(world: World) -> None:
    world.in_home(".bashrc", f"export {_NAME}=$(touch {world.home}/ran)\nexport PATH=$PATH:x\n")
    reading = ShellProfiles(world.places).read()
    assert reading.findings == ()
    assert reading.notes == (f"~/.bashrc:1 sets {_NAME} from a command or another variable, which was not run",)
    assert not (world.home / "ran").exists()


def test_other_providers_are_left_out_unless_the_key_is_of_anthropic(world: World) -> None:
    world.in_home(".bashrc", f"export OPENAI_API_KEY=sk-{'a' * 40}\nexport GROQ_API_KEY={GOOD}\n")
    assert values(ShellProfiles(world.places).read()) == [("GROQ_API_KEY", Secret(GOOD))]


def test_what_is_no_file_is_a_problem(world: World) -> None:
    (world.home / ".bashrc").mkdir()
    os.mkfifo(world.home / ".zshrc")
    (world.home / ".profile").symlink_to("gone")
    problems = ShellProfiles(world.places).read().problems
    assert sorted(problem.text for problem in problems) == [
        "`.bashrc` is a folder, not a file",
        "`.profile` is a link to a file that does not exist",
        "`.zshrc` is a named pipe, not a file",
    ]


def test_a_home_that_does_not_exist(world: World) -> None:
    places = type(world.places)(world.root / "none", world.project, {})
    assert ShellProfiles(places).read() == type(ShellProfiles(places).read())()


def test_under_sudo_the_persons_files_are_read_as_well(world: World) -> None:
    person = world.root / "ada"
    world.environ |= {"SUDO_USER": "ada", "SUDO_HOME": str(person), "ZDOTDIR": str(world.home / "z")}
    (person / ".config" / "fish").mkdir(parents=True)
    (person / ".zshrc").write_text(_POSIX, encoding="utf-8")
    (person / ".config" / "fish" / "config.fish").write_text(_FISH, encoding="utf-8")
    labels = [finding.origin.label for finding in ShellProfiles(world.places).read().findings]
    assert labels == [f"{person}/.zshrc:3", f"{person}/.config/fish/config.fish:3"]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no sudo")
def test_the_home_of_the_person_by_name() -> None:
    import pwd

    me = pwd.getpwuid(os.getuid())
    assert home_of_invoker({"SUDO_USER": me.pw_name}) == Path(me.pw_dir)
    assert home_of_invoker({"SUDO_USER": "no-such-user-here"}) is None
    assert home_of_invoker({"SUDO_HOME": "/home/ada"}) is None
    assert home_of_invoker({"SUDO_USER": "ada", "SUDO_HOME": "relative"}) is None


def test_a_key_from_the_keyring_is_a_reference_and_no_note(world: World) -> None:
    world.in_home(".zshrc", f"a=1\nexport {_NAME}=$(secret-tool lookup service anthropic username me)\n")
    reading = ShellProfiles(world.places).read()
    (reference,) = reading.surroundings.keyring_references
    assert (reference.origin.label, reference.variable) == ("~/.zshrc:2", _NAME)
    assert reference.entry is not None
    assert reference.entry.shown == "anthropic / me"
    assert reading.findings == ()
    assert reading.notes == ()


def test_variables_of_the_network_stand_apart(world: World) -> None:
    world.in_home(".bashrc", "export https_proxy=http://proxy.example:3128\nNO_PROXY=localhost\n#export ALL_PROXY=x\n")
    reading = ShellProfiles(world.places).read()
    assert reading.findings == ()
    assert [(finding.variable, finding.state) for finding in reading.network] == [
        ("https_proxy", State.ACTIVE),
        ("NO_PROXY", State.NOT_EXPORTED),
    ]


_EXPORT = f"export {_NAME}={GOOD}\n"


def _reader(finding: Finding) -> str:
    """Return the line of the start-up file that reads the file of the finding."""
    assert finding.origin.read_by is not None
    return finding.origin.read_by.label


@pytest.mark.parametrize(
    "line",
    [
        "source ~/.secrets",
        '. "$HOME/.secrets"',
        "[ -f ~/.secrets ] && . ~/.secrets",
        "if [ -r ${HOME}/.secrets ]; then source ${HOME}/.secrets; fi",
        'SECRETS="$HOME/.secrets"\nsource "$SECRETS"',
        "test -e ~/.secrets && { \\. ~/.secrets; }",
    ],
)
def test_a_file_that_a_start_up_file_reads(world: World, line: str) -> None:
    world.in_home(".zshrc", f"# mine\n{line}\n")
    path = world.in_home(".secrets", f"\n{_EXPORT}")
    finding = only(ShellProfiles(world.places).read())
    assert (finding.origin.label, finding.origin.path, finding.state) == ("~/.secrets:2", str(path), State.ACTIVE)
    assert _reader(finding) == f"~/.zshrc:{2 + line.count(chr(10))}"


def test_a_file_that_fish_reads(world: World) -> None:
    world.in_home(".config/fish/config.fish", "source $HOME/keys.fish\n")
    world.in_home("keys.fish", f"set -gx {_NAME} {GOOD}\n")
    assert only(ShellProfiles(world.places).read()).origin.label == "~/keys.fish:1"


def test_all_that_is_read_is_exported_where_the_start_up_file_says_so(world: World) -> None:
    world.in_home(".bashrc", "set -a\n. ~/all\nset +a\n. ~/none\n")
    world.in_home("all", f"{_NAME}={GOOD}\n")
    world.in_home("none", f"{_NAME}={OTHER}\n")
    states = [finding.state for finding in ShellProfiles(world.places).read().findings]
    assert states == [State.ACTIVE, State.NOT_EXPORTED]


@pytest.mark.parametrize(
    "text",
    [
        "setopt ALL_EXPORT\n. ~/.secrets",
        f". ~/.secrets\nexport {_NAME}",
        f"export {_NAME}; . ~/.secrets",
        f". ~/.secrets && typeset -x {_NAME}",
        "set -a; . ~/between; set +a",
        f". ~/between; export {_NAME}",
    ],
)
def test_what_the_start_up_file_exports_of_a_file_that_it_reads(world: World, text: str) -> None:
    world.in_home(".zshrc", f"{text}\n")
    world.in_home("between", ". ~/.secrets\n")
    world.in_home(".secrets", f"{_NAME}={GOOD}\n# {_NAME}={OTHER}\n")
    states = [finding.state for finding in ShellProfiles(world.places).read().findings]
    assert states == [State.ACTIVE, State.COMMENTED]


def test_the_option_of_fish_that_appends_exports_nothing(world: World) -> None:
    world.in_home(".config/fish/config.fish", "set -a fish_function_path ~/functions\nsource ~/keys.fish\n")
    world.in_home("keys.fish", f"set -g {_NAME} {GOOD}\n")
    assert only(ShellProfiles(world.places).read()).state is State.NOT_EXPORTED


def test_under_sudo_a_file_is_looked_for_in_the_home_of_the_one_whose_start_up_file_reads_it(world: World) -> None:
    person = world.root / "ada"
    world.environ |= {"SUDO_USER": "ada", "SUDO_HOME": str(person)}
    write(person / ".bashrc", '. ~/.secrets\n. "$HOME/more"\n')
    write(person / ".secrets", _EXPORT)
    write(person / "more", f"export {_NAME}={OTHER}\n")
    world.in_home(".secrets", f"export {_NAME}=sk-ant-of-root\n")
    assert values(ShellProfiles(world.places).read()) == [(_NAME, Secret(GOOD)), (_NAME, Secret(OTHER))]


def test_home_itself_as_the_project_takes_nothing_away_but_what_loaders_read(world: World) -> None:
    world.in_home(".zshrc", ". ~/.secrets\n. ~/.env\n")
    world.in_home(".secrets", _EXPORT)
    world.in_home(".env", f"export {_NAME}={OTHER}\n")
    places = replace(world.places, project=world.home)
    assert only(ShellProfiles(places).read()).origin.label == "~/.secrets:1"


@pytest.mark.parametrize(
    "line",
    [
        "# . ~/.secrets",
        "PLACE=~\nPLACE=$(pwd)\n. $PLACE/.secrets",
        ". $(which secrets)",
        ". $UNKNOWN/.secrets",
        ". .secrets",
        "echo . ~/.secrets",
    ],
)
def test_what_is_not_read_or_known_only_to_the_shell_is_not_followed(world: World, line: str) -> None:
    world.in_home(".zshrc", f"{line}\n")
    world.in_home(".secrets", _EXPORT)
    assert ShellProfiles(world.places).read().findings == ()


def test_files_that_read_each_other_are_read_once(world: World) -> None:
    world.in_home(".zshrc", ". ~/a\n. ~/.zshrc\n")
    world.in_home("a", ". ~/b\n")
    world.in_home("b", f". ~/a\n{_EXPORT}")
    finding = only(ShellProfiles(world.places).read())
    assert (finding.origin.label, _reader(finding)) == ("~/b:2", "~/.zshrc:1")


def test_a_large_library_and_a_file_of_the_project_are_not_followed(world: World) -> None:
    project = world.in_project(".env", _EXPORT)
    world.in_home(".zshrc", f". ~/large\n. {project}\n. ~/absent\n. ~/folder\n")
    world.in_home("large", f"{_EXPORT}{'#' * 40_000}\n")
    (world.home / "folder").mkdir()
    reading = ShellProfiles(world.places).read()
    assert (reading.findings, reading.problems) == ((), ())


def test_of_many_files_only_the_first_are_followed(world: World) -> None:
    world.in_home(".zshrc", "".join(f". ~/{number}\n" for number in range(20)))
    for number in range(20):
        world.in_home(str(number), f"{_EXPORT}{'#' * 30_000}\n")
    labels = [finding.origin.label for finding in ShellProfiles(world.places).read().findings]
    assert labels == [f"~/{number}:1" for number in range(8)]
