"""Short ways to build evidence for the tests of causes and flow."""

from tui.domain.clients.claude_code import ClaudeCode
from tui.domain.clients.client import BASE_URL, KEY, ClientChoice, ClientId
from tui.domain.clients.header import Header
from tui.domain.code.written_call import ModelMention, VariableMention
from tui.domain.dotenv.loader import Loader, LoaderKind
from tui.domain.found.finding import Finding, ReadProblem, State, UnreadSource
from tui.domain.found.names import read_finding
from tui.domain.found.project import Project
from tui.domain.judging.diagnosis import Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.key.secret import Secret
from tui.domain.key.value import read_value
from tui.domain.origin import Origin, OriginKind
from tui.domain.probing.probe import Accepted, NotFound, ProbeKind, ProbeOutcome, ProbeRequest, Rejected, Variant
from tui.domain.probing.sendable import unsendable
from tui.domain.questions.requests import requests_for
from tui.domain.record import replace
from tui.domain.resolving.raw_call import program_of, raw_call_of
from tui.domain.resolving.resolution import resolve
from tui.domain.resolving.snapshot import Reading, Snapshot

OFFICIAL = "https://api.anthropic.com"
ENV = "/home/ada/project/.env"


def api_key(seed: str = "g", prefix: str = "sk-ant-api03-") -> str:
    """Return a made-up key of the usual length."""
    return f"{prefix}{(seed + 'x7_Q-') * 40}"[: len(prefix) + 93] + "AA"


GOOD = api_key("g")
OLD = api_key("o")


def process(text: str, variable: str = KEY) -> Finding:
    """Return a definition in the environment of this process."""
    url = text if variable == BASE_URL else ""
    return Finding(variable, read_value(text), Origin(OriginKind.PROCESS, "the environment"), text=url)


def dotenv(
    text: str,
    variable: str = KEY,
    *,
    line: int = 1,
    path: str = ENV,
    continuation: str = "",
    state: State = State.ACTIVE,
) -> Finding:
    """Return a definition in a `.env`."""
    origin = Origin(OriginKind.DOTENV, path.replace("/home/ada", "~"), path, line)
    url = text if variable == BASE_URL else ""
    return Finding(variable, read_value(text, continuation=continuation), origin, state, text=url)


def profile(text: str, variable: str = KEY, *, line: int = 41, state: State = State.ACTIVE) -> Finding:
    """Return a definition in a shell start-up file."""
    origin = Origin(OriginKind.SHELL_PROFILE, "~/.zshrc", "/home/ada/.zshrc", line)
    return Finding(variable, read_value(text), origin, state)


def literal(text: str, variable: str = "api_key", *, file: str = "main.py", line: int = 7) -> Finding:
    """Return a key written into the source."""
    origin = Origin(OriginKind.SOURCE, f"~/project/{file}", f"/home/ada/project/{file}", line)
    return Finding(variable, read_value(text), origin)


def settings(text: str, variable: str = KEY) -> Finding:
    """Return a definition in Claude Code's settings."""
    origin = Origin(OriginKind.CLAUDE_SETTINGS, "~/.claude/settings.json", "/home/ada/.claude/settings.json", 4)
    return Finding(variable, read_value(text), origin, text=text if variable == BASE_URL else "")


def variable(name: str, text: str) -> Finding:
    """Return a variable of the environment that says how calls leave this machine."""
    return read_finding(name, text, Origin(OriginKind.PROCESS, "the environment"))


def keyring(text: str, name: str = "work") -> Finding:
    """Return a key that is kept in the keyring."""
    return Finding(name, read_value(text), Origin(OriginKind.KEYRING, f"keyring entry {name}"))


def login(text: str) -> Finding:
    """Return the stored login of Claude Code."""
    path = "/home/ada/.claude/.credentials.json"
    origin = Origin(OriginKind.CLAUDE_LOGIN, "~/.claude/.credentials.json", path)
    return Finding("accessToken", read_value(text), origin)


def pasted(text: str) -> Finding:
    """Return a key that was pasted."""
    return Finding("pasted key", read_value(text), Origin(OriginKind.PASTED, "pasted just now"))


