"""What is asked of the API, and the closed set of what can come back."""

from enum import StrEnum

from tui.domain.clients.client_id import ClientId
from tui.domain.clients.header import Encoding, Header, SentHeader
from tui.domain.clients.header_names import is_credential_header
from tui.domain.clients.proxies import ProxyRules
from tui.domain.clients.trust import Trust
from tui.domain.key.secret import Secret
from tui.domain.probing.passage import Passage
from tui.domain.probing.responder import Responder
from tui.domain.record import Record, field


class ProbeKind(StrEnum):
    """What a request can prove: the credential, a model's existence, that messages are taken, a paid reply."""

    AUTH = "auth"
    MODEL = "model"
    COUNT = "count"
    HELLO = "hello"


class Variant(StrEnum):
    """How a request differs from what the client sends by itself."""

    AS_FOUND = "as found"
    TRIMMED = "trimmed"
    UNQUOTED = "unquoted"
    REPAIRED = "repaired"
    OTHER_VALUE = "other value"
    BEARER = "bearer"
    X_API_KEY = "x-api-key"
    OFFICIAL_HOST = "official host"
    CORRECTED_URL = "corrected url"
    ALONE = "alone"
    DIRECT = "direct"
    WITH_WORKSPACE = "with workspace"
    MADE_UP_KEY = "made-up key"
    THROUGH_PROXY = "through the proxy"
    OTHER_TRUST = "other trust"
    WITH_BETAS = "with betas"
    WITH_NETRC = "with a netrc login"
    AS_LOGIN = "as a login"
    HIDDEN_HOST = "hidden host"


class Route(StrEnum):
    """The way to the host: the one that the client goes, past every proxy, or by one that the client passes by."""

    AS_SET = "as set"
    DIRECT = "direct"
    THROUGH_PROXY = "through the proxy"


class ProbeRequest(Record):
    """One request: equal ones are sent once, whatever they are to prove.

    `base_url` is what stands before `/v1/...`, as it may be shown; `hidden` is the whole text
    that the client uses where `base_url` leaves out a user name, a password or a query.
    `is_login` marks an OAuth token, which goes out as Bearer with a beta header; `along` are
    further headers, and with `is_bare` there are no others; `client` and `encoding` are whose way of
    writing headers is followed. `trust`
    says which certificates count and `proxying` which proxy, None for what the newest Python SDK
    does; `variables` are those of the network that the client has from elsewhere than this process, such as `.env`.
    """

    secret: Secret
    header: Header
    base_url: str
    variant: Variant = field(default=Variant.AS_FOUND, compare=False)
    kind: ProbeKind = ProbeKind.AUTH
    model: str = ""
    hidden: Secret | None = None
    is_login: bool = False
    along: tuple[SentHeader, ...] = ()
    is_bare: bool = False
    route: Route = Route.AS_SET
    trust: Trust | None = None
    variables: tuple[tuple[str, Secret], ...] = ()
    proxying: ProxyRules | None = None
    client: ClientId = field(default=ClientId.PYTHON_SDK, compare=False)
    encoding: Encoding = field(default=Encoding.UTF_8, compare=False)

    @property
    def shown_header(self) -> str:
        """The header that carries the credential, as it may be shown."""
        if not self.is_bare:
            return self.header.value
        names = [header.name for header in self.along if is_credential_header(header.name)]
        return " and ".join(names) or "no header"

    @property
    def url(self) -> str:
        """The address that is called, as it may be shown."""
        return f"{self.base_url.rstrip('/')}{self.path}"

    @property
    def path(self) -> str:
        """What the client puts behind the base URL."""
        match self.kind:
            case ProbeKind.AUTH:
                return "/v1/models?limit=1000"
            case ProbeKind.MODEL:
                return f"/v1/models/{self.model}"
            case ProbeKind.COUNT:
                return "/v1/messages/count_tokens"
            case ProbeKind.HELLO:
                return "/v1/messages"

    @property
    def method(self) -> str:
        """The HTTP method."""
        return "POST" if self.kind in {ProbeKind.COUNT, ProbeKind.HELLO} else "GET"


class _Outcome(Record):
    """What all outcomes share: the request and how long it took, in milliseconds.

    `passage` is what its connection told of the way, None where none was tried.
    """

    request: ProbeRequest
    milliseconds: float
    passage: Passage | None = field(default=None, compare=False, kw_only=True)


