"""What reads a `.env` into a program: its kinds, where each looks, and what it does with the values."""

from enum import StrEnum

from tui.domain.clients.client_id import ClientId
from tui.domain.origin import Origin
from tui.domain.record import Record

_PYTHON = frozenset({ClientId.PYTHON_SDK})
_SCRIPT = frozenset({ClientId.TYPESCRIPT_SDK})
_PROGRAMS = frozenset({ClientId.PYTHON_SDK, ClientId.TYPESCRIPT_SDK, ClientId.CURL})


class LoaderKind(StrEnum):
    """What reads a `.env` file into the user's program."""

    PYTHON_DOTENV = "load_dotenv"
    DOTENV_VALUES = "dotenv_values"
    DOTENV_RUN = "dotenv run"
    ENVIRONS = "environs"
    DJANGO_ENVIRON = "django-environ"
    DECOUPLE = "decouple"
    PYDANTIC = "pydantic-settings"
    DYNACONF = "Dynaconf"
    STARLETTE = "starlette"
    FLASK = "Flask"
    PIPENV = "pipenv"
    POETRY = "the dotenv plugin of poetry"
    UVICORN = "uvicorn"
    UV = "uv run --env-file"
    JS_DOTENV = "dotenv.config"
    DOTENV_FLOW = "dotenv-flow"
    NODE_ENV_FILE = "--env-file"
    ENV_CMD = "env-cmd"
    NEXT = "Next.js"
    VITE = "Vite"
    BUN = "Bun"
    FRAMEWORK = "framework"
    HONCHO = "honcho"
    JUST = "just"
    DIRENV = "direnv"
    SHELL_SOURCE = "source"
    COMPOSE = "env_file"
    DOCKER = "docker run --env-file"


class Looks(StrEnum):
    """Where a loader looks for a file that it is not given by its path."""

    ABOVE_CALLER = "in the folder of the file that calls it and in those above"
    BESIDE_CALLER = "in the folder of the file that calls it"
    ABOVE_FOLDER = "in the folder where the program is started and in those above"
    IN_FOLDER = "in the folder where the program is started"


class Encoding(StrEnum):
    """Why some or all loaders cannot read a `.env` as text."""

    UTF_16 = "UTF-16"
    MARK = "UTF-8 behind a byte order mark"
    OTHER = "not UTF-8"


class MisencodedFile(Record):
    """A `.env` whose bytes are a problem: in its first definition (a byte order mark), or from this line on."""

    origin: Origin
    encoding: Encoding


class LoaderRules(Record):
    """What holds for every loader of one kind.

    `clients` are those whose programs it serves; `only_hands_over` tells that the values reach the
    code and not the environment; `takes_first` that the first definition of a name in a file
    counts; `keeps_mark` that a byte order mark becomes part of the first name; `is_literal` that quotes
    and comments are part of the value; `order` are the files that it reads, where `{mode}` stands for
    the mode, the first one wins.
    """

    clients: frozenset[ClientId] = _PYTHON
    looks: Looks = Looks.IN_FOLDER
    only_hands_over: bool = False
    takes_first: bool = False
    keeps_mark: bool = False
    is_literal: bool = False
    order: tuple[str, ...] = ()


