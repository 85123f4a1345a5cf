"""An SDK profile exists, and the client does not use it."""

from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, EvidenceLine, Reach, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.remedies.wording import client_name, step
from tui.domain.resolving.sdk_profile import ProfileUse


def _find(evidence: Evidence) -> Diagnosis | None:
    use = evidence.resolution.profile
    if use is None or not use.problem or evidence.winner is not None or evidence.resolution.barrier is not None:
        return None
    effect = "passes the profile over without a word" if use.is_silent else "refuses the profile"
    client = client_name(evidence)
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.PROVEN,
        title=f"{client} {effect} in `{use.profile.origin.shown}`: {use.problem}",
        explanation=(
            f"No key and no token is set, so {client} looks for a profile. "
            + ("It then behaves as if there were none at all." if use.is_silent else "It stops there with an error.")
        ),
        evidence=(EvidenceLine(use.profile.origin.label, use.problem),),
        remedies=(_mend(use),),
    )


def _mend(use: ProfileUse) -> Remedy:
    if use.command:
        title = "give the file the rights that the SDK asks for"
        return Remedy("set-mode", title, Reach.USER, command=use.command, file=use.profile.origin.shown)
    title = f"put `{use.profile.origin.shown}` right, or sign in again with `ant auth login`: {use.problem}"
    return step("mend-profile", title, file=use.profile.origin.shown)


CAUSE = Cause(
    id="profile-ignored",
    title="An SDK profile exists and is not used",
    what=(
        "There is a profile to sign in with, and the client does not use it: its files may be written or read by other "
        "users, do not parse, or the profile that is named does not exist. Newer Python SDKs pass over a plain default "
        "profile without a word."
    ),
    repair="Mend the rights of the files (`chmod go-w`, `chmod 600`), their text, or the profile's name.",
    find=_find,
)
