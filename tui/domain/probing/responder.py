"""Who answered: judged by headers, the body's shape and the host, never by wording."""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum

from tui.domain.clients.address import shown_host
from tui.domain.clients.official_api import HOST
from tui.domain.clients.proxies import WANTS_LOGIN
from tui.domain.json_values import mapping
from tui.domain.record import Record
from tui.domain.regex import regex

Object = Mapping[str, object]


class ResponderKind(StrEnum):
    """The kinds of responders; the values appear in `--json`."""

    API = "anthropic"
    EDGE = "edge"
    PROXY = "proxy"
    GATEWAY = "gateway"
    PORTAL = "portal"
    WEB_SERVER = "web-server"
    UNKNOWN = "unknown"


_WORDS = {
    ResponderKind.API: "the Claude API",
    ResponderKind.EDGE: "an edge in front of the host",
    ResponderKind.PROXY: "a proxy",
    ResponderKind.GATEWAY: "a gateway",
    ResponderKind.PORTAL: "a captive portal or login page",
    ResponderKind.WEB_SERVER: "a web server",
    ResponderKind.UNKNOWN: "something that is not the Claude API",
}


class Responder(Record):
    """Who answered, and its product's name where the answer tells it."""

    kind: ResponderKind
    name: str = ""

    @property
    def is_api(self) -> bool:
        """Whether it was the Claude API itself."""
        return self.kind is ResponderKind.API

    @property
    def words(self) -> str:
        """Who answered, for the middle of a sentence."""
        if not self.name:
            return _WORDS[self.kind]
        return self.name if self.kind is ResponderKind.GATEWAY else f"{_WORDS[self.kind]} ({self.name})"


class Reply(Record):
    """What of an answer tells who gave it; `headers` have lower-case names, `body` is None where it is no object."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: Object | None
    is_page: bool

    @property
    def error(self) -> Object:
        """The error's object, empty where there is none."""
        return mapping((self.body or {}).get("error"))

    @property
    def has_api_shape(self) -> bool:
        """Whether it is an error in the shape of the API's."""
        return (self.body or {}).get("type") == "error" and isinstance(self.error.get("type"), str)


# Begins of header names that one product alone sends. Sources: the products' documentation and source, 2024 to 2026.
_GATEWAY_HEADERS = (
    ("x-litellm-", "LiteLLM"),
    ("llm_provider-", "LiteLLM"),
    ("x-new-api-", "new-api"),
    ("x-oneapi-", "one-api or new-api"),
    ("x-portkey-", "Portkey"),
    ("helicone-", "Helicone"),
    ("cf-aig-", "Cloudflare's AI Gateway"),
    ("x-generation-id", "OpenRouter"),
    ("x-kong-", "Kong"),
    ("x-ds-", "DeepSeek"),
    ("msh-", "Moonshot"),
    ("x-msh-", "Moonshot"),
    ("minimax-", "MiniMax"),
    ("x-mm-request-id", "MiniMax"),
    ("x-dashscope-", "Alibaba's DashScope"),
    ("x-amzn-", "Amazon Web Services"),
    ("apim-request-id", "Microsoft Azure"),
    ("azureml-", "Microsoft Azure"),
    ("x-ms-", "Microsoft Azure"),
    ("x-goog-", "Google Cloud"),
    ("openai-", "OpenAI"),
)
_VENDOR_HOSTS = (
    (regex(r"(?:.+\.)?openrouter\.ai"), "OpenRouter"),
    (regex(r"(?:.+\.)?deepseek\.com"), "DeepSeek"),
    (regex(r"(?:.+\.)?moonshot\.(?:ai|cn)"), "Moonshot"),
    (regex(r"(?:.+\.)?(?:z\.ai|bigmodel\.cn)"), "Zhipu"),
    (regex(r"(?:.+\.)?minimaxi?\.(?:io|com)"), "MiniMax"),
    (regex(r"dashscope[\w.-]*\.aliyuncs\.com"), "Alibaba's DashScope"),
    (regex(r"(?:.+\.)?portkey\.ai"), "Portkey"),
    (regex(r"(?:.+\.)?helicone\.ai"), "Helicone"),
    (regex(r"gateway\.ai\.cloudflare\.com"), "Cloudflare's AI Gateway"),
    (regex(r"ai-gateway\.vercel\.sh"), "Vercel's AI Gateway"),
    (regex(r".+\.amazonaws\.com"), "Amazon Web Services"),
    (regex(r".+\.azure\.com"), "Microsoft Azure"),
    (regex(r".+\.googleapis\.com"), "Google Cloud"),
    (regex(r"(?:.+\.)?openai\.com"), "OpenAI"),
)
_PROXY_HEADERS = ("x-squid-error", "x-deny-reason", "proxy-authenticate", "x-bluecoat-via", "x-zscaler-id")
_SERVERS = {
    ResponderKind.PROXY: ("squid", "zscaler", "bluecoat", "mcafee", "tinyproxy", "privoxy", "mitmproxy", "fortiguard"),
    ResponderKind.WEB_SERVER: ("nginx", "openresty", "apache", "caddy", "iis", "lighttpd", "envoy", "traefik"),
}
_NAMES = {"mcafee": "McAfee", "iis": "IIS", "apache": "Apache", "zscaler": "Zscaler", "bluecoat": "Blue Coat"}
_LITELLM_TYPES = frozenset({"auth_error", "token_not_found_in_db", "expired_key", "budget_exceeded"})
_API_HEADERS = ("anthropic-organization-id", "anthropic-workspace-id")
_NETWORK_WANTS_LOGIN = 511
_HOST = regex(r"[a-z][a-z0-9+.-]*://(?:[^/?#]*@)?([^/?#:]+)", re.IGNORECASE)