_NEXT_ORDER = (".env.{mode}.local", ".env.local", ".env.{mode}", ".env")
_VITE_ORDER = (".env.{mode}.local", ".env.{mode}", ".env.local", ".env")
# Measured for 56 readers of `.env`; what is the same as for most is left out.
RULES: dict[LoaderKind, LoaderRules] = {
    LoaderKind.PYTHON_DOTENV: LoaderRules(looks=Looks.ABOVE_CALLER),
    LoaderKind.DOTENV_VALUES: LoaderRules(looks=Looks.ABOVE_CALLER, only_hands_over=True),
    LoaderKind.DOTENV_RUN: LoaderRules(),
    LoaderKind.ENVIRONS: LoaderRules(looks=Looks.ABOVE_CALLER, only_hands_over=True),
    LoaderKind.DJANGO_ENVIRON: LoaderRules(looks=Looks.BESIDE_CALLER, keeps_mark=True),
    LoaderKind.DECOUPLE: LoaderRules(looks=Looks.ABOVE_CALLER, only_hands_over=True, keeps_mark=True),
    LoaderKind.PYDANTIC: LoaderRules(only_hands_over=True),
    LoaderKind.DYNACONF: LoaderRules(looks=Looks.ABOVE_FOLDER),
    LoaderKind.STARLETTE: LoaderRules(only_hands_over=True, keeps_mark=True),
    LoaderKind.FLASK: LoaderRules(looks=Looks.ABOVE_FOLDER),
    LoaderKind.PIPENV: LoaderRules(),
    LoaderKind.POETRY: LoaderRules(),
    LoaderKind.UVICORN: LoaderRules(),
    LoaderKind.UV: LoaderRules(takes_first=True, keeps_mark=True),
    LoaderKind.JS_DOTENV: LoaderRules(_SCRIPT),
    LoaderKind.DOTENV_FLOW: LoaderRules(_SCRIPT, order=(*_VITE_ORDER, ".env.defaults")),
    LoaderKind.NODE_ENV_FILE: LoaderRules(_SCRIPT, keeps_mark=True),
    LoaderKind.ENV_CMD: LoaderRules(_SCRIPT),
    LoaderKind.NEXT: LoaderRules(_SCRIPT, order=_NEXT_ORDER),
    LoaderKind.VITE: LoaderRules(_SCRIPT, order=_VITE_ORDER),
    LoaderKind.BUN: LoaderRules(_SCRIPT, order=_NEXT_ORDER),
    LoaderKind.FRAMEWORK: LoaderRules(_SCRIPT),
    LoaderKind.HONCHO: LoaderRules(_PROGRAMS, keeps_mark=True),
    LoaderKind.JUST: LoaderRules(_PROGRAMS, looks=Looks.ABOVE_FOLDER),
    LoaderKind.DIRENV: LoaderRules(frozenset(ClientId)),
    LoaderKind.SHELL_SOURCE: LoaderRules(_PROGRAMS, keeps_mark=True),
    LoaderKind.COMPOSE: LoaderRules(frozenset()),
    LoaderKind.DOCKER: LoaderRules(_PROGRAMS, is_literal=True),
}


class Loader(Record):
    """A place that loads `.env`, and whether its file replaces what is already set.

    `path` is the file that it names, `name` one that it searches, where it is not `.env`, and `looks`
    where, if not as its kind does; `is_computed` tells that the program works out the file, so that
    nobody knows which; `prefix` begins the only names that it hands on; `mode` is that of a framework;
    `encoding` is the one that it is told to read with.

    `late_for` is a call that makes the client before the file is loaded, `disabled_by` a variable
    that switches it off: such a loader is idle.
    """

    kind: LoaderKind
    origin: Origin
    overrides: bool = False
    path: str = ""
    is_computed: bool = False
    prefix: str = ""
    name: str = ".env"
    looks: Looks | None = None
    mode: str = "development"
    encoding: str = ""
    keeps_mark: bool = False
    late_for: Origin | None = None
    disabled_by: str = ""

    @property
    def rules(self) -> LoaderRules:
        """What holds for every loader of this kind."""
        return RULES[self.kind]

    @property
    def looks_upwards(self) -> bool:
        """Whether it looks in the folders above as well."""
        return (self.looks or self.rules.looks) in {Looks.ABOVE_CALLER, Looks.ABOVE_FOLDER}

    @property
    def is_idle(self) -> bool:
        """Whether nothing that it loads reaches the client."""
        return self.late_for is not None or bool(self.disabled_by)

    @property
    def order(self) -> tuple[str, ...]:
        """The names that a framework reads in this mode, the first one wins."""
        # What holds on one machine alone is left out of a test by all but Vite.
        left_out = ".env.local" if self.mode == "test" and self.kind is not LoaderKind.VITE else ""
        names = (name for name in self.rules.order if self.mode or "{mode}" not in name)
        return tuple(name.format(mode=self.mode) for name in names if name != left_out)
