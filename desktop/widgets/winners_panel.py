"""Who was drawn: names to tell them, what each gets, and the coupons to print."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from db.phones import phone_shown
from db.queries.surprises import DrawnSurprise, Winner
from db.rules.coupons import spoken_code
from desktop import formats, theme
from desktop.i18n import tr
from desktop.widgets.buttons import button
from desktop.widgets.form import SidePanel
from desktop.widgets.labels import label, muted, rule, small, strong
from desktop.widgets.page import Page
from desktop.words.surprises import gift_words, gifts_words, odds_words


class WinnersPanel(SidePanel):
    """Shows a draw over the right of its page until it is closed."""

    print_asked = Signal(object)  # the codes of its coupons

    def __init__(self, page: Page) -> None:
        super().__init__(page, "winners")
        self._page = page
        self._codes: list[str] = []
        self.odds = label(role="figure", wrap=True)
        self.group = muted(wrap=True)
        self.gifts = muted(wrap=True)
        self.list = QWidget()
        self._grid = QGridLayout(self.list)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.GAP)
        self._grid.setVerticalSpacing(theme.GAP_SMALL)
        self._grid.setColumnStretch(0, 1)
        for each in (self.odds, self.group, self.gifts, self.list):
            self.body.addWidget(each)
        self.body.addStretch(1)
        self.print_button = button(
            tr("Print the coupons"), "winners.print", lambda: self.print_asked.emit(self._codes),
            icon="print",
        )  # fmt: skip
        self.foot.insertWidget(0, self.print_button)
        self.done_button = self.add_action(tr("Done"), "winners.done", self.close_panel)

    def show_surprise(self, surprise: DrawnSurprise) -> None:
        """Show who was drawn, in the order of drawing."""
        self.odds.setText(odds_words(surprise.count, surprise.size))
        day = formats.day(surprise.day)
        self.group.setText(
            tr("Drawn on {day} among: {group}").format(day=day, group=surprise.group_words)
        )
        self.gifts.setText(tr("To be won: {gifts}.").format(gifts=gifts_words(surprise.gifts)))
        self._codes = [winner.code for winner in surprise.winners if winner.code]
        self.print_button.setVisible(bool(self._codes))
        self._show_winners(surprise.winners)
        self.open_panel(surprise.name, self.done_button)

    def names(self) -> list[str]:
        """Return the names that are shown."""
        return [each.text() for each in self.list.findChildren(QLabel, "winner.name")]

    def _show_winners(self, winners: tuple[Winner, ...]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setObjectName("")
                widget.deleteLater()
        for number, winner in enumerate(winners):
            line = number * 3
            self._grid.addWidget(rule(), line, 0, 1, 2)
            name = strong(winner.name)
            name.setObjectName("winner.name")
            self._grid.addWidget(name, line + 1, 0)
            self._grid.addWidget(small(self._reached_by(winner)), line + 1, 1)
            self._grid.addWidget(muted(gift_words(winner.gift), wrap=True), line + 2, 0)
            if winner.code:
                self._grid.addWidget(small(spoken_code(winner.code)), line + 2, 1)

    def _reached_by(self, winner: Winner) -> str:
        if winner.phone:
            return phone_shown(winner.phone, country=self._page.session.settings.country)
        return tr("No. {number}").format(number=formats.member_number(winner.number))
