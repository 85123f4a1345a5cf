"""Text filled into lines of eighty columns."""

from textwrap import wrap

_WIDTH = 80


def filled(text: str, indent: str = "", further: str | None = None) -> list[str]:
    """Return the lines, the first behind `indent`, the rest behind `further`, by default behind as many blanks."""
    return wrap(
        text,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=" " * len(indent) if further is None else further,
        break_long_words=False,
        break_on_hyphens=False,
    )
