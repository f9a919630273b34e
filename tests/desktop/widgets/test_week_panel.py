"""The week in three figures."""

from PySide6.QtWidgets import QApplication

from db.queries.follow_ups import FollowUpWeek
from desktop.widgets.week_panel import WeekPanel


def test_a_week_says_how_much_of_what_was_due_is_done(dressed_app: QApplication) -> None:
    del dressed_app
    panel = WeekPanel()
    panel.show_week(FollowUpWeek(31, 38, 12, 4))
    assert panel.done.text() == "31 of 38"
    assert (panel.came_back.text(), panel.kind_words.text()) == ("12", "4")
    panel.show_week(FollowUpWeek(0, 0, 0, 0))
    assert panel.done.text() == "0"
