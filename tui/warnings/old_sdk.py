"""The SDK is older than a year, or of a version with a known defect."""

from tui.domain.clients.client_id import ClientId
from tui.domain.clients.sdk_releases import defect_of, released_by, version_of
from tui.domain.judging.evidence import Evidence
from tui.domain.origin import Origin, OriginKind
from tui.domain.reporting.warning import WarningLine, WarningRule

_ID = "old-sdk"
_PACKAGES = {ClientId.PYTHON_SDK.value: "anthropic", ClientId.TYPESCRIPT_SDK.value: "@anthropic-ai/sdk"}


def _find(evidence: Evidence) -> tuple[WarningLine, ...]:
    project = evidence.snapshot.project
    place = Origin(OriginKind.SOURCE, project.shown, project.path)
    versions = {(item.client_id, item.version) for item in evidence.snapshot.clients if item.client_id in _PACKAGES}
    told = ((client, version, _words(client, version, evidence.snapshot.today)) for client, version in sorted(versions))
    return tuple(
        WarningLine(_ID, f"{_PACKAGES[client]} {version} {words}", place) for client, version, words in told if words
    )


def _words(client_id: str, version: str, today: str) -> str:
    """Return what is to be said of this version, the defect before the age."""
    numbers = version_of(version)
    if numbers is None:
        return ""
    defect = defect_of(client_id, numbers)
    released = released_by(client_id, numbers)
    is_old = bool(today and released) and released < _a_year_before(today)
    return defect or (f"is more than a year old: it was out by {released}" if is_old else "")


def _a_year_before(today: str) -> str:
    return f"{int(today[:4]) - 1}{today[4:]}"


WARNING = WarningRule(
    id=_ID,
    title="The SDK is old, or has a known defect",
    what=(
        "The installed or locked version of the SDK is more than a year old, or is known to fail in a way that looks "
        "like a wrong key: Python SDKs from 0.70 to 0.121 break where ANTHROPIC_AUTH_TOKEN is set but empty. Versions "
        "also differ in which header carries the key."
    ),
    repair="Update it: `pip install -U anthropic` or `npm install @anthropic-ai/sdk@latest`.",
    find=_find,
)
