"""What an HTTP answer means, judged by status, `error.type` and shape; never by its wording."""

import re
from collections.abc import Mapping
from itertools import islice
from typing import cast

from tui.domain.clients.scrub import scrub
from tui.domain.json_values import mapping, objects, text_at
from tui.domain.probing.probe import (
    Accepted,
    Answered,
    BadRequest,
    Forbidden,
    ForeignAnswer,
    NotFound,
    ProbeKind,
    ProbeRequest,
    Redirected,
    Rejected,
    ServerFault,
    Throttled,
)
from tui.domain.probing.responder import Reply, responder_of
from tui.domain.record import Record
from tui.domain.regex import regex

MOST_BYTES = 2_000_000
_MOST_MODELS = 1000
_MOST_DETAILS = 3
_MOST_CHARACTERS = 10_000
_TITLE = regex(r"<title[^>]*>(.{1,200}?)</title", re.IGNORECASE | re.DOTALL)
_PAGE = regex(r"<(?:!|\?xml|(?:html|head|body|h1|center)\b)", re.IGNORECASE)
_HOST = regex(r"(?:[a-z][a-z0-9+.-]*:)?//(?:[^/?#]*@)?([^/?#]+)", re.IGNORECASE)
_ERROR_TYPE = regex(r"[A-Za-z][A-Za-z_. -]{0,59}")
_REQUEST_ID = regex(r"[A-Za-z0-9_-]{1,80}")
_MODEL_ID = regex(r"(?!sk-)[\w.:/@+-]{1,120}", re.ASCII)
_AUTHENTICATION_ERROR = "authentication_error"
# LiteLLM says 401 where it knows the key and does not let it use the model.
_MODEL_DENIED = "_model_access_denied"
_AMONG_BAD_REQUESTS = frozenset({400, 402, 413, 422})

_Object = Mapping[str, object]


class _Body(Record):
    """An answer's body as far as it could be understood."""

    json: _Object | None
    text: str
    is_page: bool
    flaw: str

    @property
    def error(self) -> _Object:
        """The error's object, empty where there is none."""
        return mapping((self.json or {}).get("error"))

    @property
    def error_type(self) -> str:
        """The error's type, only where it looks like one."""
        name = self.error.get("type")
        return name if isinstance(name, str) and _ERROR_TYPE.fullmatch(name) else ""

    @property
    def is_api_error(self) -> bool:
        """Whether it has the shape of the API's errors."""
        return bool(self.json and self.json.get("type") == "error" and self.error_type)


def judge(
    request: ProbeRequest,
    status: int,
    headers: Mapping[str, str],
    body: bytes,
    *,
    complete: bool,
    milliseconds: float,
) -> Answered:
    """Return the outcome that an answer means.

    `headers` have lower-case names; `complete` is false when the body broke off; a body over
    2 MB need not be read to its end.
    """
    content = _understood(headers, body, complete=complete)
    accepted_models = _accepted_models(request, content) if 200 <= status < 300 else None
    kind = _class_of(status, content, is_accepted=accepted_models is not None)
    request_id = headers.get("request-id") or (content.json or {}).get("request_id")
    return kind(
        request,
        milliseconds,
        status=status,
        error_type=request.secret.masked_in(content.error_type),
        message=_shown(request, _message(request, kind, headers, content)),
        request_id=_plain_id(request, request_id),
        speaks_anthropic=content.is_api_error or (kind is Accepted and _has_api_shape(request, content)),
        server=_shown(request, headers.get("server", ""))[:80],
        retry_after=_shown(request, headers.get("retry-after", ""))[:40],
        models=accepted_models or () if kind is Accepted else (),
        via=_shown(request, headers.get("via", ""))[:80],
        responder=responder_of(Reply(request.base_url, status, headers, content.json, content.is_page)),
    )


def _class_of(status: int, content: _Body, *, is_accepted: bool) -> type[Answered]:
    if content.error_type == _AUTHENTICATION_ERROR and status >= 400 and not content.flaw:
        return Rejected
    if content.error_type.endswith(_MODEL_DENIED) and status >= 400:
        return Forbidden
    if 300 <= status < 400:
        return Redirected
    if status >= 500:
        return ServerFault
    if content.flaw:
        return ForeignAnswer
    return _class_of_whole(status, content, is_accepted=is_accepted)


