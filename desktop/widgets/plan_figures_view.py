"""A month of plans in figures: each tile says what it means, the money goes from start to end."""

from datetime import date
from functools import partial
from itertools import dropwhile

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.queries.plan_figures import first_member_day, month_of_plans
from db.rules.plan_figures import PlanFigures
from desktop import formats, theme
from desktop.i18n import tr
from desktop.widgets.charts import BarChart
from desktop.widgets.explained_tile import ExplainedTile, Explanation
from desktop.widgets.figure_list import FigureList, FigureRow
from desktop.widgets.labels import heading, muted
from desktop.widgets.month_control import MonthControl
from desktop.widgets.page import Page
from desktop.widgets.panel import Panel
from desktop.widgets.side_by_side import SideBySide
from desktop.words.plan_figures import TILES, PlanFigureWords, churn_sentence

_CHART_HEIGHT = 190
_NARROWEST_TILE, _NARROWEST_CARD = 168, 300


class PlanFiguresView(QWidget):
    """Shows the plans' figures of one month; a tile that is pressed says how it came about."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.month: date | None = None
        self.words: PlanFigureWords | None = None
        self.month_control = MonthControl("plans.month", tr("Month"))
        self.month_control.turned.connect(self.show_month)
        self.tiles = {name: self._tile(name, tr(words)) for name, words in TILES.items()}
        self.how = Explanation("plans.how")
        self.meaning = muted(wrap=True)
        self.meaning.setObjectName("plans.meaning")
        self.bridge, self.by_plan, self.losses = (FigureList() for _ in range(3))
        self.chart = BarChart("plans.history", tr("Recurring revenue, last 12 months"))
        self.chart.setFixedHeight(_CHART_HEIGHT)
        self._lay_out()

    def reload(self) -> bool:
        """Read the month again; tells whether there ever was a member to show figures of."""
        first = first_member_day(self._page.session.db)
        self.setVisible(first is not None)
        if first is None:
            return False
        self._first = first.replace(day=1)
        self.show_month(self.month or self._page.session.today.replace(day=1))
        return True

    def show_month(self, month: date) -> None:
        """Turn to a month."""
        session = self._page.session
        self.month, today = month, session.today
        figures = month_of_plans(session.db, month=month, today=today)
        self.words = PlanFigureWords(figures, session.settings)
        so_far = ""
        if figures.last == today:
            so_far = tr("so far, up to {day}").format(day=formats.day_short(today))
        self.month_control.show_month(
            month, first=self._first, last=today.replace(day=1), aside=so_far
        )
        self._show_tiles(self.words)
        self._show_accounts(self.words)
        self._show_chart(figures)

    def explain(self, name: str) -> None:
        """Say what a figure means; once more takes it away."""
        tile = self.tiles[name]
        if self.how.isVisible() and self.how.tile is tile:
            self.how.close_again()
            return
        self._tell_how(name)
        self.how.show()
        self.how.close_button.setFocus()

    def in_order(self) -> list[QWidget]:
        """Return what Tab goes through, as eyes go."""
        turning = self.month_control
        months = (turning.before_button, turning.after_button)
        return [*months, *self.tiles.values(), self.how.close_button]

    def _tell_how(self, name: str) -> None:
        assert self.words is not None
        self.how.explain(self.tiles[name], self.words.tiles()[name]().how)

    def _tile(self, name: str, words: str) -> ExplainedTile:
        tile = ExplainedTile(f"plans.{name}", words)
        tile.asked.connect(partial(self.explain, name))
        return tile

    def _show_tiles(self, words: PlanFigureWords) -> None:
        told = {name: tell() for name, tell in words.tiles().items()}
        for name, tile in self.tiles.items():
            figure = told[name]
            tile.show_figure(
                figure.figure, note=figure.note, change=figure.change, tone=figure.tone
            )
            tile.setToolTip("\n".join(figure.how))
            if self.how.tile is tile:
                self._tell_how(name)
        net = words.now.net_revenue_churn_percent
        self.meaning.setText(churn_sentence(net))
        self.meaning.setVisible(net is not None and net < 0)

    def _show_accounts(self, words: PlanFigureWords) -> None:
        self.bridge.show_rows(
            [FigureRow(what, (amount,), is_sum=is_sum) for what, amount, is_sum in words.bridge()]
        )
        self.by_plan.show_rows([FigureRow(plan, tuple(told)) for plan, *told in words.plans()])
        losses = words.losses()
        self.losses.show_rows([FigureRow(why, tuple(told)) for why, *told in losses])
        self.losses_head.setVisible(bool(losses))
        self.losses.setVisible(bool(losses))

    def _show_chart(self, figures: PlanFigures) -> None:
        units = 10**self._page.session.settings.digits
        months = list(dropwhile(lambda month: not month.active, figures.history))
        self.chart.show_bars(
            [round(month.recurring / units) for month in months],
            [formats.month_short(month.first) for month in months],
        )
        self.chart.setAccessibleDescription(
            ", ".join(
                f"{formats.month_short(month.first)} {round(month.recurring / units)}"
                for month in months
            )
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_CARD)
        head = QHBoxLayout()
        head.addWidget(self.month_control)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(SideBySide(list(self.tiles.values()), narrowest=_NARROWEST_TILE))
        column.addWidget(self.how)
        column.addWidget(self.meaning)
        moved = _card(tr("How the revenue moved"), self.bridge)
        self.losses_head = heading(tr("Who left"))
        members = _card(tr("Members and revenue by plan"), self.by_plan)
        members.body.insertWidget(members.body.count() - 1, self.losses_head)
        members.body.insertWidget(members.body.count() - 1, self.losses)
        column.addWidget(SideBySide([moved, members], narrowest=_NARROWEST_CARD))
        column.addWidget(_card(tr("Recurring revenue, last 12 months"), self.chart))


def _card(words: str, content: QWidget) -> Panel:
    card = Panel(words)
    card.body.addWidget(content)
    card.body.addStretch(1)
    return card
