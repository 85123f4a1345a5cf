"""Units, crontabs and jobs that start a program of the project."""

import plistlib

import pytest

from tests.adapters.detection.world import World
from tui.adapters.reading.project_code import ProjectCode
from tui.adapters.reading.user_services import UserServices
from tui.domain.found.machine import CallerKind, Service

KEY = "ANTHROPIC_API_KEY"
READS_MORE = (
    "/bin/bash -lc 'python main.py'",
    "/bin/sh -c '. ./.env; python main.py'",
    "uv run --env-file .env main.py",
)


@pytest.fixture
def project(world: World) -> World:
    world.in_project("main.py", "import anthropic\n")
    world.in_project("src/bot/__main__.py", "import anthropic\n")
    return world


def in_project(world: World) -> tuple[Service, ...]:
    return ProjectCode(world.places).read().surroundings.services


def own(world: World) -> tuple[Service, ...]:
    return UserServices(world.places).read().surroundings.services


def unit(*lines: str) -> str:
    return "\n".join(("[Unit]", "Description=bot", "[Service]", *lines, "[Install]", ""))


@pytest.mark.parametrize(
    "command",
    [
        "/srv/app/.venv/bin/python /srv/app/main.py",
        "/usr/bin/env python3 main.py",
        "/usr/bin/python3 -m bot",
        "/usr/local/bin/uvicorn main:app --port 80",
        '/bin/sh -c "cd /srv/app && exec python main.py"',
        "-/usr/bin/python3 \\\n  /srv/app/main.py",
    ],
)
def test_a_unit_in_the_project_that_starts_its_program(project: World, command: str) -> None:
    project.in_project("deploy/systemd/bot.service", unit("WorkingDirectory=/srv/app", f"ExecStart={command}"))
    (service,) = in_project(project)
    assert (service.kind, service.is_installed, service.inherits) == (CallerKind.SYSTEMD, False, False)
    assert service.origin.label == "~/code/project/deploy/systemd/bot.service"
    assert service.variables == frozenset()


def test_near_miss_a_unit_of_another_program(project: World) -> None:
    project.in_project("deploy/nginx.service", unit("ExecStart=/usr/sbin/nginx -g 'daemon off;'"))
    project.in_project("deploy/other.service", unit("ExecStart=/usr/bin/python3 /srv/other/serve.py"))
    project.in_project("deploy/none.service", unit("Type=oneshot"))
    assert in_project(project) == ()


@pytest.mark.parametrize(
    "line",
    [
        f"Environment={KEY}=x",
        f'Environment="A=1 2" "{KEY}=x"',
        f"PassEnvironment=LANG {KEY}",
        "EnvironmentFile=%h/bot.env",
        "EnvironmentFile=-/nonexistent\nEnvironmentFile=%h/bot.env",
    ],
)
def test_the_variables_that_a_unit_gives(project: World, line: str) -> None:
    project.in_home("bot.env", f"# c\nA=1\n  {KEY} = x\n")
    project.in_project("bot.service", unit(line, "ExecStart=/usr/bin/python3 main.py"))
    (service,) = in_project(project)
    assert KEY in service.variables


@pytest.mark.parametrize(
    "line",
    [
        f"#Environment={KEY}=x",
        "EnvironmentFile=-/nonexistent",
        "EnvironmentFile=%h/exported.env",
        "EnvironmentFile=%h/bot.env\nEnvironmentFile=",
    ],
)
def test_near_miss_lines_that_give_nothing(project: World, line: str) -> None:
    project.in_home("bot.env", f"{KEY}=x\n")
    project.in_home("exported.env", f"export {KEY}=x\n")
    project.in_project("bot.service", unit(line, "ExecStart=/usr/bin/python3 main.py"))
    (service,) = in_project(project)
    assert KEY not in service.variables


@pytest.mark.parametrize("command", READS_MORE)
def test_a_command_that_reads_more_by_itself(project: World, command: str) -> None:
    project.in_project("bot.service", unit(f"ExecStart={command}"))
    (service,) = in_project(project)
    assert service.inherits


def test_the_users_own_units_count_by_the_projects_folder(project: World) -> None:
    folder = ".config/systemd/user"
    project.in_home(f"{folder}/a.service", unit("ExecStart=/usr/bin/python3 %h/code/project/main.py"))
    here = f"WorkingDirectory={project.project}"
    project.in_home(f"{folder}/b.service", unit(here, "ExecStart=/usr/bin/python3 main.py"))
    project.in_home(f"{folder}/c.service", unit("ExecStart=/usr/bin/python3 /srv/other/main.py"))
    project.in_home(f"{folder}/d.timer", unit("ExecStart=/usr/bin/python3 %h/code/project/main.py"))
    services = own(project)
    assert [service.origin.label for service in services] == [f"~/{folder}/a.service", f"~/{folder}/b.service"]
    assert all(service.is_installed and service.program == "main.py" for service in services)


def test_drop_ins_and_the_managers_own_variables_are_added(project: World) -> None:
    folder = ".config/systemd/user"
    project.in_home(f"{folder}/a.service", unit("ExecStart=/usr/bin/python3 %h/code/project/main.py"))
    project.in_home(f"{folder}/a.service.d/key.conf", f"[Service]\nEnvironment={KEY}=x\n")
    project.in_home(".config/environment.d/10-b.conf", "OTHER=1\n")
    (service,) = own(project)
    assert service.variables == {KEY, "OTHER"}


def test_the_lines_of_a_crontab(project: World) -> None:
    lines = (
        "# m h",
        "SHELL=/bin/bash",
        "*/5 * * * * cd /srv/app && python main.py>>log",
        f"{KEY}=x",
        "@daily python3 /srv/app/main.py",
        "0 1 * * * nice backup",
    )
    text = "\n".join(lines)
    project.in_project("ops/crontab", text)
    first, second = in_project(project)
    assert (first.kind, first.origin.label) == (CallerKind.CRON, "~/code/project/ops/crontab:3")
    assert KEY not in first.variables
    assert KEY in second.variables


def test_the_jobs_of_launchd(project: World) -> None:
    job = {"Label": "org.example.bot", "ProgramArguments": ["/usr/bin/python3", str(project.project / "main.py")]}
    project.in_home("Library/LaunchAgents/a.plist", plistlib.dumps(job))
    project.in_home("Library/LaunchAgents/b.plist", plistlib.dumps({**job, "EnvironmentVariables": {KEY: "x"}}))
    project.in_home("Library/LaunchAgents/c.plist", plistlib.dumps({"Program": "/usr/bin/true"}))
    project.in_home("Library/LaunchAgents/d.plist", "<plist><dict>")
    first, second = own(project)
    assert (first.kind, first.variables) == (CallerKind.LAUNCHD, frozenset())
    assert second.variables == {KEY}


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe\0", b"bplist00", b"[Service]\nExecStart=\n", b"* * * * *\n", b"a" * 300_000]
)
@pytest.mark.parametrize("name", ["a.service", "a.plist", "crontab", "a.cron"])
def test_damaged_files_say_nothing(project: World, name: str, data: bytes) -> None:
    project.in_project(name, data)
    assert in_project(project) == ()
