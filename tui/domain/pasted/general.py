"""Meanings of what only its status, type or answerer tells: the last resort for answers, in this order."""

from tui.domain.pasted.answerers import Who
from tui.domain.pasted.foreign import NOT_JUDGED
from tui.domain.pasted.meaning import Meaning, Run, Sign
from tui.domain.pasted.refused import ARRIVED
from tui.domain.pasted.signs import KEY_SIGNS
from tui.domain.record import replace

_SAYS_NOTHING = "Nothing about the key. Do not replace it because of this answer."
_NOT_THE_KEY = "A wrong or missing key: that is answered with 401."
_REFUSALS = (0, 401, 403)

_REFUSED_BY_SOMEBODY = Meaning(
    "key-refused-by-somebody",
    "A server refused the credential. The text does not tell whether that was the Claude API or something before it.",
    "A network problem: an answer arrived.",
    (
        "key-rejected",
        "base-url-wrong-host",
        "environment-overrides-dotenv",
        "hardcoded-key",
        "gateway-wants-other-header",
    ),
    words=(
        "invalid x-api-key",
        "api key is invalid",
        "invalid api key",
        "incorrect api key",
        "unauthorized",
        "api key ... invalid or has expired",
    ),
    signs=KEY_SIGNS,
)

GENERAL = (
    Meaning(
        "overloaded",
        "The API has too much to do at the moment. Try again a little later.",
        _SAYS_NOTHING,
        ("overloaded",),
        statuses=(529,),
        types=("overloaded_error",),
        run=Run.CHECK,
    ),
    Meaning(
        "answer-without-body",
        "A server error without the API's body: a gateway, a proxy, or the API's own front did not reach what is "
        "behind it.",
        _SAYS_NOTHING,
        ("outage", "loopback-through-proxy", "base-url-wrong-host", "overloaded"),
        statuses=(502, 503, 504, 520),
        by=(Who.UNKNOWN, Who.EDGE, Who.GATEWAY, Who.PROXY),
        signs=(Sign("loopback-through-proxy", r"\b127\.0\.0\.\d|\blocalhost\b"),),
        run=Run.CHECK,
    ),
    Meaning(
        "server-error",
        "Something failed on the server's side. Try again, and look at https://status.claude.com.",
        _SAYS_NOTHING,
        ("outage", "overloaded"),
        statuses=range(500, 530),
        types=("api_error", "timeout_error", "overloaded_error"),
        run=Run.CHECK,
    ),
    Meaning(
        "too-large",
        "The request's body is larger than the API takes.",
        _NOT_THE_KEY,
        (),
        statuses=(413,),
        types=("request_too_large",),
        run=Run.CHECK,
    ),
    Meaning(
        "not-validated",
        "The request lacks something that this server insists on, as a rule one certain header. The Claude API does "
        "not use this status: it is a gateway.",
        NOT_JUDGED,
        ("gateway-wants-other-header", "unexpected-answer"),
        statuses=(422,),
        by=(Who.UNKNOWN, Who.GATEWAY),
    ),
    Meaning(
        "other-provider-refuses",
        "Another provider's API, or a relay that speaks like it, refused the key. A Claude key is not valid there.",
        NOT_JUDGED,
        ("unexpected-answer", "base-url-wrong-host", "other-provider-key", "anthropic-key-to-gateway"),
        statuses=_REFUSALS,
        by=(Who.OTHER_API,),
        signs=KEY_SIGNS,
    ),
    Meaning(
        "gateway-refuses-key",
        "A gateway in front of the API refused the credential. Most want a key of their own, not an Anthropic one.",
        NOT_JUDGED,
        (
            "anthropic-key-to-gateway",
            "base-url-wrong-host",
            "gateway-wants-other-header",
            "key-rejected",
            "auth-token-and-key-conflict",
        ),
        statuses=_REFUSALS,
        by=(Who.GATEWAY,),
        signs=KEY_SIGNS,
    ),
    Meaning(
        "key-refused",
        "A credential arrived, and it is not the key of anybody: deleted, disabled, out of date, damaged, another "
        "provider's, or an old one that hides the right one. The API does not say which.",
        f"{ARRIVED} It was not missing either.",
        (
            "key-rejected",
            "environment-overrides-dotenv",
            "hardcoded-key",
            "placeholder",
            "truncated-key",
            "other-provider-key",
            "oauth-token-as-api-key",
            "quotes-in-value",
        ),
        types=("authentication_error",),
        by=(Who.ANTHROPIC,),
        signs=KEY_SIGNS,
    ),
    _REFUSED_BY_SOMEBODY,
    replace(_REFUSED_BY_SOMEBODY, words=(), statuses=(401,)),
    Meaning(
        "forbidden",
        "The call is forbidden. The text does not tell whether the API said so, or something before it.",
        "A missing credential and a network without a way out.",
        ("permission-denied", "region-blocked", "blocked-by-network", "base-url-wrong-host"),
        statuses=(403,),
    ),
    Meaning(
        "request-not-understood",
        "The API does not accept what the request says, for example a parameter or a message. The text names nothing "
        "that has to do with keys.",
        _NOT_THE_KEY,
        (),
        statuses=(400, 409, 413, 422),
        types=("invalid_request_error", "conflict_error"),
        run=Run.HELLO,
    ),
    Meaning(
        "refused-in-another-way",
        "A server refused the call, in a way that the Claude API does not use.",
        "A network without a way out: an answer arrived.",
        ("unexpected-answer", "base-url-wrong-host"),
        statuses=range(400, 500),
    ),
)
