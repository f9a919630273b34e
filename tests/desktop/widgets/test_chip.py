"""Small coloured words."""

from pytestqt.qtbot import QtBot

from desktop.widgets.chip import Chip, ChipRow


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
