"""The repairs that several causes share."""

from tui.domain.clients.address import shown_host
from tui.domain.clients.claude_code import HELPER, STORED_KEY
from tui.domain.clients.client import KEY, RULES, ClientId, Place
from tui.domain.dotenv.edit import RemoveVariable, RenameVariable, SetVariable
from tui.domain.found.finding import Finding
from tui.domain.found.keyring import IN_KEYRING
from tui.domain.judging.absence import wanted_name, without
from tui.domain.judging.diagnosis import EvidenceLine, Reach, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.key.secret import Secret
from tui.domain.origin import OriginKind
from tui.domain.probing.probe import Answered, ProbeOutcome
from tui.domain.record import replace
from tui.domain.remedies.clear_way import MAKE_READABLE, look_again, make_readable, obstacle_at
from tui.domain.resolving.loading import loads_env_file
from tui.domain.shell.syntax import clean_command, copy_command, join_commands, quoted, unset_command

KEYS_PAGE = "https://platform.claude.com/settings/keys"
BILLING_PAGE = "https://platform.claude.com/settings/billing"
LIMITS_PAGE = "https://platform.claude.com/settings/limits"
STATUS_PAGE = "https://status.claude.com"
LOG_OUT = Remedy("log-out", "start `claude` and type `/logout`, which drops what it has stored", Reach.USER)
_LOG_IN = Remedy("log-in", "or start `claude` and type `/login`, which stores a new key", Reach.USER)
_OR_PASTE = ", or press `a` on step 2 of `fix401` to"
_READ_IN_CODE = (
    *((end, f'os.environ["{KEY}"]') for end in RULES[ClientId.PYTHON_SDK].literal_suffixes),
    *((end, f"process.env.{KEY}") for end in RULES[ClientId.TYPESCRIPT_SDK].literal_suffixes),
)
_JSON = (".json", ".jsonc", ".json5")
_EDITABLE = frozenset({OriginKind.DOTENV})


def set_in_env_file(evidence: Evidence, variable: str, secret: Secret, *, like: Finding | None = None) -> Remedy:
    """Return the edit that writes the value into the `.env` of the finding, or of the project."""
    project = evidence.snapshot.project
    path, shown = project.env_path, project.env_shown
    if like is not None and like.origin.kind in _EDITABLE:
        path, shown = like.origin.path, like.origin.shown
    return Remedy(
        id=f"set-{variable.lower()}",
        title=f"write {variable} as {secret.hint} into `{shown}`",
        reach=Reach.PROJECT,
        edit=SetVariable(path, shown, variable, secret),
        file=shown,
    )


def rename_in_env_file(finding: Finding, new: str) -> Remedy:
    """Return the edit that renames the variable on its own line of a `.env`."""
    origin = finding.origin
    return Remedy(
        id="rename-variable",
        title=f"rename {finding.variable} to {new} in `{origin.label}`",
        reach=Reach.PROJECT,
        edit=RenameVariable(origin.path, origin.shown, origin.line or 0, finding.variable, new, finding.value.secret),
        file=origin.shown,
    )


def remove_from_env_file(finding: Finding) -> Remedy:
    """Return the edit that removes the definition from its `.env`."""
    origin = finding.origin
    return Remedy(
        id="remove-line",
        title=f"remove {finding.variable} from `{origin.label}`",
        reach=Reach.PROJECT,
        edit=RemoveVariable(origin.path, origin.shown, origin.line or 0, finding.variable, finding.value.secret),
        file=origin.shown,
    )


def remove_definition(evidence: Evidence, finding: Finding) -> tuple[Remedy, ...]:
    """Return what takes this definition out of the way, wherever it stands, best first."""
    match finding.origin.kind:
        case OriginKind.DOTENV:
            return (remove_from_env_file(finding),)
        case OriginKind.PROCESS:
            return (unset_in_shell(evidence, finding.variable), *_at_its_source(evidence, finding))
        case OriginKind.CLAUDE_LOGIN:
            return (LOG_OUT,)
        case OriginKind.CLAUDE_SETTINGS if finding.variable == STORED_KEY:
            return (LOG_OUT,)
        case _:
            return (delete_by_hand(evidence, finding),)


def unset_in_shell(evidence: Evidence, *names: str) -> Remedy:
    """Return the command that removes the variables from the running shell."""
    shell = evidence.snapshot.project.shell
    return Remedy(
        id="unset-variable",
        title=f"remove {' and '.join(names)} from this shell",
        reach=Reach.SHELL,
        command=join_commands(shell, *(unset_command(shell, name) for name in names)),
        unsets=names,
    )


def delete_by_hand(evidence: Evidence, finding: Finding) -> Remedy:
    """Return the step that deletes a line, a member or an argument in a file that is never edited for the user."""
    origin = finding.origin
    is_projects = origin.shown.startswith(f"{evidence.snapshot.project.shown}/")
    return Remedy(
        id="delete-line",
        title=_deletion(finding),
        reach=Reach.PROJECT if is_projects else Reach.USER,
        file=origin.shown,
    )


