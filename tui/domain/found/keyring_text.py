"""What a keyring entry's text holds: a key, a key read in the wrong encoding, or JSON with a key in it."""

from typing import cast

from tui.domain.json_values import mapping

_MEMBERS = (("ANTHROPIC_API_KEY",), ("ANTHROPIC_AUTH_TOKEN",), ("claudeAiOauth", "accessToken"))


def key_text(text: str) -> str | None:
    """Return the credential's text exactly as stored, or None for JSON without one."""
    decoded = _as_stored(text)
    if not decoded.lstrip().startswith("{"):
        return decoded
    document = _object(decoded)
    return decoded if document is None else _member(document)


def holds_several(text: str) -> bool:
    """Return whether the text is a JSON object, of which a key could be only a part."""
    return _object(_as_stored(text)) is not None


def _as_stored(text: str) -> str:
    """Undo the reading of UTF-8 bytes as UTF-16, which the Windows keyring does with other programs' entries."""
    raw = text.encode("utf-16-le", "surrogatepass")
    misread = raw.isascii() and b"\0" not in raw and raw.startswith((b"sk-ant-", b"{"))
    return raw.decode() if misread else text


def _object(text: str) -> dict[str, object] | None:
    import json  # noqa: PLC0415 - only entries that hold JSON need it

    try:
        document: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return cast("dict[str, object]", document) if isinstance(document, dict) else None


def _member(document: dict[str, object]) -> str | None:
    values = (_at(document, path) for path in _MEMBERS)
    return next((value for value in values if isinstance(value, str)), None)


def _at(value: object, path: tuple[str, ...]) -> object:
    for name in path:
        value = mapping(value).get(name)
    return value
