"""The composition root: the only place where devices are put behind the ports."""

import os
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from tui.adapters.reading.places import Places, real_places
from tui.adapters.reading.wall_clock import WallClock
from tui.domain.clients.official_api import HOST
from tui.domain.record import replace
from tui.flow.ports import (
    EnvFileStore,
    FreshProcess,
    HelperRunner,
    KeyStore,
    Prober,
    ProjectReader,
    Reader,
    ServicePage,
    Settings,
    Toolkit,
    Walker,
)
from tui.options import Options

if TYPE_CHECKING:
    from tui.adapters.files.env_file_store import AtomicFileStore
    from tui.adapters.keyrings.os_keyring import OsKeyring
    from tui.adapters.network.http_prober import HttpProber
    from tui.adapters.processes.fresh_process import CheckInFreshProcess
    from tui.adapters.processes.helper_process import HelperProcess
    from tui.adapters.reading.project_folder import ProjectFolder
    from tui.practice.lab import Lab

OFFICIAL_URL = f"https://{HOST}"
_NO_HOME = Path("/nonexistent")
_API_URL = "FIX401_API_URL"
_CLIENT_OF_THE_FILES = "python-sdk"  # what detection finds in every lab's project


def toolkit(options: Options) -> Toolkit:
    """Return the devices of this machine for the options of the command line."""
    environ = dict(os.environ)
    places = real_places(_home(environ), options.project, environ)
    settings, state_folder = _repeating(_settings(options, environ), options, places.shell), _state_folder(environ)
    return _toolkit(places, settings, state_folder, _keyring(environ), asks_system_for_proxies=True)


def unusable_project(project: Path) -> str:
    """Return why the project folder cannot be looked at, or an empty text."""
    try:
        project.absolute()
        return "" if project.is_dir() else f"--project: `{project}` is not a folder"
    except (OSError, ValueError):
        return "the project folder cannot be looked at, or no longer exists"


def unusable_api_url(options: Options) -> str:
    """Return why the address that is to count as the official API cannot, or an empty text."""
    url = _api_url(options, os.environ)
    if not url:
        return ""
    from tui.domain.probing.sendable import why_no_official_address  # noqa: PLC0415 - few starts name an address

    problem = why_no_official_address(url)
    return f"{'--api-url' if options.api_url else _API_URL}: {problem}" if problem else ""


def labs() -> "tuple[Lab, ...]":
    """Return the labs of the practice range."""
    from tui.practice.lab import load_labs  # noqa: PLC0415 - deferred: only `practice` needs the range

    return load_labs()


def lab(lab_id: str) -> "Lab | None":
    """Return the lab of this id; without one the first."""
    from tui.practice.lab import find_lab  # noqa: PLC0415 - as above

    return find_lab(lab_id) if lab_id else labs()[0]


@contextmanager
def practice(chosen: "Lab", options: Options) -> Generator[Toolkit]:
    """Set up a lab in a throw-away folder and yield devices that see nothing but it."""
    from tui.practice.empty_keyring import EmptyKeyring  # noqa: PLC0415 - as above
    from tui.practice.lab_rehearsal import rehearsal_of  # noqa: PLC0415 - as above
    from tui.practice.set_up import practice as set_up  # noqa: PLC0415 - as above

    with set_up(chosen) as broken:
        options.api_url = broken.url
        if options.client == "auto" and chosen.client != _CLIENT_OF_THE_FILES:
            options.client = chosen.client
        options.hello = options.hello or chosen.needs_hello
        places = real_places(broken.home, broken.project, broken.environment, system=broken.home)
        settings = replace(_settings(options, {}), fix_command="")
        yield replace(_toolkit(places, settings, broken.state, EmptyKeyring()), rehearsal=rehearsal_of(broken))


def _toolkit(
    places: Places,
    settings: Settings,
    state_folder: Path,
    keyring: KeyStore,
    *,
    asks_system_for_proxies: bool = False,
) -> Toolkit:
    prober = _prober(places, settings, asks_system_for_proxies=asks_system_for_proxies)
    return Toolkit(
        settings=settings,
        project=_project(places),
        readers=_Readers(places),
        prober=prober,
        walker=_walker(prober),
        status_page=_status_page(prober) if settings.official_url == OFFICIAL_URL else None,
        keyring=keyring,
        files=_file_store(state_folder, places.home),
        fresh_process=_fresh_process(places, settings),
        helper=_helper(places),
        clock=WallClock(),
    )