def _deletion(finding: Finding) -> str:
    """Return what is to be deleted; never a line of a JSON file, which may be all of it."""
    origin = finding.origin
    if origin.shown.endswith(_JSON):
        is_in_env = origin.kind is OriginKind.CLAUDE_SETTINGS and finding.variable != HELPER
        return f"remove `{finding.variable}` from {'`env` in ' if is_in_env else ''}`{origin.shown}`"
    if origin.kind is OriginKind.SOURCE:
        return f"delete `{finding.variable}` in `{origin.label}`"
    return f"delete the line that sets {finding.variable}: `{origin.label}`"


def rewrite_value(evidence: Evidence, finding: Finding) -> tuple[Remedy, ...]:
    """Return what gives this definition its repaired value, where it has one."""
    repaired = finding.value.repaired
    if repaired is None:
        return new_key(evidence)
    if finding.origin.kind is OriginKind.DOTENV:
        return (set_in_env_file(evidence, finding.variable, repaired, like=finding),)
    if finding.origin.kind is not OriginKind.PROCESS:
        return (correct_by_hand(finding),)
    sources = tuple(correct_by_hand(source) for source in _sources(evidence, finding))
    return (_clean_in_shell(evidence, finding), *sources)


def correct_by_hand(finding: Finding) -> Remedy:
    """Return the step that writes the repaired value in a file that is never edited for the user."""
    return Remedy(
        id="correct-line",
        title=f"write {finding.variable} as {finding.value.best.hint} and nothing else in `{finding.origin.label}`",
        reach=Reach.USER,
        file=finding.origin.shown,
    )


def _clean_in_shell(evidence: Evidence, finding: Finding) -> Remedy:
    way = finding.value.by_shell
    command = clean_command(evidence.snapshot.project.shell, finding.variable, way) if way else ""
    title = f"drop the damaged characters from {finding.variable} in this shell"
    repaired = finding.value.repaired
    return Remedy(
        id="clean-variable",
        title=title if command else f"set {finding.variable} again, as {finding.value.best.hint} and nothing else",
        reach=Reach.SHELL,
        command=command,
        sets=((finding.variable, repaired),) if command and repaired else (),
    )


def new_key(evidence: Evidence) -> tuple[Remedy, ...]:
    """Return what puts a good key in the place of a useless one: an accepted spare, else a new key."""
    winner, spare = evidence.winner, evidence.spare()
    manual = Remedy("create-key", f"create a key at {KEYS_PAGE}, then {_put_it(evidence)}", Reach.PROJECT)
    if spare is not None:
        used = _use(evidence, spare)
        # Another key would be as much in vain, as long as the file cannot take one.
        if any(remedy.id == MAKE_READABLE for remedy in used):
            return used
        is_pasted = spare.origin.kind is OriginKind.PASTED
        title = manual.title.partition(_OR_PASTE)[0] if is_pasted else manual.title
        return (*used, replace(manual, title=f"or {title}"))
    if winner is not None and winner.origin.kind is OriginKind.SOURCE:
        return (manual, read_from_environment(evidence, winner))
    return (manual, _LOG_IN) if winner is not None and winner.variable == STORED_KEY else (manual,)


def spare_key(evidence: Evidence) -> tuple[Remedy, ...]:
    """Return what makes the client send another key that was found and accepted, nothing where there is none."""
    spare = evidence.spare()
    return _use(evidence, spare) if spare else ()


def _put_it(evidence: Evidence) -> str:
    """Return where a new key goes, in words that also fit the command line."""
    winner, resolution = evidence.winner, evidence.resolution
    if winner is not None and winner.origin.kind is OriginKind.PROCESS and resolution.place is Place.KEY_VARIABLE:
        place = next((source.origin.label for source in _sources(evidence, winner)), "")
        where = f"set {winner.variable} to it in `{place}`" if place else f"set {winner.variable} to it"
        return f"{where} in place of the one in the environment{_OR_PASTE} try it first"
    if winner is not None and winner.origin.kind is OriginKind.KEYRING:
        name = quoted(evidence.snapshot.project.shell, winner.origin.shown.removeprefix(IN_KEYRING))
        return f"store it where the code looks: `fix401 keys add {name}`"
    is_read = winner is not None and winner.origin.kind in _EDITABLE and resolution.place is Place.KEY_VARIABLE
    name = winner.variable if winner is not None and is_read else wanted_name(evidence)
    if not loads_env_file(evidence.resolution.client, evidence.snapshot, name):
        return f"set {name} to it{_OR_PASTE} try it first"
    shown = evidence.snapshot.project.env_shown
    return f"write {name}=... with it into `{shown}`{_OR_PASTE} paste it"


