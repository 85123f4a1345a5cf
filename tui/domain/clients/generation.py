"""How the versions of a client differ in what they read and send."""

from tui.domain.clients.header import Encoding, Header
from tui.domain.clients.trust import CLAUDE_CODE_TRUST, CURL_TRUST, NODE_TRUST, OLD_PYTHON_TRUST, PYTHON_TRUST, Trust
from tui.domain.record import Record, replace
from tui.domain.regex import regex

Version = tuple[int, int]
_VERSION = regex(r"(\d{1,6})(?:\.(\d{1,6}))?")


class Generation(Record):
    """What the versions from `since` on do, up to the next generation.

    `key_header` carries an API key; `sends_both` tells that a key and a token go out together,
    `literal_is_alone` that a credential passed in code keeps every variable unread,
    `empty_counts` that a variable set to nothing is sent as nothing, `doubles_headers` that a
    custom header in another spelling is sent beside the client's own; `lone_headers` are those in
    which a credential of the user's own headers is enough without another one. `trust` is whose
    certificates it takes.
    """

    since: Version
    key_header: Header = Header.BEARER
    encoding: Encoding = Encoding.UTF_8
    sends_both: bool = False
    literal_is_alone: bool = True
    empty_counts: bool = False
    reads_profiles: bool = True
    reads_custom_headers: bool = True
    doubles_headers: bool = False
    lone_headers: frozenset[Header] = frozenset(Header)
    trust: Trust = PYTHON_TRUST


_OLD_PYTHON = Generation(
    (0, 0),
    Header.X_API_KEY,
    Encoding.ASCII,
    literal_is_alone=False,
    empty_counts=True,
    reads_profiles=False,
    reads_custom_headers=False,
    doubles_headers=True,
    lone_headers=frozenset(),
    trust=OLD_PYTHON_TRUST,
)
_TOKEN_ONLY = frozenset({Header.BEARER})
_LATE_PYTHON_0 = Generation(
    (0, 122),
    Header.X_API_KEY,
    Encoding.ASCII,
    sends_both=True,
    doubles_headers=True,
    lone_headers=_TOKEN_ONLY,
    trust=OLD_PYTHON_TRUST,
)
_OLD_SCRIPT = Generation(
    (0, 0),
    Header.X_API_KEY,
    Encoding.LATIN_1,
    literal_is_alone=False,
    empty_counts=True,
    reads_profiles=False,
    reads_custom_headers=False,
    lone_headers=frozenset(),
    trust=NODE_TRUST,
)
_MIDDLE_SCRIPT = replace(_OLD_SCRIPT, since=(0, 70), sends_both=True, lone_headers=frozenset(Header))

# Read in the packages' `_client.py` and measured on loopback: anthropic 0.40 to 2.12.
PYTHON_SDK = (
    _OLD_PYTHON,
    replace(_OLD_PYTHON, since=(0, 50), sends_both=True),
    replace(_OLD_PYTHON, since=(0, 74), sends_both=True, lone_headers=_TOKEN_ONLY),
    replace(_LATE_PYTHON_0, since=(0, 98), empty_counts=True),
    _LATE_PYTHON_0,
    Generation((1, 0), Header.X_API_KEY, sends_both=True),
    Generation((2, 0)),
)
# Read in the packages' `client.js` and measured on loopback: @anthropic-ai/sdk 0.30 to 1.12.
TYPESCRIPT_SDK = (
    _OLD_SCRIPT,
    replace(_OLD_SCRIPT, since=(0, 40), sends_both=True),
    _MIDDLE_SCRIPT,
    replace(_MIDDLE_SCRIPT, since=(0, 86), empty_counts=False),
    replace(_MIDDLE_SCRIPT, since=(0, 92), empty_counts=False, reads_custom_headers=True),
    Generation((0, 93), Header.X_API_KEY, Encoding.LATIN_1, sends_both=True, literal_is_alone=False, trust=NODE_TRUST),
    Generation((1, 0), encoding=Encoding.LATIN_1, trust=NODE_TRUST),
)
# A capture of Claude Code 2.1.278 and platform.claude.com/docs: cURL samples.
CURL = (Generation((0, 0), Header.X_API_KEY, reads_profiles=False, reads_custom_headers=False, trust=CURL_TRUST),)
CLAUDE_CODE = (Generation((0, 0), Header.X_API_KEY, trust=CLAUDE_CODE_TRUST),)


def version_of(text: str) -> Version | None:
    """Return major and minor number of a version, None where there is none."""
    match = _VERSION.match(text)
    return (int(match[1]), int(match[2] or 0)) if match else None


def generation_of(version: str, generations: tuple[Generation, ...]) -> Generation:
    """Return the generation of a version; an unknown one counts as the newest."""
    number = version_of(version)
    if number is None:
        return generations[-1]
    return next(item for item in reversed(generations) if item.since <= number)
