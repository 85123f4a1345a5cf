"""Claude Code was once told not to use the key of the environment, and finds nothing else."""

from tui.domain.judging.absence import unread
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, EvidenceLine
from tui.domain.judging.evidence import Evidence
from tui.domain.remedies.common import found, new_key, observed
from tui.domain.remedies.wording import place_of, step

_ID = "key-not-approved"


def _find(evidence: Evidence) -> Diagnosis | None:
    key, resolution = evidence.resolution.declined, evidence.resolution
    answer = evidence.snapshot.claude_code.answer_about(key.value.secret) if key else None
    if key is None or answer is None or resolution.credential is not None or resolution.barrier is not None:
        return None
    is_refused = evidence.refuses(key.value.best)
    is_proven = evidence.accepts(key.value.best) and not unread(evidence)
    return Diagnosis(
        _ID,
        Certainty.PROVEN if is_proven else Certainty.LIKELY,
        f"Claude Code was told not to use the key {key.value.secret.hint} in {place_of(key)}, and has no login",
        "It asks once whether a key of the environment may be used, and keeps to the answer. Only `claude -p` uses "
        f"the key all the same.{' The API refuses this key as well.' if is_refused else ''}",
        evidence=(
            found(key),
            EvidenceLine(answer.origin.label, "the end of this key is among those that were declined"),
            *observed(evidence.answer_to(key.value.best)),
        ),
        remedies=(
            *(new_key(evidence) if is_refused else (step("approve-key", _APPROVE),)),
            step("log-in", "or start `claude` and type `/login`"),
        ),
    )


_APPROVE = "start `claude`, open `/config` and switch `Use custom API key` on"

CAUSE = Cause(
    id=_ID,
    title="Claude Code was told not to use this key",
    what=(
        "Claude Code asks once whether it may use the ANTHROPIC_API_KEY of the environment, and remembers a No in "
        "`~/.claude.json`. It then says that nobody is logged in, while `claude -p` works with the same key."
    ),
    repair="Switch the key on in `/config`, or log in.",
    find=_find,
)
