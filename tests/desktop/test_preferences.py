"""What this computer remembers."""

from pathlib import Path

import pytest

from desktop.preferences import Preferences, load_preferences, preferences_path


def test_what_was_chosen_is_there_next_time() -> None:
    Preferences(book="/shop.okaeri", language="ja", looks="dark", width=1024).save()
    assert load_preferences() == Preferences(
        book="/shop.okaeri", language="ja", looks="dark", width=1024
    )


@pytest.mark.parametrize(
    "kept", ["", "{", "[]", '{"looks": "pink", "width": "wide", "language": "tlh"}']
)
def test_what_cannot_be_read_is_as_if_never_chosen(own_home: Path, kept: str) -> None:
    own_home.mkdir()
    preferences_path().write_text(kept, encoding="utf-8")
    assert load_preferences() == Preferences()


def test_a_place_that_cannot_be_written_to_is_borne(own_home: Path) -> None:
    own_home.write_text("a file where the folder should be", encoding="utf-8")
    Preferences(looks="dark").save()
    assert load_preferences() == Preferences()
