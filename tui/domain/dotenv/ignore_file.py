"""Adds `.env` to the text of a `.gitignore`."""

_LINE = b".env"


def with_ignore_line(data: bytes) -> bytes:
    """Return the file with a last line `.env` in its own kind of line end; unchanged where that rule stands already."""
    lines = data.splitlines(keepends=True)
    rules = [line.removeprefix(b"\xef\xbb\xbf").strip() for line in lines]
    rule = next((rule for rule in reversed(rules) if rule in {_LINE, b"/" + _LINE, b"!" + _LINE, b"!/" + _LINE}), b"")
    if rule and not rule.startswith(b"!"):
        return data
    end = b"\r\n" if lines and lines[0].endswith(b"\r\n") else b"\n"
    gap = b"" if not lines or lines[-1].endswith(b"\n") else end
    return data + gap + _LINE + end
