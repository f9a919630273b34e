"""One section of the settings."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from db.rules.shop import ShopSettings
from desktop.widgets.settings_form import SettingsForm, Spoken


class TwoNumbers(SettingsForm):
    """Asks for two numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.step = self.number_field("redeem_step", "Step")
        self.days = self.number_field("pending_days", "Days")

    def _fill(self, settings: ShopSettings) -> None:
        self.step.show_number(settings.redeem_step)
        self.days.show_number(settings.pending_days)

    def _spoken(self) -> Spoken:
        return {"redeem_step": self.step.number(""), "pending_days": self.days.number("")}


def test_only_what_was_changed_since_it_was_shown_is_told(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    form = TwoNumbers()
    qtbot.addWidget(form)
    form.show_settings(ShopSettings())
    assert form.changes() == {}
    form.step.setText("10")
    assert form.changes() == {"redeem_step": 10}
    assert form.step.objectName() == "settings.redeem_step"
    assert set(form.fields) == {"redeem_step", "pending_days"}


def test_enter_in_a_field_keeps_the_section(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    form = TwoNumbers()
    qtbot.addWidget(form)
    form.save_button = QPushButton(form)
    with qtbot.waitExposed(form):
        form.show()
    form.activateWindow()
    form.days.setFocus()
    with qtbot.waitSignal(form.save_button.clicked):
        qtbot.keyClick(form.days, Qt.Key.Key_Return)
