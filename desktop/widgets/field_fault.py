"""Marks a field that a refusal is about, until something else is typed there."""

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desktop.widgets.labels import set_property


def mark_fault(field: QWidget, *, at_fault: bool) -> None:
    """Show a field as at fault, or as good again; it is good again as soon as it is edited."""
    if at_fault and not field.property("fault_watched"):
        field.setProperty("fault_watched", True)
        _when_edited(field)
    if at_fault or field.property("fault") is not None:
        set_property(field, "fault", at_fault)
    if at_fault and isinstance(field, QLineEdit):
        field.selectAll()


def _when_edited(field: QWidget) -> None:
    def good_again(*_: object) -> None:
        set_property(field, "fault", False)

    if isinstance(field, QLineEdit):
        field.textEdited.connect(good_again)
    elif isinstance(field, QComboBox):
        field.currentIndexChanged.connect(good_again)
