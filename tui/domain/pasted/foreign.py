"""Meanings of answers that only something other than the Claude API gives: gateways, proxies, web pages."""

from tui.domain.pasted.answerers import Who
from tui.domain.pasted.meaning import Meaning, Run
from tui.domain.pasted.signs import KEY_SIGNS

_PAGES = ("<!doctype", "<html", "<head", "<title", "<center")
NOT_JUDGED = "A verdict of the Claude API on the key: it was not asked."

FOREIGN = (
    Meaning(
        "proxy-refuses",
        "The proxy between this machine and the API refuses to pass the call on, or wants a name and a password first.",
        "A wrong key: the call did not reach the API.",
        ("proxy-refuses", "blocked-by-network", "gateway-url-as-proxy"),
        words=(
            "proxy authentication required",
            "connect tunnel failed",
            "tunnel connection failed",
            "err_proxy_tunnel",
            "proxy connect aborted",
            "proxyerror: 4",
            "proxyerror: 5",
            "couldn't connect through your proxy",
        ),
    ),
    Meaning(
        "egress-blocked",
        "A policy of this network or sandbox does not let calls to that host out.",
        "A wrong key: the call did not reach the API.",
        ("blocked-by-network",),
        words=("host_not_allowed", "sandbox_egress_restricted"),
    ),
    Meaning(
        "gateway-denies-model",
        "The gateway knows the key, and the key may not use this model there.",
        "An unknown key.",
        ("model-not-available", "permission-denied"),
        words=("key_model_access_denied", "key not allowed to access model"),
    ),
    Meaning(
        "gateway-wants-header",
        "A gateway read the request and did not find the credential in the header it looks at.",
        NOT_JUDGED,
        ("gateway-wants-other-header", "key-missing", "anthropic-key-to-gateway"),
        words=(
            "auth credentials found",
            "missing authentication header",
            "please carry the api secret key in the 'authorization' field",
            "bearer token required",
            "api key required in x-api-key",
        ),
        by=(Who.GATEWAY,),
        signs=KEY_SIGNS,
    ),
    Meaning(
        "cloud-credentials",
        "A cloud provider answered, not the Claude API: the client is switched to it, or its credentials are missing.",
        "A wrong Anthropic key: it was not used.",
        ("cloud-flag-left-on", "permission-denied"),
        words=("permission_denied", "unrecognizedclientexception", "aiplatform.googleapis.com"),
        by=(Who.OTHER_API,),
    ),
    Meaning(
        "region-refused",
        "What stands before the API refuses the place that the call comes from: a region that is not served, a VPN, a "
        "data centre, or a proxy. Any key gets this answer.",
        "A wrong key: the credential was not looked at.",
        ("region-blocked", "blocked-by-network", "proxy-refuses"),
        words=(
            "request not allowed",
            "unavailable in region",
            "unsupported countries",
            "unsupported_country",
            "oauth error: request failed with status code 403",
        ),
        statuses=(0, 400, 403),
        run=Run.EXPLAIN,
    ),
    Meaning(
        "first-call-refused",
        "Claude Code's first call was answered with a refusal: by what stands before the API, because of the region, "
        "or by a proxy or gateway on the way.",
        "A network without a way out: an answer arrived. The key was not judged.",
        ("region-blocked", "blocked-by-network", "base-url-wrong-host"),
        words=("err_bad_request",),
        run=Run.EXPLAIN,
    ),
    Meaning(
        "gateway-refuses-client",
        "A gateway lets only certain programs in, and took this one for another. The key is not the reason.",
        NOT_JUDGED,
        ("unexpected-answer", "permission-denied"),
        words=(
            "client_validation_error",
            "client is not authorized to use this api key",
            "client not allowed (detected",
        ),
    ),
    Meaning(
        "page-asks-for-login",
        "A web page asks for a name and a password: a gateway or a reverse proxy with a login of its own.",
        "A verdict of the API on the key: its answers are no pages.",
        ("base-url-wrong-host", "header-stripped", "unexpected-answer"),
        words=_PAGES,
        statuses=(401,),
    ),
    Meaning(
        "page-refuses",
        "A web page says no: a filter of this network, a challenge for browsers, or a gateway. The API sends JSON.",
        "A verdict of the API on the key: its answers are no pages.",
        ("blocked-by-network", "region-blocked", "base-url-wrong-host"),
        words=_PAGES,
        statuses=(403, 405, 451),
    ),
    Meaning(
        "page-instead-of-answer",
        "The call went well, as it seems, but a web page came back: the login page of a network or of a proxy, or a "
        "base URL that is no API.",
        "A wrong key: the API did not answer.",
        ("captive-portal", "unexpected-answer", "base-url-wrong-host"),
        words=(*_PAGES, "empty or malformed response (http 200)"),
        statuses=(200, 301, 302, 303, 307, 308),
    ),
)