class _Readers:
    """The readers of detection; loaded when it runs, which in the wizard is after the first paint."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def __iter__(self) -> Iterator[Reader]:
        from tui.adapters.reading.claude_settings import ClaudeSettings  # noqa: PLC0415 - deferred, as the class says
        from tui.adapters.reading.env_files import EnvFiles  # noqa: PLC0415 - as above
        from tui.adapters.reading.login_expiry import LoginExpiry  # noqa: PLC0415 - as above
        from tui.adapters.reading.netrc_file import NetrcFile  # noqa: PLC0415 - as above
        from tui.adapters.reading.network_stack import NetworkStack  # noqa: PLC0415 - as above
        from tui.adapters.reading.process_caller import ProcessCaller  # noqa: PLC0415 - as above
        from tui.adapters.reading.process_env import ProcessEnvironment  # noqa: PLC0415 - as above
        from tui.adapters.reading.project_code import ProjectCode  # noqa: PLC0415 - as above
        from tui.adapters.reading.sdk_profiles import SdkProfiles  # noqa: PLC0415 - as above
        from tui.adapters.reading.shell_history import ShellHistory  # noqa: PLC0415 - as above
        from tui.adapters.reading.shell_profiles import ShellProfiles  # noqa: PLC0415 - as above
        from tui.adapters.reading.tool_configs import ToolConfigs  # noqa: PLC0415 - as above
        from tui.adapters.reading.user_services import UserServices  # noqa: PLC0415 - as above

        yield ProcessEnvironment(self._places)
        yield EnvFiles(self._places)
        yield ShellProfiles(self._places)
        yield ClaudeSettings(self._places)
        yield SdkProfiles(self._places)
        yield ProjectCode(self._places)
        yield NetrcFile(self._places)
        yield ToolConfigs(self._places)
        yield ProcessCaller(self._places)
        yield UserServices(self._places)
        yield LoginExpiry(self._places)
        yield ShellHistory(self._places)
        yield NetworkStack(self._places)


class _Deferred:
    """Builds a device when it is first used: a check needs neither the keyring nor the file store."""

    def __init__(self, build: Callable[[], object]) -> None:
        self._build = cache(build)

    def __getattr__(self, name: str) -> object:
        return getattr(self._build(), name)


def _project(places: Places) -> ProjectReader:
    def build() -> "ProjectFolder":
        from tui.adapters.reading.project_folder import ProjectFolder  # noqa: PLC0415 - deferred, as the class says

        return ProjectFolder(places)

    return cast("ProjectReader", _Deferred(build))


def _prober(places: Places, settings: Settings, *, asks_system_for_proxies: bool) -> Prober:
    def build() -> "HttpProber":
        from tui.adapters.network.http_prober import HttpProber  # noqa: PLC0415 - deferred, as the class says

        return HttpProber(
            places.environ,
            expects_https=settings.expects_https,
            asks_system_for_proxies=asks_system_for_proxies,
        )

    return cast("Prober", _Deferred(build))


def _walker(prober: Prober) -> Walker:
    return cast("Walker", _Deferred(lambda: cast("HttpProber", prober).ladder()))


def _status_page(prober: Prober) -> ServicePage:
    return cast("ServicePage", _Deferred(lambda: cast("HttpProber", prober).status_page()))


def _keyring(environ: Mapping[str, str]) -> KeyStore:
    def build() -> "OsKeyring":
        from tui.adapters.keyrings.os_keyring import OsKeyring  # noqa: PLC0415 - deferred, as the class says

        return OsKeyring(environ)

    return cast("KeyStore", _Deferred(build))


def _file_store(state_folder: Path, home: Path) -> EnvFileStore:
    def build() -> "AtomicFileStore":
        from tui.adapters.files.env_file_store import AtomicFileStore  # noqa: PLC0415 - deferred, as the class says

        return AtomicFileStore(state_folder, home)

    return cast("EnvFileStore", _Deferred(build))


def _fresh_process(places: Places, settings: Settings) -> FreshProcess:
    def build() -> "CheckInFreshProcess":
        from tui.adapters.processes.fresh_process import CheckInFreshProcess  # noqa: PLC0415 - deferred, as the class says

        own = {_API_URL: settings.official_url}
        return CheckInFreshProcess(places.environ, own, places.project, _child_options(settings))

    return cast("FreshProcess", _Deferred(build))


def _helper(places: Places) -> HelperRunner:
    def build() -> "HelperProcess":
        from tui.adapters.processes.helper_process import HelperProcess  # noqa: PLC0415 - deferred, as the class says

        return HelperProcess(places)

    return cast("HelperRunner", _Deferred(build))


def _settings(options: Options, environ: Mapping[str, str]) -> Settings:
    url = _api_url(options, environ) or OFFICIAL_URL
    return Settings(
        official_url=url.rstrip("/"),
        client=options.client,
        offline=options.offline,
        hello=options.hello,
        timeout=options.timeout,
        plain=options.plain,
        expects_https=url.lower().startswith("https:") and not options.offline,
        run_helper=options.run_helper,
    )


def _repeating(settings: Settings, options: Options, shell: str) -> Settings:
    """Return the settings with the options that the next command needs as well; the time limit is not one."""
    client, project = "" if options.client == "auto" else options.client, options.project
    named = {"--project": "" if project == Path() else str(project), "--client": client, "--api-url": options.api_url}
    agreed = {"--offline": options.offline, "--hello": options.hello, "--run-helper": options.run_helper}
    values, flags = {name: text for name, text in named.items() if text}, [name for name, on in agreed.items() if on]
    if not values and not flags:
        return settings
    from tui.domain.reporting.command_line import options_given  # noqa: PLC0415 - deferred: few starts have options

    repeated = options_given(shell, values, flags)
    return replace(settings, repeated=repeated, fix_command=f"{settings.fix_command} {repeated}".rstrip())


def _api_url(options: Options, environ: Mapping[str, str]) -> str:
    url = options.api_url or environ.get(_API_URL, "")
    return url.strip()


def _child_options(settings: Settings) -> tuple[str, ...]:
    hello = ("--hello",) if settings.hello else ()
    return ("--timeout", str(settings.timeout), *hello)


def _home(environ: Mapping[str, str]) -> Path:
    named = environ.get("HOME") or environ.get("USERPROFILE")
    if named:
        return Path(named)
    try:
        home = Path.home()
    except RuntimeError:
        return _NO_HOME
    return home if home.is_absolute() else _NO_HOME


def _state_folder(environ: Mapping[str, str]) -> Path:
    """Return the platform's folder for state; its library is asked only where the rule is not simply XDG's."""
    named = environ.get("XDG_STATE_HOME", "")
    if named.startswith("/"):
        return Path(named) / "fix401"
    if os.name == "posix" and os.uname().sysname == "Linux":
        return _home(environ) / ".local" / "state" / "fix401"
    from platformdirs import user_state_path  # noqa: PLC0415 - deferred: macOS and Windows only

    return user_state_path("fix401", appauthor=False)
