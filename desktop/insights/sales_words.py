"""Says what was bought and by whom: sales, newcomers, stages, groups, the fifth who buy most."""

from collections.abc import Mapping
from dataclasses import dataclass

from db.rules.groups import GROUP_NAMES, GroupName
from db.rules.retention import Percent, percent
from desktop import formats
from desktop.i18n import tr, trn
from desktop.insights.telling import NO_FIGURE, Telling
from desktop.widgets.figure_list import FigureRow
from desktop.widgets.figure_panel import Figure, Whose
from desktop.words.groups import group_act, group_meaning, group_name_words


@dataclass(frozen=True)
class SalesWords(Telling):
    """The sales of a period in words."""

    # -- The tile ---------------------------------------------------------------------------

    def returning(self) -> Figure:
        """Return which share of sales came from customers who had bought before."""
        trade, words = self.now.trade, tr("From returning customers")
        share = trade.returning_revenue_share_percent
        if share is None:
            none = tr("No sales with a card.")
            return Figure("returning", words, NO_FIGURE, none, how=(none,))
        change, tone = self.share_change(
            lambda figures: figures.trade.returning_revenue_share_percent
        )
        sums = {"part": self.money(trade.revenue_returning), "whole": self.money(trade.revenue)}
        how = tr(
            "Sales to customers who had bought before {month}, {part}, ÷ sales to all customers, "
            "{whole}, × 100 = {rate}. Sales without a card are not among them."
        ).format(**sums, month=self.period, rate=formats.percent(share))
        note = tr("{part} of {whole}").format(**sums)
        behind = (
            Whose(tr("Returning customers"), "returning"),
            Whose(tr("New customers"), "new"),
        )
        return Figure(
            "returning", words, formats.percent(share), note, change, tone, (how,), behind
        )

    # -- Sales ------------------------------------------------------------------------------

    def sales(self) -> list[tuple[Figure, FigureRow]]:
        """Return who bought for how much, and the lines that say it."""
        trade = self.now.trade
        return [
            self._buyers("returning_buyers", tr("Returning customers"), trade.returning_customers,
                         trade.revenue_returning, "returning", tr(
                "Who bought in {period} and had bought before it."
            ).format(period=self.period)),
            self._buyers("new_buyers", tr("New customers"), trade.new_customers,
                         trade.revenue_new, "new", tr(
                "Whose first purchase ever lies in {period}, with all they bought in it."
            ).format(period=self.period)),
            self._buyers("buyers", tr("Members together"), trade.buyers, trade.revenue, "buyers",
                         tr("Everybody who bought with a card in {period}.").format(
                             period=self.period), is_sum=True),
        ]  # fmt: skip

    def more(self) -> list[Figure]:
        """Return what else there is to say of the sales."""
        trade = self.now.trade
        found = [
            self._plain("sales", tr("Number of sales"), formats.number(trade.sales),
                        tr("Sales with a customer; one of nothing counts too.")),
            self._plain("average_sale", tr("Average sale"), self._average(),
                        tr("What members paid for sales ÷ number of sales.")),
        ]  # fmt: skip
        if trade.refunds:
            found += [
                Figure("refunds", tr("Refunds"), self.money(-trade.refunds),
                       how=(tr("Handed back, counted on the day of the refund."),),
                       behind=(Whose(tr("Who got money back"), "refunds"),)),
                self._plain("net", tr("Members, net of refunds"), self.money(trade.net_revenue),
                            tr("Sales of the period less refunds of the period.")),
            ]  # fmt: skip
        without = trn(
            "{count} sale without a card", "{count} sales without a card", trade.anonymous_sales
        ).format(count=formats.number(trade.anonymous_sales))
        return [
            *found,
            self._plain("without_card", without, self.money(trade.anonymous_revenue),
                        tr("Nobody knows whose they were, so they count nowhere else here.")),
        ]  # fmt: skip

    def top(self) -> Figure:
        """Return what the fifth who bought most brought."""
        top = self.now.top
        change, _ = self.share_change(lambda figures: figures.top.share_percent)
        best = trn("The best customer", "The best {count} customers", top.count)
        words = tr("The fifth who buy most")
        how = (
            tr(
                "Of {buyers} buyers the {count} who spent most, a fifth, brought {part} of {whole}."
            ).format(
                buyers=formats.number(self.now.trade.buyers),
                count=formats.number(top.count),
                part=self.money(top.revenue),
                whole=self.money(top.revenue_of_all),
            ),
            tr(
                "The more it is, the more the shop stands on few people: know them by name, and "
                "notice early when one of them stays away."
            ),
        )
        return Figure(
            "top20", words, formats.percent(top.share_percent),
            best.format(count=formats.number(top.count)), change, "info", how,
            (Whose(best.format(count=formats.number(top.count)), "top20"),),
        )  # fmt: skip

    # -- Stages -----------------------------------------------------------------------------

    def stages(self) -> list[Figure]:
        """Return the customers by how long they have been customers, each with its measure."""
        return [self._new_stage(), self._settling_stage(), self._loyal_stage()]

    def stage_notes(self) -> dict[str, str]:
        """Return what a line says under each stage."""
        stages = self.now.stages
        return {
            "stage_new": tr("{share} came on a second day").format(
                share=formats.percent(stages.second_visit_percent)
            ),
            "stage_settling": tr("{share} of those with a rhythm keep it").format(
                share=formats.percent(stages.rhythm_kept_percent)
            ),
            "stage_loyal": _growth_words(stages.growth_percent),
        }

    def _new_stage(self) -> Figure:
        stages = self.now.stages
        how = (
            tr(
                "First purchase less than three months ago. What counts now is the second visit: "
                "{back} of {all} have come on a second day."
            ).format(back=formats.number(stages.new_came_again), all=formats.number(stages.new)),
        )
        change, tone = self.count_change(lambda figures: figures.stages.new, good=1)
        return Figure(
            "stage_new", tr("The first 3 months"), formats.number(stages.new), "", change, tone,
            how, (Whose(tr("The first 3 months"), "stage:0-3"),
                  Whose(tr("Of these, not back yet"), "stage:0-3:once")),
        )  # fmt: skip

    def _settling_stage(self) -> Figure:
        stages = self.now.stages
        how = (
            tr(
                "First purchase 3 to 18 months ago. What counts now is their own rhythm, the "
                "median gap between visits, from three visits on: {on_time} of {known} are not "
                "later than that."
            ).format(
                on_time=formats.number(stages.settling_on_time),
                known=formats.number(stages.settling_with_rhythm),
            ),
        )
        change, tone = self.count_change(lambda figures: figures.stages.settling, good=1)
        return Figure(
            "stage_settling", tr("3 to 18 months"), formats.number(stages.settling), "", change,
            tone, how, (Whose(tr("3 to 18 months"), "stage:3-18"),
                        Whose(tr("Of these, later than their rhythm"), "stage:3-18:late")),
        )  # fmt: skip

    def _loyal_stage(self) -> Figure:
        stages = self.now.stages
        how = (
            tr(
                "First purchase 18 months ago or more. What counts now is whether they bring "
                "more: {now} in the last twelve months, {before} in the twelve before."
            ).format(
                now=self.money(stages.loyal_spent), before=self.money(stages.loyal_spent_before)
            ),
        )
        change, tone = self.count_change(lambda figures: figures.stages.loyal, good=1)
        return Figure(
            "stage_loyal", tr("18 months and more"), formats.number(stages.loyal), "", change,
            tone, how, (Whose(tr("18 months and more"), "stage:18+"),),
        )  # fmt: skip

    # -- Groups -----------------------------------------------------------------------------

    def groups(self) -> list[Figure]:
        """Return the groups by recency, frequency and money that have anybody."""
        counts = self.now.named_groups
        return [self._group(name, counts[name]) for name in GROUP_NAMES if counts[name]]

    def group_row(self, figure: Figure, spent: Mapping[GroupName, int]) -> FigureRow:
        """Return the line of a group: what to do stands under its name."""
        name = next(each for each in GROUP_NAMES if figure.name == f"group_{each}")
        cells = (figure.shown, figure.note, self.money(spent.get(name, 0)))
        return FigureRow(figure.words, cells, name=figure.name, note=group_act(name))

    def _group(self, name: GroupName, customers: int) -> Figure:
        change, tone = self.count_change(lambda figures: figures.named_groups[name])
        everybody = sum(self.now.named_groups.values())
        share = formats.percent(percent(customers, everybody))
        how = (
            group_meaning(name),
            tr(
                "Recency, frequency and money: days since the last purchase, number of purchases, "
                "net spent, each scored from 1 to 5 among all {count} customers on {day}."
            ).format(count=formats.number(everybody), day=formats.day(self.now.last_day)),
            group_act(name),
        )
        return Figure(
            f"group_{name}", group_name_words(name), formats.number(customers), share, change, tone,
            how, (Whose(group_name_words(name), f"rfm:{name}"),),
        )  # fmt: skip

    # -- Inside -----------------------------------------------------------------------------

    def _buyers(
        self, name: str, words: str, count: int, revenue: int, behind: str, how: str,
        *, is_sum: bool = False,
    ) -> tuple[Figure, FigureRow]:  # fmt: skip
        shown, amount = formats.number(count), self.money(revenue)
        figure = Figure(name, words, shown, amount, how=(how,), behind=(Whose(words, behind),))
        return figure, FigureRow(words, (shown, amount), is_sum=is_sum, name=name)

    def _plain(self, name: str, words: str, shown: str, how: str) -> Figure:
        return Figure(name, words, shown, how=(how,))

    def _average(self) -> str:
        average = self.now.trade.average_sale
        return NO_FIGURE if average is None else self.money(average)


def _growth_words(value: Percent) -> str:
    if value is None:
        return tr("no year before to compare with")
    words = tr("{share} more than the year before")
    if value < 0:
        words = tr("{share} less than the year before")
    return words.format(share=formats.percent(abs(value)))
