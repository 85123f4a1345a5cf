"""The services of a compose file, as far as they give their container variables."""

from collections.abc import Iterator

from tui.domain.code.loader_files import is_absolute, normal
from tui.domain.code.text import SourceText
from tui.domain.code.yaml_text import Node, read_yaml
from tui.domain.origin import Origin
from tui.domain.record import Record
from tui.domain.regex import regex

_REFERENCE = regex(r"\$(?:(?P<bare>\w+)|\{(?P<name>\w+)(?:(?P<operator>:?[-?+])(?P<default>[^{}]*))?\})\Z")
_BY_OTHER_MEANS = regex(r"--env-file\b|\bsource\b|\bdotenv\b|\bdoppler\b|\bop run\b|\binfisical\b|\bvault\b")


class ComposeVariable(Record):
    """One line of `environment:`.

    `refers_to` is the variable of the host that it takes; with `has_default` another text stands in
    where the host has none; `is_empty` tells that it sets nothing. Else its value is written there.
    """

    name: str
    origin: Origin
    refers_to: str = ""
    has_default: bool = False
    is_empty: bool = False


class Service(Record):
    """A service of a compose file.

    `context` is the folder that its image is built from, empty for a finished one; `env_files` are
    paths with their places; `is_list` tells that `environment:` is a list; `indent` is that of the
    service's own keys; `mounts` are the host's folders and files in the container; `trouble` is what
    keeps it from being read, in words.
    """

    name: str
    origin: Origin
    indent: int = 0
    context: str = ""
    dockerfile: str = ""
    env_files: tuple[tuple[str, Origin], ...] = ()
    variables: tuple[ComposeVariable, ...] = ()
    environment: Origin | None = None
    is_list: bool = False
    mounts: tuple[str, ...] = ()
    trouble: str = ""


def services_of(source: SourceText) -> tuple[Service, ...]:
    """Return the services; none of a file that is no compose file."""
    whole = read_yaml(source.text)
    services = whole.get("services") if whole else None
    if whole is None or services is None:
        return ()
    includes = whole.get("include") is not None
    return tuple(_Service(source, name, node, includes=includes).read() for name, node in services.entries)


class _Service:
    """Reads one service."""

    def __init__(self, source: SourceText, name: str, node: Node, *, includes: bool) -> None:
        self._source = source
        self._name = name
        self._node = node
        self._includes = includes
        self._folder = normal(f"{source.origin.path}/..")

    def read(self) -> Service:
        node = self._node
        context, dockerfile = self._build()
        environment = node.get("environment")
        return Service(
            self._name,
            self._at(node.key_line),
            node.indent,
            context,
            dockerfile,
            tuple(self._env_files()),
            tuple(self._variables(environment)) if environment else (),
            self._at(environment.key_line) if environment else None,
            bool(environment and environment.items),
            tuple(self._mounts()),
            self._trouble(),
        )

    def _trouble(self) -> str:
        node = self._node
        if self._includes or node.get("extends") is not None:
            return "takes parts of it from another file"
        parts = [node.get(key) for key in ("build", "environment", "env_file", "volumes")]
        if node.is_beyond or any(part is not None and part.goes_beyond() for part in parts):
            return "uses anchors or merges"
        commands = (node.get(key) for key in ("command", "entrypoint"))
        if any(_BY_OTHER_MEANS.search(text) for command in commands if command for text in _texts(command)):
            return "loads variables in its command"
        return ""

    def _build(self) -> tuple[str, str]:
        build = self._node.get("build")
        if build is None:
            return "", ""
        context, dockerfile = build.get("context"), build.get("dockerfile")
        text = build.text or (context.text if context else ".")
        return self._path(text or "."), dockerfile.text if dockerfile else "Dockerfile"

    def _env_files(self) -> Iterator[tuple[str, Origin]]:
        node = self._node.get("env_file")
        for item in (node.items or (node,)) if node else ():
            path = item.get("path") or item
            if path.text:
                yield self._path(path.text), self._at(path.line)

    def _variables(self, environment: Node) -> Iterator[ComposeVariable]:
        for name, value in environment.entries:
            # A key without a value takes the host's; one of quotes alone is empty.
            yield self._variable(name, value.text if value.text or value.is_quoted else None, value.line)
        for item in environment.items:
            name, separator, value = item.text.partition("=")
            yield self._variable(name.strip(), value if separator else None, item.line)

    def _variable(self, name: str, value: str | None, line: int) -> ComposeVariable:
        place = self._at(line)
        if value is None:
            return ComposeVariable(name, place, refers_to=name)
        match = _REFERENCE.fullmatch(value.strip())
        if match is None:
            return ComposeVariable(name, place, is_empty=not value.strip())
        has_default = match["operator"] in {":-", "-"} and bool(match["default"])
        return ComposeVariable(name, place, match["bare"] or match["name"], has_default)

    def _mounts(self) -> Iterator[str]:
        volumes = self._node.get("volumes")
        for item in volumes.items if volumes else ():
            source = item.get("source")
            text = source.text if source else item.text.partition(":")[0]
            if text.startswith((".", "/")):
                yield self._path(text)

    def _path(self, text: str) -> str:
        return normal(text) if is_absolute(text) else normal(f"{self._folder}/{text}")

    def _at(self, line: int) -> Origin:
        origin = self._source.origin
        return Origin(origin.kind, origin.shown, origin.path, line)


def _texts(node: Node) -> Iterator[str]:
    yield node.text
    for item in node.items:
        yield item.text
