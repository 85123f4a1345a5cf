"""The two calm palettes of our own; both are true-colour, so that they hold under NO_COLOR too."""

from textual.theme import Theme

DARK = Theme(
    name="fix401-dark",
    primary="#7db4ff",
    secondary="#9aa8ff",
    accent="#7db4ff",
    warning="#e8c170",
    error="#ff8f87",
    success="#86d6a0",
    foreground="#dde3ea",
    background="#12161c",
    surface="#1a2029",
    panel="#262e3a",
    dark=True,
    variables={"quiet": "#97a3b3", "rule": "#364152", "choice-text": "#0d1117"},
)
LIGHT = Theme(
    name="fix401-light",
    primary="#0b57c2",
    secondary="#4a48c0",
    accent="#0b57c2",
    warning="#8a5a00",
    error="#b3261e",
    success="#146c2e",
    foreground="#1b222c",
    background="#fbfcfe",
    surface="#eff3f8",
    panel="#dfe6ef",
    dark=False,
    variables={"quiet": "#566273", "rule": "#c3cddb", "choice-text": "#ffffff"},
)
