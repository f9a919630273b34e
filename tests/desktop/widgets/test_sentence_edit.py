"""A sentence with its fields in it, in as many lines as it needs."""

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.widgets.number_edit import NumberEdit
from desktop.widgets.sentence_edit import SentenceEdit


def test_the_fields_stand_where_the_sentence_names_them(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    before, within = NumberEdit("before", "Before"), NumberEdit("within", "Within")
    edit = SentenceEdit("Shown {before} days before, within {within} days.",
                        {"before": before, "within": within})  # fmt: skip
    qtbot.addWidget(edit)
    for field in (before, within):
        field.setFixedWidth(60)
    edit.resize(900, 60)
    with qtbot.waitExposed(edit):
        edit.show()
    words = edit.findChildren(QLabel)
    assert [each.text() for each in words] == ["Shown", "days", "before,", "within", "days."]
    assert words[0].x() < before.x() < words[1].x() < within.x() < words[-1].x()
    edit.resize(200, 300)
    assert within.y() > before.y()
