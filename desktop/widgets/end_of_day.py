"""The end of a day: what should have come in, held against what was counted in the drawer."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from db.errors import BadAmount
from db.queries.day import DayReport, day_report
from db.queries.sales import first_sale_day
from desktop import formats, theme
from desktop.i18n import tr
from desktop.messages import explain
from desktop.papers import day_words as words
from desktop.printing.day_sheet import DayPart, StaffLine
from desktop.widgets.big_figure import BigFigure
from desktop.widgets.buttons import button, icon_button
from desktop.widgets.figure_list import FigureList, FigureRow
from desktop.widgets.form import Form, SidePanel
from desktop.widgets.labels import heading, label, muted, named, set_property, strong
from desktop.widgets.money_edit import MoneyEdit
from desktop.widgets.page import Page


class EndOfDay(SidePanel):
    """Opens on today; the difference shows at each key, and either paper is one press away."""

    print_asked = Signal(object, str, object)  # the day, the paper, minor units counted or None

    def __init__(self, page: Page) -> None:
        super().__init__(page, "day")
        self._page = page
        self.report = DayReport(date.min)
        settings = page.session.settings
        self.day = strong()
        self.hours = muted(wrap=True)
        self.before_button = icon_button(
            "chevron-left", "day.before", tr("The day before"), lambda: self._turn(-1)
        )
        self.after_button = icon_button(
            "chevron-right", "day.after", tr("The day after"), lambda: self._turn(1)
        )
        self.money_in = named(BigFigure(), "day.money_in", tr("Money in"))
        self.counted = MoneyEdit(
            "day.counted", tr("Counted in the drawer"), currency=settings.currency,
            digits=settings.digits,
        )  # fmt: skip
        self.difference = named(label(wrap=True), "day.difference", tr("Difference"))
        self.lists = [FigureList() for _ in range(4)]  # money, sales, points, vouchers and credit
        self.prepaid_heading = heading(tr("Vouchers and credit"))
        self.people = FigureList()
        self.people_heading = heading(tr("By whom"))
        self.slip_button = button(
            tr("Receipt paper"), "day.slip", lambda: self._print("receipt80"), icon="receipt"
        )
        self.foot.addWidget(self.slip_button)
        self.page_button = self.add_action(
            tr("Print the page"), "day.page", lambda: self._print("page")
        )
        self._lay_out()
        self.counted.changed.connect(self._say_difference)

    def open_today(self) -> None:
        """Open on today, with nothing counted yet."""
        self.counted.clear()
        self._show(self._page.session.today)
        self.open_panel(tr("End of day"), self.counted)

    def reload(self) -> None:
        """Read the day again while it is in sight: something may have come in."""
        if self.isVisible():
            self._show(self.report.day)

    # -- What is shown ----------------------------------------------------------------------

    def _show(self, day: date) -> None:
        session = self._page.session
        settings = session.settings
        self.report = report = day_report(session.db, day)
        self.counted.use_currency(settings.currency, digits=settings.digits)
        self.day.setText(formats.day_long(day))
        hours = words.hours_words(report, zone=settings.timezone)
        self.hours.setText(hours or tr("No sales on this day."))
        first = first_sale_day(session.db) or session.today
        self.before_button.setEnabled(day > first)
        self.after_button.setEnabled(day < session.today)
        self.money_in.show_figure(self._money(report.money_in), tr("should have come in"))
        parts = (
            words.money_part(report, money=self._money),
            words.sales_part(report, money=self._money),
            words.points_part(report),
            words.prepaid_part(report, money=self._money),
        )
        for shown, part in zip(self.lists, parts, strict=True):
            shown.show_rows(_rows(part) if part else [])
        self.prepaid_heading.setVisible(parts[-1] is not None)
        self._show_people(words.staff_lines(report, money=self._money))
        self._say_difference()

    def _show_people(self, lines: Sequence[StaffLine]) -> None:
        rows = [FigureRow(line.name, (formats.number(line.sales), line.money_in)) for line in lines]
        self.people.show_rows(rows, heads=(tr("sales"), tr("money in")))
        for each in (self.people, self.people_heading):
            each.setVisible(bool(rows))

    def _say_difference(self) -> None:
        """Say at each key what is too much or missing; nothing while nothing is typed."""
        try:
            counted = self.counted.amount_or_none()
        except BadAmount as refusal:
            self._say(explain(refusal, self._page.session.settings), "warn")
            return
        if counted is None:
            self._say("", None)
            return
        difference = counted - self.report.money_in
        tone = "good" if difference == 0 else "warn"
        self._say(words.difference_words(difference, money=self._money), tone)

    def _say(self, sentence: str, tone: str | None) -> None:
        self.difference.setText(sentence)
        set_property(self.difference, "role", tone)
        self.difference.setVisible(bool(sentence))

    # -- What is done -----------------------------------------------------------------------

    def _turn(self, days: int) -> None:
        """Go to another day, with nothing counted for it yet."""
        self.counted.clear()
        self._show(self.report.day + timedelta(days=days))

    def _print(self, paper: str) -> None:
        try:
            counted = self.counted.amount_or_none()
        except BadAmount:
            self.counted.setFocus()
            return
        self.print_asked.emit(self.report.day, paper, counted)

    # -- Inside -----------------------------------------------------------------------------

    def _money(self, amount: int) -> str:
        settings = self._page.session.settings
        return formats.money(amount, currency=settings.currency, digits=settings.digits)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.GAP_SMALL)
        row.addWidget(self.before_button)
        row.addWidget(self.after_button)
        row.addWidget(self.day, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.hours)
        self.body.addWidget(self._drawer())
        titles = (None, tr("Sales and customers"), tr("Points"), None)
        for title, shown in zip(titles, self.lists, strict=True):
            if title is not None:
                self.body.addSpacing(theme.GAP_SMALL)
                self.body.addWidget(heading(title))
            elif shown is self.lists[-1]:
                self.body.addWidget(self.prepaid_heading)
            self.body.addWidget(shown)
        self.body.addSpacing(theme.GAP_SMALL)
        self.body.addWidget(self.people_heading)
        self.body.addWidget(self.people)
        self.body.addStretch(1)
        order = (self.counted, self.slip_button, self.page_button, self.before_button,
                 self.after_button, self.close_button)  # fmt: skip
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _drawer(self) -> QFrame:
        """Return the card with what should be there and what is."""
        card = QFrame()
        card.setProperty("role", "sunken")
        column = QVBoxLayout(card)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(theme.GAP_SMALL)
        column.addWidget(self.money_in)
        form = Form()
        form.add(
            "counted", tr("Counted in the drawer"), self.counted,
            hint=tr("Cash, cards and the rest together, without the morning's change."),
        )  # fmt: skip
        column.addWidget(form)
        column.addWidget(self.difference)
        return card


def _rows(part: DayPart) -> list[FigureRow]:
    return [FigureRow(line.words, (line.figure,), is_sum=line.is_sum) for line in part.lines]