def _class_of_whole(status: int, content: _Body, *, is_accepted: bool) -> type[Answered]:
    match status:
        case 401:
            return ForeignAnswer if content.is_page else Rejected
        case 404:
            return NotFound
        case 429:
            return Throttled
        case 403:
            return Forbidden if content.json is not None else ForeignAnswer
        case _ if status in _AMONG_BAD_REQUESTS:
            return BadRequest if content.json is not None else ForeignAnswer
        case _ if status >= 400:
            return BadRequest if content.is_api_error else ForeignAnswer
        case _:
            return Accepted if is_accepted else ForeignAnswer


def _understood(headers: Mapping[str, str], body: bytes, *, complete: bool) -> _Body:
    if len(body) > MOST_BYTES:
        return _Body(None, "", is_page=False, flaw="more than 2 MB")
    text = body.decode("utf-8", "replace")
    is_page = (
        "text/html" in headers.get("content-type", "").lower() or _PAGE.match(text.lstrip("\ufeff \t\r\n")) is not None
    )
    if not complete:
        return _Body(None, text, is_page, flaw="the answer broke off")
    parsed = _parsed(body)
    return _Body(parsed, text, is_page and parsed is None, flaw="")


def _parsed(body: bytes) -> _Object | None:
    import json  # noqa: PLC0415 - 10 ms of every start that sends nothing

    try:
        value: object = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return cast("_Object", value) if isinstance(value, dict) else None


def _accepted_models(request: ProbeRequest, content: _Body) -> tuple[str, ...] | None:
    """Return the ids of an accepted list, nothing for other accepted answers, None when it is not one."""
    if content.json is None or content.flaw:
        return None
    if request.kind is ProbeKind.HELLO:
        return () if content.json.get("type") == "message" else None
    if request.kind is ProbeKind.MODEL:
        return () if isinstance(content.json.get("id"), str) else None
    if request.kind is ProbeKind.COUNT:
        return () if isinstance(content.json.get("input_tokens"), int) else None
    data = content.json.get("data")
    if not isinstance(data, list):
        return None
    names = [entry.get("id") for entry in islice(objects(cast("object", data)), _MOST_MODELS)]
    return tuple(name for name in names if isinstance(name, str) and _is_model(request, name))


def _is_model(request: ProbeRequest, name: str) -> bool:
    return _MODEL_ID.fullmatch(name) is not None and request.secret.masked_in(name) == name


def _has_api_shape(request: ProbeRequest, content: _Body) -> bool:
    body = content.json or {}
    match request.kind:
        case ProbeKind.AUTH:
            return "has_more" in body
        case ProbeKind.MODEL:
            return body.get("type") == "model"
        case ProbeKind.COUNT:
            return "input_tokens" in body
        case ProbeKind.HELLO:
            return body.get("type") == "message"


def _message(request: ProbeRequest, kind: type[Answered], headers: Mapping[str, str], content: _Body) -> str:
    if kind is Redirected:
        return _host_in(headers.get("location", "")) or _host_in(request.url)
    if content.flaw:
        return content.flaw
    if content.is_page:
        title = _TITLE.search(content.text[:_MOST_CHARACTERS])
        return f"a web page, `{' '.join(title[1].split())}`" if title else "a web page"
    if content.json is None:
        return f"no JSON: {content.text}" if content.text.strip() else "an empty answer"
    if kind is ForeignAnswer and not _said(content):
        return "JSON of another shape"
    return _said(content)


def _said(content: _Body) -> str:
    """Return the error's words, and its code where it has one."""
    body = content.json or {}
    words = content.error.get("message") or next(
        (body[name] for name in ("error", "message", "detail") if isinstance(body.get(name), str)), None
    )
    code = text_at(mapping(content.error.get("details")), "error_code")
    text = words if isinstance(words, str) else _missing_fields(body)
    return f"{text} ({code})" if code else text


def _missing_fields(body: _Object) -> str:
    """Return what a program built on FastAPI misses, such as `header x-api-key: Field required`."""
    found = islice(objects(body.get("detail")), _MOST_DETAILS)
    return ", ".join(f"{_joined(item.get('loc'))}: {item.get('msg')}" for item in found)


def _joined(parts: object) -> str:
    return " ".join(map(str, cast("list[object]", parts))) if isinstance(parts, list) else ""


def _host_in(url: str) -> str:
    match = _HOST.match(url)
    return match[1] if match else ""


def _shown(request: ProbeRequest, text: str) -> str:
    return scrub(request.secret.masked_in(text)[:_MOST_CHARACTERS])


def _plain_id(request: ProbeRequest, text: object) -> str:
    if not isinstance(text, str) or not _REQUEST_ID.fullmatch(text) or request.secret.masked_in(text) != text:
        return ""
    return "" if text.startswith("sk-") else text
