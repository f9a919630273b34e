"""Who comes back: the newcomers of each month and how many of them bought in those after."""

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent

from db.queries.figures import PeriodFigures
from db.rules.retention import Cohort
from db.rules.shop import ShopSettings
from desktop import formats
from desktop.i18n import tr, trc, trn
from desktop.table_files import Cell
from desktop.widgets.buttons import Segments
from desktop.widgets.figure_card import FigureCard, Table
from desktop.widgets.figure_panel import Whose
from desktop.widgets.heat_map import BESIDE, HeatCell, HeatMap, HeatRow
from desktop.widgets.page import Page

_SHORT, _ROWS, _ROWS_OF_A_YEAR = 5, 8, 12
_TALL = 900  # from this height of the window on there is room for a year of cohorts
_THOUSAND = 1000
_THOUSANDS_FROM = 10 * _THOUSAND


class CohortCard(FigureCard):
    """A map of shades: as share, as number of customers, as money; each cell leads to them."""

    pressed = Signal(object)  # Whose

    def __init__(self, page: Page) -> None:
        self.measure = Segments(
            "insights.measure",
            tr("What the map shows"),
            {"share": tr("Share"), "count": trc("measure", "Count"), "money": tr("Money")},
        )
        super().__init__(page, "insights.card.cohorts", tr("Who comes back"), aside=self.measure)
        self._now: PeriodFigures | None = None
        self._cohorts: Sequence[Cohort] = ()
        self._settings = page.session.settings
        self.measure.choose("share")
        self.measure.chosen.connect(lambda _: self._show())
        self.heat = HeatMap("insights.cohorts", tr("Who comes back"))
        self.heat.pressed.connect(self._press)
        self.body.addWidget(self.heat)
        self.body.addStretch(1)
        self.offer_picture(self.heat)
        self.offer_table(self._table)

    def show_period(self, now: PeriodFigures, settings: ShopSettings) -> None:
        """Show the cohorts up to a period."""
        self._now, self._settings = now, settings
        self._show()

    def is_short(self) -> bool:
        """Tell whether there is room for another card under it."""
        return len(self._cohorts) <= _SHORT

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many rows as there is room for."""
        super().resizeEvent(event)
        self._show()

    # -- Inside -----------------------------------------------------------------------------

    def _show(self) -> None:
        if self._now is None:
            return
        rows = _ROWS_OF_A_YEAR if self.window().height() >= _TALL else _ROWS
        self._cohorts = self._now.cohorts[-rows:]
        months = max((len(cohort.active) for cohort in self._cohorts), default=1)
        unit = self._unit()
        self.heat.show_rows(
            [self._row(cohort, unit) for cohort in self._cohorts],
            columns=[f"+{number}" for number in range(months)],
            beside=tr("new"),
            unit=self._unit_words(unit),
        )

    def picture_words(self) -> str:
        """Return the title of a copy, which must say what is shown."""
        measure = self.measure.buttons[self.measure.value()].text()
        return tr("{title}: {measure}").format(title=tr("Who comes back"), measure=measure)

    def _unit_words(self, unit: int) -> str:
        if self._is("share"):
            return "%"
        if not self._is("money"):
            return ""
        sign = formats.currency_sign(self._settings.currency)
        return tr("in {unit}").format(unit=f"{sign}1,000" if unit > self._money_unit else sign)

    def _row(self, cohort: Cohort, unit: int) -> HeatRow:
        month = formats.month_year(cohort.month)
        told = tr("{month}: {size} new customers").format(
            month=month, size=formats.number(cohort.size)
        )
        cells = [
            HeatCell(self._text(cohort, later, unit), self._shade(cohort, later),
                     self._told(cohort, later))
            for later in range(len(cohort.active))
        ]  # fmt: skip
        return HeatRow(month, formats.number(cohort.size), cells, told)

    def _text(self, cohort: Cohort, later: int, unit: int) -> str:
        if self._is("count"):
            return formats.number(cohort.active[later])
        if self._is("money"):
            return formats.number(round(Fraction(cohort.revenue[later], unit)))
        return str(round(cohort.share_percent(later) or 0))

    def _shade(self, cohort: Cohort, later: int) -> Fraction:
        if self._is("money"):
            return cohort.revenue_percent(later) or Fraction(0)
        return cohort.share_percent(later) or Fraction(0)

    def _told(self, cohort: Cohort, later: int) -> str:
        words = trn(
            "{month}, {later} month later: {count} of {size} bought ({share}), for {amount}",
            "{month}, {later} months later: {count} of {size} bought ({share}), for {amount}",
            later,
        )
        settings = self._settings
        return words.format(
            month=formats.month_year(cohort.month),
            later=later,
            count=formats.number(cohort.active[later]),
            size=formats.number(cohort.size),
            share=formats.percent(cohort.share_percent(later)),
            amount=formats.money(
                cohort.revenue[later], currency=settings.currency, digits=settings.digits
            ),
        )

    def _press(self, row: int, column: int) -> None:
        cohort = self._cohorts[row]
        name, month = f"cohort:{cohort.month:%Y-%m}", formats.month(cohort.month)
        if column == BESIDE:
            self.pressed.emit(Whose(tr("New in {month}").format(month=month), name))
            return
        words = trn(
            "New in {month}, bought {later} month later",
            "New in {month}, bought {later} months later",
            column,
        )
        self.pressed.emit(Whose(words.format(month=month, later=column), f"{name}:{column}"))

    def _is(self, measure: str) -> bool:
        return self.measure.value() == measure

    @property
    def _money_unit(self) -> int:
        return int(10**self._settings.digits)

    def _unit(self) -> int:
        """Return by what money is divided: thousands where the amounts are long."""
        most = max((max(cohort.revenue, default=0) for cohort in self._cohorts), default=0)
        long = most >= _THOUSANDS_FROM * self._money_unit
        return self._money_unit * (_THOUSAND if long else 1)

    def _table(self) -> Table:
        """Return the whole map, all months, in what is shown."""
        cohorts = self._now.cohorts if self._now else ()
        months = max((len(cohort.active) for cohort in cohorts), default=0)
        rows: list[list[Cell]] = [
            [f"{cohort.month:%Y-%m}", cohort.size,
             *(self._plain(cohort, later) for later in range(len(cohort.active)))]
            for cohort in cohorts
        ]  # fmt: skip
        return Table([tr("Month"), tr("new"), *(f"+{number}" for number in range(months))], rows)

    def _plain(self, cohort: Cohort, later: int) -> Cell:
        if self._is("count"):
            return cohort.active[later]
        if self._is("money"):
            return formats.plain_money(cohort.revenue[later], digits=self._settings.digits)
        return formats.plain_percent(cohort.share_percent(later))
