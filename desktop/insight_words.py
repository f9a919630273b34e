"""Says a month's figures: each tile with its change and how it was worked out, each account."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from db.queries.month import MonthFigures
from db.rules.retention import Percent
from db.rules.shop import ShopSettings
from desktop import formats
from desktop.i18n import tr, trn
from desktop.theme import Tone
from desktop.widgets.figure_list import FigureRow
from desktop.words.payments import owed_words

NO_FIGURE = "–"


@dataclass(frozen=True)
class Told:
    """A figure as a tile shows it, and how it came about in whole sentences."""

    figure: str
    note: str
    change: str
    tone: Tone
    how: tuple[str, ...]


@dataclass(frozen=True)
class MonthWords:
    """Two months side by side, in words; `before` is None where nothing came before."""

    now: MonthFigures
    before: MonthFigures | None
    settings: ShopSettings

    # -- The tiles --------------------------------------------------------------------------

    def retention(self) -> Told:
        """Return the share of customers who stayed."""
        held = self.now.customers
        change, tone = self._share_change(lambda figures: figures.customers.retention_percent)
        if change and self.before is not None:
            month = formats.month_short(self.before.month)
            change = tr("{change} since {month}").format(change=change, month=month)
        formula = tr("(E−N) ÷ S: ({end}−{gained}) ÷ {start}").format(
            end=formats.number(held.end),
            gained=formats.number(held.gained),
            start=formats.number(held.start),
        )
        # Where it needs two lines, the numbers go on the second.
        note = formula.replace(" ", "\u00a0").replace(":\u00a0", ": ")
        return Told(
            formats.percent(held.retention_percent), note, change, tone, self._how_retention()
        )

    def lost(self) -> Told:
        """Return how many customers were active when the month began and are no more."""
        held = self.now.customers
        if held.start == 0:
            return Told(NO_FIGURE, self._nobody(), "", "plain", (self._nobody(),))
        earlier = self.before.customers.lapsed if self.before and self.before.customers.start else 0
        change = held.lapsed - earlier
        known = self.before is not None and self.before.customers.start > 0
        churn = formats.percent(held.churn_percent)
        how = (
            tr("Churn = lapsed {lapsed} ÷ customers at the start {start} × 100 = {rate}.").format(
                lapsed=formats.number(held.lapsed), start=formats.number(held.start), rate=churn
            ),
            tr(
                "Lost is who was active when the month began and has not bought for "
                "{window} days when it ends. Whoever comes back later counts as gained again."
            ).format(window=self.now.active_days),
        )
        return Told(
            formats.number(held.lapsed),
            tr("{rate} churn").format(rate=churn),
            formats.signed(change) if known and change else "",
            "good" if change < 0 else "warn",
            how,
        )

    def second_visit(self) -> Told:
        """Return which share of newcomers came again within 60 days."""
        repeats = self.now.repeats
        share = repeats.second_visit_percent
        month = repeats.second_visit_month
        if month is None or share is None:
            none = tr("Nobody new whose 60 days are over.")
            return Told(NO_FIGURE, none, "", "plain", (none,))
        change, tone = self._share_change(lambda figures: figures.repeats.second_visit_percent)
        counted = {"count": formats.number(repeats.newcomers), "month": formats.month(month)}
        note = trn(
            "of {count} newcomer in {month}", "of {count} newcomers in {month}", repeats.newcomers
        ).format(count=counted["count"], month=formats.month_short(month))
        how = tr(
            "Of the {count} whose first purchase was in {month}, {back} bought again on another "
            "day within 60 days: {rate}. It is the latest month whose 60 days are over."
        ).format(
            **counted, back=formats.number(repeats.newcomers_back), rate=formats.percent(share)
        )
        return Told(formats.percent(share), note, change, tone, (how,))

    def returning(self) -> Told:
        """Return which share of sales came from customers who had bought before."""
        trade = self.now.trade
        share = trade.returning_revenue_share_percent
        if share is None:
            none = tr("No sales with a card.")
            return Told(NO_FIGURE, none, "", "plain", (none,))
        change, tone = self._share_change(
            lambda figures: figures.trade.returning_revenue_share_percent
        )
        sums = {
            "part": self._money(trade.revenue_returning),
            "whole": self._money(trade.revenue),
        }
        how = tr(
            "Sales to customers who had bought before {month}, {part}, ÷ sales to all customers, "
            "{whole}, × 100 = {rate}. Sales without a card are not among them."
        ).format(**sums, month=formats.month(self.now.month), rate=formats.percent(share))
        note = tr("{part} of {whole}").format(**sums)
        return Told(formats.percent(share), note, change, tone, (how,))

    def points_owed(self) -> Told:
        """Return the points that customers can still use."""
        points = self.now.points
        worth = self._money(points.liability)
        change = points.outstanding - self.before.points.outstanding if self.before else 0
        how = [
            tr(
                "Points given and neither used, expired nor taken back by the end of {day}: "
                "{count}. Each is worth {value}: together {worth}."
            ).format(
                day=formats.day(self.now.as_of),
                count=formats.number(points.outstanding),
                value=self._money(points.point_value),
                worth=worth,
            )
        ]
        if points.pending:
            how.append(self._pending())
        if beside := owed_words(self.now, self.settings):
            how.append(beside)
        return Told(
            formats.number(points.outstanding),
            tr("worth {amount}").format(amount=worth),
            formats.signed(change) if change else "",
            "info",
            tuple(how),
        )

    # -- The accounts -----------------------------------------------------------------------

    def sales_rows(self) -> list[FigureRow]:
        """Return who bought for how much."""
        trade = self.now.trade
        rows = [
            self._buyers(tr("Returning customers"), trade.returning_customers,
                         trade.revenue_returning),
            self._buyers(tr("New customers"), trade.new_customers, trade.revenue_new),
            FigureRow(
                tr("Members together"),
                (formats.number(trade.buyers), self._money(trade.revenue)), is_sum=True,
            ),
            FigureRow(tr("Number of sales"), ("", formats.number(trade.sales))),
            FigureRow(tr("Average sale"), ("", self._average())),
        ]  # fmt: skip
        if trade.refunds:
            rows.append(FigureRow(tr("Refunds"), ("", self._money(-trade.refunds))))
            net = self._money(trade.net_revenue)
            rows.append(FigureRow(tr("Members, net of refunds"), ("", net), is_sum=True))
        without = trn(
            "{count} sale without a card", "{count} sales without a card", trade.anonymous_sales
        ).format(count=formats.number(trade.anonymous_sales))
        rows.append(FigureRow(without, ("", self._money(trade.anonymous_revenue))))
        return rows

    def points_rows(self) -> list[FigureRow]:
        """Return where the month's points came from and went; what did not happen is left out."""
        points = self.now.points
        moved = (
            (tr("Earned"), points.earned, True),
            (tr("Used"), -points.redeemed, True),
            (tr("Expired"), -points.expired, True),
            (tr("Taken back"), -points.reversed, False),
            (tr("Given back"), points.returned, False),
            (tr("Adjusted"), points.adjusted, False),
        )
        return [
            FigureRow(tr("At the start"), (formats.number(points.opening),)),
            *(
                FigureRow(words, (formats.signed(count),))
                for words, count, always in moved
                if always or count
            ),
            FigureRow(tr("At the end"), (formats.number(points.closing),), is_sum=True),
        ]

    def points_note(self) -> str:
        """Return what the points are worth and how many are still to come."""
        if self.now.points.pending:
            return self._pending()
        worth = self._money(self.now.points.liability)
        return tr("All points outstanding are worth {worth}.").format(worth=worth)

    def plan_rows(self) -> list[FigureRow]:
        """Return who is on which plan; nothing where nobody is and nobody left."""
        plans = self.now.plans
        if not (plans.active or plans.started or plans.ended):
            return []
        churn = formats.percent(plans.net_revenue_churn_percent)
        return [
            *(FigureRow(name, (formats.number(count),)) for name, count in plans.by_plan.items()),
            FigureRow(tr("Members on a plan"), (formats.number(plans.active),), is_sum=True),
            FigureRow(tr("Begun this month"), (formats.number(plans.started),)),
            FigureRow(tr("Ended this month"), (formats.number(plans.ended),)),
            FigureRow(tr("Recurring revenue a month"), (self._money(plans.mrr),)),
            FigureRow(tr("Net revenue churn"), (churn,)),
        ]

    def more_rows(self) -> list[FigureRow]:
        """Return the month's further figures."""
        repeats, top, each = self.now.repeats, self.now.top, self.now.trade.sales_per_buyer
        best = trn("The best customer", "The best {count} customers", top.count)
        figures = (
            (tr("Bought last month and this month"),
             formats.percent(repeats.month_on_month_percent)),
            (tr("Bought twice or more"), formats.percent(repeats.repeat_rate_percent)),
            (tr("Had bought before"), formats.percent(repeats.returning_rate_percent)),
            (tr("Sales for each customer"),
             NO_FIGURE if each is None else formats.money_bare(round(each * 100), digits=2)),
            (best.format(count=formats.number(top.count)), formats.percent(top.share_percent)),
            (tr("Customers since the beginning"), formats.number(repeats.customers_to_date)),
            (tr("Of these, bought twice or more"),
             formats.percent(repeats.repeat_rate_to_date_percent)),
        )  # fmt: skip
        return [FigureRow(words, (figure,)) for words, figure in figures]

    # -- Inside -----------------------------------------------------------------------------

    def _how_retention(self) -> tuple[str, ...]:
        held = self.now.customers
        counted = {
            "end": formats.number(held.end),
            "gained": formats.number(held.gained),
            "start": formats.number(held.start),
        }
        if held.start == 0:
            formula = tr(
                "Retention = (customers at the end {end} − gained {gained}) "
                "÷ customers at the start 0: this has no value, so none is shown."
            ).format(**counted)
        else:
            formula = tr(
                "Retention = (customers at the end {end} − gained {gained}) "
                "÷ customers at the start {start} × 100 = {rate}."
            ).format(**counted, rate=formats.percent(held.retention_percent))
        definition = tr(
            "A customer counts as active on a day with at least one purchase in the {window} days "
            "that end with it. Gained are those active when the month ended but not when it began: "
            "{first_time} for the first time, {reactivated} after a break."
        ).format(
            window=self.now.active_days,
            first_time=formats.number(held.first_time),
            reactivated=formats.number(held.reactivated),
        )
        return formula, definition

    def _share_change(self, share: Callable[[MonthFigures], Percent]) -> tuple[str, Tone]:
        """Return how a share moved, as the reader would subtract what is shown."""
        now, before = share(self.now), share(self.before) if self.before else None
        if now is None or before is None:
            return "", "plain"
        change = _shown(now) - _shown(before)
        if change == 0:
            return "", "plain"
        bare = formats.percent_bare(change)
        return (f"+{bare}", "good") if change > 0 else (bare, "warn")

    def _nobody(self) -> str:
        return tr("Nobody had bought in the {window} days before the month began.").format(
            window=self.now.active_days
        )

    def _pending(self) -> str:
        points = self.now.points
        sentence = trn(
            "All points outstanding are worth {worth}; {pending} of them is still pending.",
            "All points outstanding are worth {worth}; {pending} of them are still pending.",
            points.pending,
        )
        return sentence.format(
            worth=self._money(points.liability), pending=formats.number(points.pending)
        )

    def _buyers(self, words: str, count: int, revenue: int) -> FigureRow:
        return FigureRow(words, (formats.number(count), self._money(revenue)))

    def _average(self) -> str:
        average = self.now.trade.average_sale
        return NO_FIGURE if average is None else self._money(round(average))

    def _money(self, amount: int) -> str:
        return formats.money(amount, currency=self.settings.currency, digits=self.settings.digits)


def _shown(value: Fraction) -> Fraction:
    return Fraction(round(value * 10), 10)  # half-even, as it is printed
