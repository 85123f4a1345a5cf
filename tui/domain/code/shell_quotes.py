"""Whether a word of a shell script is in single quotes, between which the shell puts no variable into the text."""

from tui.domain.regex import regex

# What is run once more, or filled in by another program, may still get its variables.
_FILLED_IN = regex(r"<<|\b(?:eval|envsubst)\b")
_PIECE = regex(r"""\\[\s\S]|"(?>[^"\\]|\\[\s\S])*+"|'[^']*+'""")
SHELL_SUFFIXES = (".sh", ".bash", ".zsh", ".fish")


def is_single_quoted(path: str, text: str, start: int) -> bool:
    """Return whether the shell takes the word that begins there as it is; False where that is not certain.

    In a Makefile and the like a dollar sign is not the shell's, and no such file counts here.
    """
    if not path.endswith(SHELL_SUFFIXES) or _FILLED_IN.search(text):
        return False
    return any(piece.start() == start - 1 and piece.group().startswith("'") for piece in _PIECE.finditer(text))
