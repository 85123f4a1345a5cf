"""The login of a browser at claude.ai is used as an API key."""

from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.key.shape import Shape
from tui.domain.reasons.no_key import diagnose_no_key, holds, in_place_of_key

_ID = "session-key"


def _find(evidence: Evidence) -> Diagnosis | None:
    finding = in_place_of_key(evidence, Shape.ANTHROPIC_SESSION_KEY)
    if finding is None:
        return None
    hint = finding.value.best.hint
    return diagnose_no_key(
        evidence,
        finding,
        cause_id=_ID,
        title=f"{holds(finding)} a session key of claude.ai ({hint}), not an API key",
        explanation=(
            "A session key is the cookie by which claude.ai knows a browser that is logged in; the API takes none."
            " Whoever has it is logged in as you: log out in that browser if it was shared."
        ),
        seen=f"{hint} begins like a session key",
    )


CAUSE = Cause(
    id=_ID,
    title="A session of claude.ai is used as an API key",
    what=(
        "Texts that begin with `sk-ant-sid` are cookies of claude.ai. A subscription there and the API are separate:"
        " the API wants a key of the Console."
    ),
    repair="Create an API key in the Console.",
    find=_find,
)
