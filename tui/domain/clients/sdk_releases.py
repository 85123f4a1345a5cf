"""When the SDKs were released, and what is known to be broken in some versions."""

from tui.domain.clients.client_id import ClientId
from tui.domain.record import Record
from tui.domain.regex import regex

Version = tuple[int, int, int]
_NUMBERS = regex(r"(\d+)\.(\d+)(?:\.(\d+))?")
# The changelogs of anthropics/anthropic-sdk-python and anthropics/anthropic-sdk-typescript. A version that is not
# listed is at least as old as the next one that is: what is said of its age can only be too little.
_RELEASES: dict[str, tuple[tuple[Version, str], ...]] = {
    ClientId.PYTHON_SDK: (
        ((0, 40, 0), "2024-11-28"),
        ((0, 70, 0), "2025-10-15"),
        ((0, 75, 0), "2025-11-24"),
        ((0, 80, 0), "2026-02-17"),
        ((0, 90, 0), "2026-04-07"),
        ((0, 103, 1), "2026-05-19"),
        ((0, 122, 0), "2026-08-13"),
        ((1, 17, 0), "2026-10-20"),
        ((2, 12, 0), "2026-11-20"),
    ),
    ClientId.TYPESCRIPT_SDK: (
        ((0, 70, 0), "2025-11-18"),
        ((0, 80, 0), "2026-03-18"),
        ((0, 92, 0), "2026-04-30"),
        ((1, 0, 0), "2026-10-21"),
        ((1, 12, 0), "2026-11-20"),
    ),
}


class Defect(Record):
    """What fails in the versions from `first` up to, and without, `fixed_in`."""

    client_id: str
    first: Version
    fixed_in: Version
    text: str


# Measured with 0.70 and 0.103: an empty ANTHROPIC_AUTH_TOKEN makes `Illegal header value b'Bearer '`; since 0.122
# it counts as not set.
DEFECTS = (
    Defect(
        ClientId.PYTHON_SDK,
        (0, 70, 0),
        (0, 122, 0),
        "fails where ANTHROPIC_AUTH_TOKEN is set but empty; 0.122 does not",
    ),
)


def version_of(text: str) -> Version | None:
    """Return the three numbers at the beginning of a version, None where there are none."""
    match = _NUMBERS.match(text)
    return (int(match[1]), int(match[2]), int(match[3] or 0)) if match else None


def released_by(client_id: str, version: Version) -> str:
    """Return the date (ISO 8601) on which this version was out for certain, empty where that is not known."""
    releases = _RELEASES.get(client_id, ())
    return next((day for known, day in releases if version <= known), "")


def defect_of(client_id: str, version: Version) -> str:
    """Return what is broken in this version, in words that follow its name, or an empty text."""
    return next(
        (item.text for item in DEFECTS if item.client_id == client_id and item.first <= version < item.fixed_in), ""
    )