def snapshot(
    *findings: Finding,
    loads: bool = True,
    overrides: bool = False,
    code_files: int = 3,
    models: tuple[str, ...] = (),
    mentions: tuple[str, ...] = (),
    keyless: tuple[str, ...] = (),
    problems: tuple[ReadProblem, ...] = (),
    shell: str = "zsh",
    loader: LoaderKind | None = None,
    late_for: Origin | None = None,
    unread: tuple[UnreadSource, ...] = (),
    network: tuple[Finding, ...] = (),
    claude_code: ClaudeCode | None = None,
) -> Snapshot:
    """Return a snapshot of a Python project at `~/project`, where `mentions` are variables that its code names.

    `keyless` are files with a call that makes a client and hands it no key; `late_for` is one that comes
    before the loader; `network` are variables for proxies and certificates.
    """
    main = Origin(OriginKind.SOURCE, "~/project/main.py", "/home/ada/project/main.py", 3)
    # Without `loader` the programs of both SDKs load `.env`.
    kinds = (loader,) if loader else (LoaderKind.PYTHON_DOTENV, LoaderKind.JS_DOTENV)
    paths = {item.origin.path: item.origin for item in (*findings, *network) if item.origin.kind is OriginKind.DOTENV}
    reading = Reading(
        findings=findings,
        problems=problems,
        loaders=tuple(Loader(kind, main, overrides, late_for=late_for) for kind in kinds) if loads else (),
        models=tuple(ModelMention(model, main) for model in models),
        variables=tuple(VariableMention(name, main) for name in mentions),
        keyless=tuple(literal("", file=name, line=5).origin for name in keyless),
        env_files=tuple(replace(origin, line=None) for origin in paths.values()),
        code_files=code_files,
        unread_sources=unread,
        network=network,
        claude_code=claude_code,
    )
    project = Project("/home/ada/project", "~/project", ENV, "~/project/.env", shell=shell)
    return Snapshot(project, OFFICIAL, (reading,))


def evidence(
    shot: Snapshot,
    *,
    accepted: tuple[str, ...] = (),
    outcomes: tuple[ProbeOutcome, ...] | None = None,
    client: ClientId = ClientId.PYTHON_SDK,
    version: str = "",
    offline: bool = False,
    wants_version_path: bool = False,
) -> Evidence:
    """Return evidence in which the API accepts just these keys, asked what the product would ask.

    `outcomes` replaces those answers where a test needs others.
    """
    program = program_of(raw_call_of(client, shot))
    choice = ClientChoice(client, "a test", version, program, wants_version_path)
    base = Evidence(shot, resolve(choice, shot), offline=offline)
    if outcomes is None:
        outcomes = () if offline else tuple(answer(item, accepted) for item in requests_for(base))
    return replace(base, outcomes=outcomes)


def answer(request: ProbeRequest, accepted: tuple[str, ...]) -> ProbeOutcome:
    """Return what an API that knows just these keys answers at the official host."""
    text = request.secret.reveal()
    refused = unsendable(request)
    if refused:
        return refused
    if request.base_url.rstrip("/").endswith("/v1"):
        return NotFound(request, 20.0, 404, "not_found_error", "Not Found", "req_1", speaks_anthropic=True)
    others = [item.value.reveal().removeprefix("Bearer ") for item in request.along if item.is_credential]
    if text in accepted and all(other in accepted for other in others):
        return Accepted(
            request,
            30.0,
            200,
            request_id="req_2",
            speaks_anthropic=True,
            models=("claude-sonnet-5", "claude-haiku-4-5"),
        )
    return Rejected(request, 25.0, 401, "authentication_error", "API key is invalid.", "req_3", speaks_anthropic=True)


def request(
    text: str = GOOD,
    *,
    header: Header = Header.BEARER,
    base_url: str = OFFICIAL,
    variant: Variant = Variant.AS_FOUND,
    kind: ProbeKind = ProbeKind.AUTH,
    model: str = "",
) -> ProbeRequest:
    """Return a request."""
    return ProbeRequest(Secret(text), header, base_url, variant, kind, model)


def shows(diagnosis: Diagnosis, *texts: str) -> bool:
    """Return whether any of these texts appears anywhere in the diagnosis, in a command or an edit too."""
    return any(text.strip() in repr(diagnosis) for text in texts)