def _use(evidence: Evidence, spare: Finding) -> tuple[Remedy, ...]:
    """Return what makes the client send this key: every edit and command of it is meant to be done."""
    winner = evidence.winner
    if winner is None or winner.origin.kind is OriginKind.DOTENV:
        return _put_in_place(evidence, spare, like=winner)
    is_literal = winner.origin.kind is OriginKind.SOURCE
    away = (read_from_environment(evidence, winner),) if is_literal else remove_definition(evidence, winner)
    remaining = without(evidence, winner).credential
    if remaining is not None and evidence.accepts(remaining.value.secret):
        return away
    return (*away, *_put_in_place(evidence, spare))


def _put_in_place(evidence: Evidence, spare: Finding, *, like: Finding | None = None) -> tuple[Remedy, ...]:
    resolution, wanted = evidence.resolution, wanted_name(evidence)
    if loads_env_file(resolution.client, evidence.snapshot, wanted):
        blocked = None if like is not None else obstacle_at(evidence, evidence.snapshot.project.env_path)
        if blocked is not None:
            return (make_readable(evidence, blocked), look_again())
        variable = like.variable if like is not None and resolution.place is Place.KEY_VARIABLE else wanted
        return (set_in_env_file(evidence, variable, spare.value.best, like=like),)
    if spare.origin.kind is OriginKind.PROCESS and spare.variable != wanted:
        command = copy_command(evidence.snapshot.project.shell, wanted, spare.variable)
        title, sets = f"use {spare.variable} as {wanted}", ((wanted, spare.value.secret),)
        return (Remedy(id="copy-variable", title=title, reach=Reach.SHELL, command=command, sets=sets),)
    return (Remedy(id="export-key", title=f"export the key of {spare.origin.label} as {wanted}", reach=Reach.USER),)


def read_from_environment(evidence: Evidence, literal: Finding) -> Remedy:
    """Return the step that replaces a literal in the source by the environment's value."""
    return Remedy(
        id="read-from-environment",
        title=f"in `{literal.origin.label}` {_instead_of_literal(evidence, literal)}",
        reach=Reach.PROJECT,
        file=literal.origin.shown,
    )


def _instead_of_literal(evidence: Evidence, literal: Finding) -> str:
    """Return what the code says in the place of a key, in the language of its file."""
    client = evidence.resolution.client
    if client.wants_version_path:
        return f"drop `{literal.variable}`: without it {KEY} is read"
    made = {
        ClientId.PYTHON_SDK: "client = Anthropic()",
        ClientId.TYPESCRIPT_SDK: "const client = new Anthropic();",
    }.get(client.id)
    if made:
        return f"drop the literal: `{made}` reads {KEY} by itself"
    read = next((code for end, code in _READ_IN_CODE if literal.origin.path.endswith(end)), f"${KEY}")
    return f"write `{read}` in the place of the literal"


def observed(outcome: ProbeOutcome | None) -> tuple[EvidenceLine, ...]:
    """Return the line that says what came back for a request, or nothing where none was made."""
    if outcome is None:
        return ()
    request = outcome.request
    text = f"{request.secret.hint} ({request.variant}) as {request.shown_header}: {outcome_words(outcome)}{by(outcome)}"
    return (EvidenceLine(shown_host(request.base_url) or "no address", text),)


def by(outcome: ProbeOutcome) -> str:
    """Return who answered, where it was not the Claude API itself, as the end of a sentence."""
    responder = outcome.responder if isinstance(outcome, Answered) else None
    return "" if responder is None or responder.is_api else f", answered by {responder.words}"


def outcome_words(outcome: ProbeOutcome) -> str:
    """Return an outcome in a few words, such as `401 authentication_error`."""
    status = getattr(outcome, "status", None)
    if status is None:
        return getattr(outcome, "text", "no answer")
    return " ".join(part for part in (str(status), getattr(outcome, "error_type", "")) if part)


def found(finding: Finding, text: str = "") -> EvidenceLine:
    """Return the line that says what stands at the finding's place."""
    return EvidenceLine(finding.origin.whole_label, text or f"{finding.variable} is {finding.value.secret.hint}")


def _at_its_source(evidence: Evidence, finding: Finding) -> tuple[Remedy, ...]:
    """Return the step for the start-up file that most likely sets the variable for every new shell."""
    return tuple(delete_by_hand(evidence, source) for source in _sources(evidence, finding))


def _sources(evidence: Evidence, finding: Finding) -> tuple[Finding, ...]:
    sources = (
        candidate
        for candidate in (*evidence.snapshot.findings, *evidence.snapshot.network)
        if candidate.variable == finding.variable
        and candidate.value.secret == finding.value.secret
        and candidate.origin.kind is OriginKind.SHELL_PROFILE
        and candidate.is_active
    )
    return tuple(sources)[:1]
