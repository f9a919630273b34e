"""Which screen the customers look at."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.customer_screen import (
    OFF,
    choose_screen,
    choose_words,
    chosen_screen,
    chosen_words,
    other_screens,
    screen_for_customers,
)
from desktop.preferences import Preferences, preferences_path


def test_what_was_chosen_is_there_next_time_beside_the_desks_own_choices() -> None:
    assert (chosen_screen(), chosen_words()) == ("", "")
    choose_words("Closed on Tuesdays")
    choose_screen("HDMI-2")
    Preferences(looks="dark").save()
    assert (chosen_screen(), chosen_words()) == ("HDMI-2", "Closed on Tuesdays")


def test_what_cannot_be_read_is_as_if_never_chosen(own_home: Path) -> None:
    own_home.mkdir()
    kept = preferences_path().with_name("customer_screen.json")
    kept.write_text('{"screen": 3, "words": ["x"]}', encoding="utf-8")
    assert (chosen_screen(), chosen_words()) == ("", "")


def test_the_counters_own_screen_is_never_taken(qapp: QApplication) -> None:
    del qapp
    own = QGuiApplication.primaryScreen()
    assert other_screens(own) == []
    choose_screen("HDMI-1")
    assert screen_for_customers(own) is None
    assert screen_for_customers(None) is own
    choose_screen(OFF)
    assert screen_for_customers(None) is None