def responder_of(reply: Reply) -> Responder:
    """Return who answered; the first that recognises itself counts."""
    for recognise in (_gateway, _proxy, _api, _edge, _page, _vendor, _other_service):
        responder = recognise(reply)
        if responder is not None:
            return responder
    return _server(reply) or Responder(ResponderKind.UNKNOWN)


def _gateway(reply: Reply) -> Responder | None:
    names = (name for begin, name in _GATEWAY_HEADERS if any(header.startswith(begin) for header in reply.headers))
    name = next(names, "")
    return Responder(ResponderKind.GATEWAY, name) if name else None


def _proxy(reply: Reply) -> Responder | None:
    server = _server(reply)
    if server is not None and server.kind is ResponderKind.PROXY:
        return server
    is_proxy = reply.status == WANTS_LOGIN or any(name in reply.headers for name in _PROXY_HEADERS)
    return Responder(ResponderKind.PROXY) if is_proxy else None


def _api(reply: Reply) -> Responder | None:
    if reply.is_page:
        return None
    is_marked = reply.headers.get("request-id", "").startswith("req_") or any(
        name in reply.headers for name in _API_HEADERS
    )
    is_official = reply.has_api_shape and shown_host(reply.url) == HOST
    return Responder(ResponderKind.API) if is_marked or is_official else None


def _edge(reply: Reply) -> Responder | None:
    is_cloudflare = "cf-ray" in reply.headers or reply.headers.get("server", "").lower().startswith("cloudflare")
    name = "Cloudflare" if is_cloudflare else ""
    is_forbidden = reply.error.get("type") == "forbidden" and not reply.has_api_shape
    says_nothing = reply.body is None and reply.status >= 400
    if is_forbidden or "cf-mitigated" in reply.headers or (is_cloudflare and says_nothing):
        return Responder(ResponderKind.EDGE, name)
    return None


def _page(reply: Reply) -> Responder | None:
    is_elsewhere = 300 <= reply.status < 400 and _host(reply.headers.get("location", "")) not in {"", _host(reply.url)}
    is_login = reply.is_page and (reply.status < 300 or reply.status == _NETWORK_WANTS_LOGIN)
    if is_elsewhere or is_login:
        return Responder(ResponderKind.PORTAL)
    if reply.is_page:
        return _server(reply) or Responder(ResponderKind.WEB_SERVER)
    return None


def _vendor(reply: Reply) -> Responder | None:
    host = _host(reply.url)
    name = next((name for pattern, name in _VENDOR_HOSTS if pattern.fullmatch(host)), "")
    return Responder(ResponderKind.GATEWAY, name) if name and reply.body is not None else None


def _other_service(reply: Reply) -> Responder | None:
    if reply.body is None:
        return None
    name = next((name for fits, name in _SHAPES if fits(reply)), "")
    return Responder(ResponderKind.GATEWAY, name)


def _is_litellm(reply: Reply) -> bool:
    error = reply.error
    kind = error.get("type")
    is_denied = isinstance(kind, str) and (kind in _LITELLM_TYPES or kind.endswith("_model_access_denied"))
    return not reply.has_api_shape and (is_denied or error.get("param") == "None")


def _is_google(reply: Reply) -> bool:
    status = reply.error.get("status")
    return isinstance(status, str) and status.isupper() and isinstance(reply.error.get("code"), int)


def _is_cloudflare(reply: Reply) -> bool:
    body = reply.body or {}
    name = reply.error.get("name") or body.get("name")
    return name == "AiGatewayError" or (body.get("success") is False and isinstance(body.get("error"), list))


def _is_openrouter(reply: Reply) -> bool:
    return isinstance(reply.error.get("code"), int) and "type" not in reply.error and "status" not in reply.error


# Shapes of bodies, seen in public threads and the products' documentation; the first that fits counts.
_SHAPES: tuple[tuple[Callable[[Reply], bool], str], ...] = (
    (_is_litellm, "LiteLLM"),
    (lambda reply: reply.error.get("type") == "new_api_error", "new-api"),
    (lambda reply: reply.error.get("type") == "one_api_error", "one-api"),
    (lambda reply: "base_resp" in (reply.body or {}), "MiniMax"),
    (_is_google, "Google Cloud"),
    (_is_cloudflare, "Cloudflare's AI Gateway"),
    (lambda reply: (reply.body or {}).get("status") == "failure", "Portkey"),
    (_is_openrouter, "OpenRouter or a gateway like it"),
    (lambda reply: {"param", "code"} <= reply.error.keys(), "a service that speaks OpenAI's format"),
    (lambda reply: "detail" in (reply.body or {}), "a program built on FastAPI"),
    (lambda reply: reply.has_api_shape, "a service that speaks the Claude API's format"),
)


def _server(reply: Reply) -> Responder | None:
    server = reply.headers.get("server", "").lower()
    for kind, names in _SERVERS.items():
        for name in names:
            if name in server:
                return Responder(kind, _NAMES.get(name, name))
    return None


def _host(url: str) -> str:
    match = _HOST.match(url)
    return match[1].lower() if match else ""
