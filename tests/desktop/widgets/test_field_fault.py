"""A field at fault looks so until something else is typed there."""

from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.widgets.field_fault import mark_fault


def test_a_field_is_good_again_as_soon_as_it_is_edited(qtbot: QtBot) -> None:
    field = QLineEdit("1,2x0")
    qtbot.addWidget(field)
    mark_fault(field, at_fault=True)
    assert field.property("fault") is True
    assert field.selectedText() == "1,2x0"
    qtbot.keyClicks(field, "1")
    assert field.property("fault") is False


def test_another_choice_is_good_again(qtbot: QtBot) -> None:
    field = QComboBox()
    qtbot.addWidget(field)
    field.addItems(["one", "two"])
    mark_fault(field, at_fault=True)
    field.setCurrentIndex(1)
    assert field.property("fault") is False


def test_a_field_that_never_was_at_fault_is_left_alone(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    mark_fault(field, at_fault=False)
    assert field.property("fault") is None
