"""The period on top of a page."""

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.rules.spans import Period, period_of
from desktop.widgets.form import choose
from desktop.widgets.period_control import PeriodControl


def test_it_turns_within_what_there_is_and_changes_its_length(qtbot: QtBot) -> None:
    control = PeriodControl("insights.month", "Period")
    qtbot.addWidget(control)
    control.turn(1)  # nothing is shown yet
    wanted: list[Period] = []
    control.turned.connect(wanted.append)
    first, today = date(2026, 9, 20), date(2026, 11, 22)
    october = period_of("month", date(2026, 10, 1))
    control.show_period(october, first=first, last=today)
    assert control.accessibleName() == "Period, October 2026"
    qtbot.keyClick(control, Qt.Key.Key_PageUp)
    qtbot.keyClick(control, Qt.Key.Key_PageDown)
    assert wanted == [october.before, october.after]
    control.show_period(october.before, first=first, last=today)
    assert not control.before_button.isEnabled()
    qtbot.keyClick(control, Qt.Key.Key_PageUp)
    assert len(wanted) == 2
    choose(control.kinds, "week")
    control.kinds.activated.emit(0)
    assert wanted[-1] == period_of("week", date(2026, 9, 30))
    assert control.before_button.toolTip() == "The month before"
    control.show_period(wanted[-1], first=first, last=today, aside="so far")
    assert control.words.text() == "28 Sep – 4 Oct 2026"
    assert control.before_button.toolTip() == "The week before"
