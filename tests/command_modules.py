"""What the command without a screen may load, imported once, by the process that its runs are forked from."""

import gc
import pkgutil
from importlib import import_module

import httpx
import keyring

import tui

_OF_THE_SCREEN = ("tui.app", "tui.screens", "tui.widgets")
LOADED = (httpx, keyring)

for module in pkgutil.walk_packages(tui.__path__, "tui."):
    if not module.name.startswith(_OF_THE_SCREEN):
        import_module(module.name)
gc.freeze()
