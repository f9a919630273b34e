"""Small coloured words."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.widgets.chip import Chip, ChipRow, LongChip


def test_a_chip_without_words_is_not_there(qtbot: QtBot) -> None:
    chip = Chip("Gold", "gold")
    qtbot.addWidget(chip)
    chip.say("Renewal", "warn")
    assert (chip.text(), chip.property("tone")) == ("Renewal", "warn")
    chip.say("", "info")
    assert chip.isHidden()


def test_a_row_shows_the_chips_it_is_given_last(qtbot: QtBot) -> None:
    row = ChipRow()
    qtbot.addWidget(row)
    row.show_chips([("Gold until 31 Mar", "gold"), ("Bean Club", "info")])
    row.show_chips([("Silver", "gold")])
    shown = [chip.text() for chip in row.findChildren(Chip) if not chip.isHidden()]
    assert shown == ["Silver"]


def test_a_long_name_goes_on_in_a_second_line_and_widens_nothing(qtbot: QtBot) -> None:
    row = ChipRow()
    qtbot.addWidget(row)
    long = "Roaster's Table with two tastings · paid until 1 Dec"
    row.show_chips([(long, "info"), ("from 2 Dec: Club", "plain")])
    row.resize(240, row.heightForWidth(240))
    with qtbot.waitExposed(row):
        row.show()
    assert row.minimumSizeHint().width() <= 240
    first, second = row.findChildren(LongChip)
    assert (first.text(), first.toolTip()) == (long, long)
    assert first.width() <= 240
    assert first.height() > second.height()
    assert second.y() >= first.geometry().bottom()
    row.resize(900, row.heightForWidth(900))
    assert first.height() == second.height()


def test_a_short_word_s_chip_is_no_wider_than_the_word(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    row = ChipRow()
    qtbot.addWidget(row)
    row.show_chips([("猫", "plain")])
    row.resize(300, 40)
    with qtbot.waitExposed(row):
        row.show()
    chip = row.findChildren(Chip)[0]
    assert chip.width() == chip.sizeHint().width()
