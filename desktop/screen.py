"""Tells whether a window can open here; without a screen Qt would end with a misleading word."""

import os
import sys


def has_screen() -> bool:
    """Tell whether this computer has a screen to open a window on."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
