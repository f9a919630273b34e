"""What became of this week's follow-ups: done, who came back since, kind words kept."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel

from db.queries.follow_ups import FollowUpWeek
from desktop import formats, theme
from desktop.i18n import tr
from desktop.widgets.labels import label, named, strong
from desktop.widgets.panel import Panel


class WeekPanel(Panel):
    """Three figures that say whether it was worth it."""

    def __init__(self) -> None:
        super().__init__(tr("This week"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.GAP)
        self._grid.setVerticalSpacing(9)
        self._grid.setColumnStretch(0, 1)
        self.body.addLayout(self._grid)
        self.done = self._figure("done", tr("Followed up"))
        self.came_back = self._figure("came_back", tr("Came back since"))
        self.kind_words = self._figure("kind_words", tr("Kind words kept"))
        self.came_back.setToolTip(tr("Bought after a follow-up of the last 30 days."))

    def show_week(self, week: FollowUpWeek) -> None:
        """Show the figures of a week."""
        done = tr("{count} of {all}").format(
            count=formats.number(week.done), all=formats.number(week.due)
        )
        self.done.setText(done if week.due else formats.number(week.done))
        self.came_back.setText(formats.number(week.came_back))
        self.kind_words.setText(formats.number(week.kind_words))

    def _figure(self, name: str, words: str) -> QLabel:
        row = self._grid.rowCount()
        said = label(words, wrap=True)
        value = named(strong(), f"today.week.{name}", words)
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(said, row, 0)
        self._grid.addWidget(value, row, 1)
        return value
