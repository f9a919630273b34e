"""What this computer remembers, apart from the book: the last book, language, looks, window."""

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args

from platformdirs import user_config_path

from desktop.i18n import LANGUAGES

Looks = Literal["light", "dark", "system"]


@dataclass
class Preferences:
    """The choices of one computer; what cannot be read any more is as if never chosen."""

    book: str = ""
    language: str = ""  # nothing: the book's own
    looks: Looks = "system"
    width: int = 1366
    height: int = 768
    maximised: bool = False
    summary_folder: str = ""  # nothing: no summary comes by itself

    def save(self) -> None:
        """Keep the choices; a place that cannot be written to is borne, they are only comforts."""
        keep(preferences_path(), asdict(self))


def last_book() -> Path | None:
    """Return the book that was open last, where it still is."""
    kept = load_preferences().book
    return Path(kept) if kept and Path(kept).is_file() else None


def load_preferences() -> Preferences:
    """Return the choices of this computer."""
    return _understood(what_was_kept(preferences_path()))


def preferences_path() -> Path:
    """Return where the choices are kept; OKAERI_HOME names another folder."""
    home = os.environ.get("OKAERI_HOME")
    return (Path(home) if home else user_config_path("okaeri", appauthor=False)) / "desk.json"


def keep(path: Path, choices: dict[str, Any]) -> None:
    """Keep choices of this computer in a file; one that cannot be written is borne."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial")
        partial.write_text(json.dumps(choices, indent=1), encoding="utf-8")
        partial.replace(path)
    except OSError:
        return


def what_was_kept(path: Path) -> dict[str, Any]:
    """Return the choices kept in a file, nothing where it cannot be read."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _understood(kept: dict[str, Any]) -> Preferences:
    chosen = Preferences()
    for field in fields(Preferences):
        value = kept.get(field.name)
        if type(value) is type(getattr(chosen, field.name)):
            setattr(chosen, field.name, value)
    if chosen.language not in LANGUAGES:
        chosen.language = ""
    if chosen.looks not in get_args(Looks):
        chosen.looks = "system"
    return chosen
