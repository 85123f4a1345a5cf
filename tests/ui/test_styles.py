"""Styles stay with their screens."""

import re
from pathlib import Path
from typing import cast

import pytest

from tui.app import Fix401App
from tui.screens.detect import DetectScreen
from tui.screens.fix import FixScreen
from tui.screens.keys import KeysScreen
from tui.screens.probe import ProbeScreen
from tui.screens.step_screen import STYLES
from tui.screens.themes import DARK, LIGHT
from tui.screens.verify import VerifyScreen

SCREENS: dict[str, tuple[str, ...]] = {
    "app": ("StepScreen", "Overlay", "CommandPalette"),
    **{
        screen.STEP.name.lower(): (screen.__name__,)
        for screen in (DetectScreen, KeysScreen, ProbeScreen, FixScreen, VerifyScreen)
    },
}


def _outer_selectors(text: str) -> list[str]:
    bare = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    selectors: list[str] = []
    depth, word = 0, ""
    for character in bare:
        if character == "{":
            if depth == 0:
                selectors.append(word.strip())
            depth, word = depth + 1, ""
        elif character == "}":
            depth, word = depth - 1, ""
        else:
            word += character
    return selectors


def test_every_style_belongs_to_a_screen() -> None:
    assert {path.stem for path in STYLES.glob("*.tcss")} == set(SCREENS)


@pytest.mark.parametrize("name", SCREENS)
def test_every_rule_is_nested_under_its_screen(name: str) -> None:
    selectors = _outer_selectors((STYLES / f"{name}.tcss").read_text(encoding="utf-8"))
    assert selectors
    assert set(selectors) <= set(SCREENS[name])


def test_each_step_has_its_own_style_file() -> None:
    loaded_at_once = [path.stem for path in cast("list[Path]", Fix401App.CSS_PATH)]
    assert loaded_at_once == ["app", "detect"]
    for screen in (KeysScreen, ProbeScreen, FixScreen, VerifyScreen):
        assert Path(str(screen.CSS_PATH)).stem == screen.STEP.name.lower()


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
@pytest.mark.parametrize("colour", ["foreground", "primary", "success", "warning", "error", "quiet"])
@pytest.mark.parametrize("ground", ["background", "surface", "panel"])
def test_contrast_is_high_enough_to_read(theme: object, colour: str, ground: str) -> None:
    front = getattr(theme, colour, None) or getattr(theme, "variables")[colour]  # noqa: B009 - of either theme
    light, dark = sorted((_luminance(front), _luminance(getattr(theme, ground))), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
