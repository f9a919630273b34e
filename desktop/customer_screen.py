"""Which screen the customers look at, as this computer remembers it."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication, QScreen

from desktop.preferences import keep, preferences_path, what_was_kept

OFF = "off"
IN_A_WINDOW = "window"  # to look at it without a second screen


def chosen_screen() -> str:
    """Return the name of the screen, "off", "window", or nothing where nobody was asked yet."""
    return _kept("screen")


def choose_screen(name: str) -> None:
    """Remember the screen that customers look at."""
    keep(_path(), {"screen": name, "words": chosen_words()})


def chosen_words() -> str:
    """Return what the shop says there while nobody is served; lines, or nothing."""
    return _kept("words")


def choose_words(words: str) -> None:
    """Remember what the shop says there."""
    keep(_path(), {"screen": chosen_screen(), "words": words})


def other_screens(own: QScreen | None) -> list[QScreen]:
    """Return the screens besides the one on which the counter stands."""
    return [each for each in QGuiApplication.screens() if each is not own]


def screen_for_customers(own: QScreen | None) -> QScreen | None:
    """Return the screen that was chosen, or another one where its name has changed."""
    wished, others = chosen_screen(), other_screens(own)
    if wished in ("", OFF, IN_A_WINDOW) or not others:
        return None
    return next((each for each in others if each.name() == wished), others[0])


def _kept(name: str) -> str:
    kept = what_was_kept(_path()).get(name)
    return kept if isinstance(kept, str) else ""


def _path() -> Path:
    return preferences_path().with_name("customer_screen.json")
