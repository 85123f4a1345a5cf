"""A key is written into a file that is meant to be shared."""

from collections.abc import Iterator

from tui.domain.found.key_files import holds_key
from tui.domain.found.names import is_anthropic_key
from tui.domain.judging.evidence import Evidence
from tui.domain.origin import Origin, OriginKind
from tui.domain.reporting.warning import WarningLine, WarningRule

_ID = "key-in-source"
_CODE = frozenset({OriginKind.SOURCE, OriginKind.COMPOSE})


def _find(evidence: Evidence) -> tuple[WarningLine, ...]:
    return tuple(WarningLine(_ID, text, origin) for origin, text in dict(_places(evidence)).items())


def _places(evidence: Evidence) -> Iterator[tuple[Origin, str]]:
    for finding in evidence.snapshot.findings:
        if finding.origin.kind in _CODE and is_anthropic_key(finding.value) and holds_key(finding):
            yield finding.origin, "a key is written into the code, one commit away from being public"
    for exposure in evidence.snapshot.surroundings.exposures:
        if exposure.is_tracked and exposure.origin.kind not in {*_CODE, OriginKind.DOTENV}:
            yield exposure.origin, "git tracks this file, and a key is written into it"


WARNING = WarningRule(
    id=_ID,
    title="A key is written into the source",
    what=(
        "A key stands in a file of the project's code, in a Dockerfile or compose file, or in a settings file that git "
        "tracks. Whoever gets the repository, or an image that is built from it, gets the key."
    ),
    repair="Read the key from the environment or an ignored `.env`, and replace it in the Console if it was shared.",
    find=_find,
)
