"""No place that this client reads holds a credential."""

from tui.domain.clients.client import KEY, ClientId
from tui.domain.found.finding import Finding
from tui.domain.judging.absence import (
    empty_definitions,
    is_in_doubt,
    logins_passed_over,
    misnamed,
    unexported,
    unloaded,
    unread,
    wanted_name,
)
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, EvidenceLine
from tui.domain.judging.evidence import Evidence
from tui.domain.judging.new_terminal import key_of_a_shell
from tui.domain.origin import OriginKind
from tui.domain.reasons.keyring_trouble import missing_entries, unreadable
from tui.domain.reasons.misplaced import is_explained_by_place
from tui.domain.remedies.clear_way import MAKE_READABLE, make_readable, obstacle_at
from tui.domain.remedies.common import found, new_key
from tui.domain.remedies.keyring_place import keep_in_keyring, store_missing_entry
from tui.domain.remedies.wording import client_name
from tui.domain.resolving.resolution import passed_literals

_ID = "key-missing"
_READ_BY_CLIENTS = frozenset(
    {OriginKind.PROCESS, OriginKind.DOTENV, OriginKind.CLAUDE_SETTINGS, OriginKind.CLAUDE_LOGIN}
)

_NAMED_OTHERWISE = frozenset({OriginKind.KEYRING, OriginKind.TOOL_CONFIG})
_UNREAD = {
    OriginKind.KEYRING: "in the keyring, where no client looks",
    OriginKind.SHELL_PROFILE: "in a start-up file of another shell",
    OriginKind.TOOL_CONFIG: "for what that tool starts",
}


def _find(evidence: Evidence) -> Diagnosis | None:
    if evidence.resolution.credential is not None or unread(evidence) or _is_explained_otherwise(evidence):
        return None
    problems = [problem for problem in evidence.snapshot.problems if problem.origin.kind in _READ_BY_CLIENTS]
    missing = missing_entries(evidence)
    return Diagnosis(
        _ID,
        Certainty.LIKELY if problems or is_in_doubt(evidence) or _has_others(evidence) else Certainty.PROVEN,
        _title(evidence),
        "Without a key no call is sent, or the API answers that the key is missing.",
        evidence=(
            EvidenceLine("the environment", f"{wanted_name(evidence)} is not set"),
            *(EvidenceLine(problem.origin.label, problem.text) for problem in problems),
            *(
                EvidenceLine(item.reference.origin.label, "reads an entry that the keyring does not have")
                for item in missing
                if item.reference
            ),
            *(found(item, _unread_words(item)) for item in evidence.snapshot.findings if _is_worth_a_line(item)),
        ),
        remedies=(
            *(make_readable(evidence, problem) for problem in problems),
            *(store_missing_entry(evidence, item.entry) for item in missing if item.entry),
            *(remedy for remedy in new_key(evidence) if remedy.id != MAKE_READABLE),
            *keep_in_keyring(evidence),
        ),
    )


def _has_others(evidence: Evidence) -> bool:
    """Return whether some calls of the code, or what a tool starts, bring a key, so that only the others lack one."""
    is_tool = any(
        item.origin.kind is OriginKind.TOOL_CONFIG and not item.value.is_blank for item in evidence.snapshot.findings
    )
    return is_tool or bool(passed_literals(evidence.resolution.client, evidence.snapshot))


def _title(evidence: Evidence) -> str:
    client, name = evidence.resolution.client, client_name(evidence)
    if client.id is ClientId.CLAUDE_CODE:
        return f"no key and no login for {name}: neither the environment nor its settings nor a stored login has one"
    wanted, blocked = wanted_name(evidence), obstacle_at(evidence, evidence.snapshot.project.env_path)
    if not client.loads_dotenv:
        return f"no key for {name}: {wanted} is not in the environment"
    if blocked is not None:
        return f"no key for {name}: {wanted} is not in the environment, and {blocked.text}"
    return f"no key for {name}: {wanted} is neither in the environment nor in `{evidence.snapshot.project.env_shown}`"


def _is_explained_otherwise(evidence: Evidence) -> bool:
    elsewhere = misnamed(evidence) or unexported(evidence) or unloaded(evidence) or key_of_a_shell(evidence)
    is_elsewhere = bool(empty_definitions(evidence) or elsewhere or unreadable(evidence))
    return is_elsewhere or is_explained_by_place(evidence) or _is_left_aside(evidence)


def _is_left_aside(evidence: Evidence) -> bool:
    """Return whether Claude Code was told not to use a key, or a client was sent away from the folder of its login."""
    has_login = any(not evidence.refuses(item.value.best) for item in logins_passed_over(evidence))
    return has_login or evidence.resolution.declined is not None


def _is_worth_a_line(finding: Finding) -> bool:
    return finding.value.length > 0 and (finding.variable == KEY or finding.origin.kind in _NAMED_OTHERWISE)


def _unread_words(finding: Finding) -> str:
    words = (
        finding.state.value if not finding.is_active else _UNREAD.get(finding.origin.kind, "not read by this client")
    )
    return f"{finding.value.secret.hint}, {words}"


CAUSE = Cause(
    id=_ID,
    title="No key anywhere that the client looks",
    what="No place that the client reads holds a credential: no variable, no loaded `.env`, no stored login.",
    repair="Create a key in the Console, then keep it in the keyring or in `.env`.",
    find=_find,
)
