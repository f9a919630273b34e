"""The last twelve periods as lines: retention, buyers, revenue."""

from collections.abc import Callable
from fractions import Fraction

from db.queries.figures import PeriodFigures
from db.rules.shop import ShopSettings
from db.rules.spans import Period
from desktop import formats
from desktop.i18n import tr
from desktop.widgets.buttons import Segments
from desktop.widgets.charts import Line, LineChart
from desktop.widgets.figure_card import FigureCard, Table
from desktop.widgets.page import Page
from desktop.words.periods import history_words, period_short

_HEIGHT = 164


class PastCard(FigureCard):
    """Lines over twelve periods; those of newcomers are dashed."""

    def __init__(self, page: Page) -> None:
        self.subject = Segments(
            "insights.line",
            tr("What the lines show"),
            {"retention": tr("Retention"), "buyers": tr("Buyers"), "revenue": tr("Revenue")},
        )
        super().__init__(page, "insights.card.history", "", aside=self.subject)
        self._now: PeriodFigures | None = None
        self._settings = page.session.settings
        self.subject.choose("retention")
        self.subject.chosen.connect(lambda _: self._show())
        self.line = LineChart("insights.history", tr("Retention"))
        self.line.setFixedHeight(_HEIGHT)
        self.body.addWidget(self.line)
        self.offer_picture(self.line)
        self.offer_table(self._table)

    def show_period(self, now: PeriodFigures, settings: ShopSettings) -> None:
        """Show the twelve periods that end with this one."""
        self._now, self._settings = now, settings
        self._show()

    # -- Inside -----------------------------------------------------------------------------

    def _show(self) -> None:
        if self._now is None:
            return
        subject = self.subject.value()
        words = self.subject.buttons[subject].text()
        time = history_words(self._now.kind)
        self.retitle(tr("{figure}, {time}").format(figure=words, time=time))
        self.line.setAccessibleName(self.accessibleName())
        lines, write = {
            "retention": self._retention,
            "buyers": self._buyers,
            "revenue": self._revenue,
        }[subject](self._now)
        labels = [period_short(period) for period in _periods(self._now)]
        self.line.show_lines(lines, labels, write=write)

    def _retention(self, now: PeriodFigures) -> tuple[list[Line], Callable[..., str]]:
        held = [each.customers.retention_percent for each in now.history]
        new = [each.newcomers.retention_percent for each in now.history]
        lines = [Line(tr("all customers"), held)]
        if any(value is not None for value in new):
            lines.append(Line(tr("first 3 months"), new, "accent", dashed=True))
        return lines, lambda value: formats.percent(Fraction(value))

    def _buyers(self, now: PeriodFigures) -> tuple[list[Line], Callable[..., str]]:
        line = Line(tr("buyers"), [each.buyers for each in now.history])
        return [line], lambda value: formats.number(round(value))

    def _revenue(self, now: PeriodFigures) -> tuple[list[Line], Callable[..., str]]:
        unit, settings = 10**self._settings.digits, self._settings
        line = Line(tr("revenue"), [Fraction(each.revenue, unit) for each in now.history])
        return [line], lambda value: formats.money(
            round(value * unit), currency=settings.currency, digits=settings.digits
        )

    def _table(self) -> Table:
        header = (tr("Period"), tr("Retention"), tr("first 3 months"), tr("Buyers"), tr("Revenue"))
        now = self._now
        if now is None:
            return Table(header, [])
        rows = [
            (
                period.name,
                formats.plain_percent(each.customers.retention_percent),
                formats.plain_percent(each.newcomers.retention_percent),
                each.buyers,
                formats.plain_money(each.revenue, digits=self._settings.digits),
            )
            for period, each in zip(_periods(now), now.history, strict=True)
        ]
        return Table(header, rows)


def _periods(now: PeriodFigures) -> tuple[Period, ...]:
    return now.period.latest(len(now.history))
