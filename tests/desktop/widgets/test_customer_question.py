"""The question on the customers' screen is answered by one touch and takes no focus."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.customer_question import CustomerQuestion


def test_each_field_is_large_enough_and_tells_its_score(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.resize(960, 160)
    question = CustomerQuestion(holder)
    question.setGeometry(0, 0, 960, 160)
    question.show_question("How likely?", "0: no", "10: yes")
    holder.show()
    told: list[int] = []
    question.answered.connect(told.append)
    for field in question.fields:
        assert min(field.width(), field.height()) >= 44
        QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    assert told == list(range(11))
    assert not any(field.hasFocus() for field in question.fields)
    assert question.fields[10].accessibleName() == "10 of 10"
    assert question.accessibleName() == "How likely?"