class _Answered(_Outcome):
    """An HTTP answer: `message` is the server's text without anything that looks like a key.

    `speaks_anthropic` tells whether the body has the API's shape; `server` and `via` are the
    headers of those names; `models` are the ids of an accepted list, empty elsewhere;
    `responder` is who answered, as far as the answer tells.
    """

    status: int
    error_type: str = ""
    message: str = ""
    request_id: str = ""
    speaks_anthropic: bool = False
    server: str = ""
    retry_after: str = ""
    models: tuple[str, ...] = ()
    via: str = ""
    responder: Responder | None = None


class _Unanswered(_Outcome):
    """No answer arrived: `text` says what happened in plain words, without the key."""

    text: str


class Accepted(_Answered):
    """2xx in the API's shape: the credential is good."""


class Rejected(_Answered):
    """401, or `authentication_error` at any status: the credential was judged and refused."""


class Forbidden(_Answered):
    """403 in JSON: known, but not allowed."""


class BadRequest(_Answered):
    """400, 402, 413, 422: the request or the account, not the credential."""


class NotFound(_Answered):
    """404: the path or the model."""


class Throttled(_Answered):
    """429."""


class ServerFault(_Answered):
    """5xx, 529 among them."""


class ForeignAnswer(_Answered):
    """An answer that is not the API's: a web page, half a body, another service; `message` says what."""


class Redirected(_Answered):
    """3xx: not followed, so that the key goes nowhere else; `message` names the other host."""


class NameNotResolved(_Unanswered):
    """The host's name has no address."""


class ConnectionRefused(_Unanswered):
    """Nothing listens there, or the connection broke before an answer."""


class TimedOut(_Unanswered):
    """No answer within the deadline."""


class TlsFailed(_Unanswered):
    """The TLS handshake failed; `text` names the reason and the issuer where known."""


class UntrustedIssuer(TlsFailed):
    """The certificate's issuer is not in the trust store; `issuer` is its name where it has one.

    `proxy` is whose certificate it is, where a proxy that speaks TLS itself is not trusted.
    """

    issuer: str = ""
    proxy: str = ""


class OutOfDateCertificate(TlsFailed):
    """The certificate is not valid by this machine's clock: `has_ended`, or it has not begun.

    The times are in Unix seconds, 0 where unknown: when it begins and ends, this machine's clock,
    and the clock of whoever showed the certificate.
    """

    has_ended: bool = True
    begins: float = 0.0
    ends: float = 0.0
    own_clock: float = 0.0
    their_clock: float = 0.0


class HandshakeBroken(TlsFailed):
    """The other side ended the connection during the handshake, without a word."""


class StrangeHost(TlsFailed):
    """Something else answers there: it shows the certificate of another host, or `speaks_no_tls`."""

    speaks_no_tls: bool = False


class UnreadableTrust(TlsFailed):
    """The client stops because a file of certificates cannot be read; `variable` names it, empty for the store."""

    variable: str = ""


class Unsendable(_Unanswered):
    """The client would raise before sending: an illegal header value or address."""


class Unrepeatable(Unsendable):
    """The client sends it, and this program cannot: what the API says to it is not known."""


class ProxyFailed(_Unanswered):
    """The call ended at the proxy; `proxy` is its host and port, as they may be shown.

    `speaks_tls` tells that it took part in a handshake of its own.
    """

    proxy: str = ""
    speaks_tls: bool = field(default=False, kw_only=True)


class ProxyRefused(ProxyFailed):
    """The proxy answered and let the call not through; `code` is the status of that answer."""

    code: int = 0


class ProxyUnreachable(ProxyFailed):
    """Nothing answers at the proxy's address, or its name has none."""


class ProxyUnusable(ProxyFailed):
    """The client can make nothing of the proxy's address; `is_socks` where it is the protocol that it lacks."""

    is_socks: bool = False


class Cancelled(_Unanswered):
    """The person stopped it."""


Answered = (
    Accepted | Rejected | Forbidden | BadRequest | NotFound | Throttled | ServerFault | ForeignAnswer | Redirected
)
Unanswered = (
    NameNotResolved | ConnectionRefused | TimedOut | UntrustedIssuer | TlsFailed | Unsendable | ProxyFailed | Cancelled
)
ProbeOutcome = Answered | Unanswered
