"""The exact lines that give a service, a scheduled job or a program under sudo its key; none of them holds one."""

from tui.domain.found.finding import Finding
from tui.domain.found.machine import CallerKind, Service
from tui.domain.judging.absence import wanted_name
from tui.domain.judging.diagnosis import Reach, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.origin import OriginKind
from tui.domain.remedies.wording import step
from tui.domain.shell.syntax import join_commands, quoted


def give_variable(evidence: Evidence, key: Finding | None, service: Service | None) -> tuple[Remedy, ...]:
    """Return what gives the variable to a program that is started so; `service` is the file that does, where known."""
    caller = evidence.snapshot.surroundings.caller
    kind = service.kind if service else caller.kind if caller else CallerKind.SYSTEMD
    variable = key.variable if key else wanted_name(evidence)
    match kind:
        case CallerKind.SUDO:
            return _for_sudo(variable)
        case CallerKind.CRON:
            return (_in_file(evidence, variable), _for_cron(evidence, service))
        case CallerKind.LAUNCHD:
            return (_for_launchd(variable, service),)
        case _:
            return (_in_file(evidence, variable), *_for_systemd(evidence, service))


def _in_file(evidence: Evidence, variable: str) -> Remedy:
    """Return the step that puts the variable into the project's `.env`, or says that it is there."""
    project = evidence.snapshot.project
    has_it = any(
        item.origin.kind is OriginKind.DOTENV and item.origin.path == project.env_path and item.variable == variable
        for item in evidence.snapshot.findings
    )
    what = f"keep {variable}=... as a plain line" if has_it else f"write {variable}=... with the key"
    title = f"{what} in `{project.env_shown}`, and `chmod 600` the file"
    return step("write-env-file", title, reach=Reach.PROJECT, file=project.env_shown)


def _for_systemd(evidence: Evidence, service: Service | None) -> tuple[Remedy, ...]:
    path = evidence.snapshot.project.env_path
    where = f"in `{service.origin.shown}`" if service else "in the unit"
    line = step(
        "add-environment-file",
        f"{where} write below [Service]: `EnvironmentFile={path}`",
        reach=Reach.USER,
        file=service.origin.shown if service else "",
    )
    if service is None or not service.is_installed:
        return (line, step("restart-unit", "then run `systemctl daemon-reload` and restart the unit"))
    name = service.origin.path.rpartition("/")[2]
    shell = evidence.snapshot.project.shell
    commands = ("systemctl --user daemon-reload", f"systemctl --user restart {quoted(shell, name)}")
    command = join_commands(shell, *commands)
    return (line, Remedy("restart-unit", "then start the unit anew", Reach.USER, command=command))


def _for_cron(evidence: Evidence, service: Service | None) -> Remedy:
    folder = quoted("sh", evidence.snapshot.project.path)
    where = f"in `{service.origin.label}`" if service else "in the crontab (`crontab -e`)"
    words = f"{where} begin the command with `cd {folder} && set -a && . ./.env && set +a &&`"
    return step("load-in-crontab", words, file=service.origin.shown if service else "")


def _for_launchd(variable: str, service: Service | None) -> Remedy:
    where = f"in `{service.origin.shown}`" if service else "in the job's property list"
    words = (
        f"{where} add to the dictionary EnvironmentVariables: `<key>{variable}</key><string>...</string>` with the "
        "key, `chmod 600` the file, and load the job again"
    )
    return step("add-environment-variables", words, file=service.origin.shown if service else "")


def _for_sudo(variable: str) -> tuple[Remedy, ...]:
    once = f"start it as `sudo --preserve-env={variable} ...`, from a shell that has the variable"
    always = f'or let sudo keep it always: `sudo visudo`, and the line `Defaults env_keep += "{variable}"`'
    return (step("preserve-variable", once), step("keep-variable", always))
