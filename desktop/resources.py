"""Finds the files that are shipped beside the code: fonts, icons, catalogues, samples, help."""

import sys
from pathlib import Path


def resource(name: str) -> Path:
    """Return the path of a shipped file or folder, such as "fonts/BIZUDPGothic-Regular.ttf"."""
    return _root() / name


def _root() -> Path:
    """Return the `resources` folder of this installation, frozen into a program or not."""
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen or Path(__file__).parent.parent) / "resources"
