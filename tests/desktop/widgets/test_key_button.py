"""A button that shows its key."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.widgets.key_button import KeyButton


def test_it_does_what_it_is_for_and_says_its_words(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    done: list[str] = []
    made = KeyButton("Redeem", "redeem", lambda: done.append("redeemed"), key="F6")
    qtbot.addWidget(made)
    made.show()
    made.click()
    assert done == ["redeemed"]
    assert made.text() == made.accessibleName() == "Redeem"
    assert made.height() >= theme.TOUCH


def test_new_words_are_spoken_too(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    made = KeyButton("Record", "record")
    qtbot.addWidget(made)
    made.setText("Record ¥1,780 and give 42 points")
    assert made.accessibleName() == "Record ¥1,780 and give 42 points"


def test_words_that_need_two_lines_get_them_and_only_more_is_cut(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    made = KeyButton("Record ¥1,780 and give 42 points", "record")
    qtbot.addWidget(made)
    assert made.words_in(400)[0] == ["Record ¥1,780 and give 42 points"]
    two = made.words_in(200)[0]
    assert len(two) == 2
    assert " ".join(two) == made.text()
    assert made.words_in(100)[0][1].endswith("…")


def test_the_key_gives_way_to_the_words(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    made = KeyButton("Use 1,240", "use", key="F4")
    qtbot.addWidget(made)
    lines, _, keyed = made.words_in(160)
    assert (lines, keyed) == (["Use 1,240"], True)
    lines, _, keyed = made.words_in(80)
    assert (lines, keyed) == (["Use", "1,240"], False)


def test_words_that_end_in_dots_by_themselves_keep_their_key(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    made = KeyButton("Plan …", "plan", key="Ctrl+M")
    qtbot.addWidget(made)
    assert made.words_in(160)[2]
