"""Sales and groups: who bought for how much, the fifth who buy most, groups with plain names."""

from desktop.i18n import tr
from desktop.insights.reading import Reading
from desktop.insights.sales_words import SalesWords
from desktop.insights.section import InsightsDesk, InsightsSection
from desktop.insights.telling import row_of


class Groups(InsightsSection):
    """What was sold to whom, and what to do for each kind of customer."""

    def __init__(self, desk: InsightsDesk) -> None:
        super().__init__(desk)
        self.groups = self.list_card(
            "groups", tr("Groups by recency, frequency and money"),
            (tr("customers"), tr("of all"), tr("net spent")),
        )  # fmt: skip
        self.sales = self.list_card("sales", tr("Sales"), (tr("customers"), tr("revenue")))
        self.more = self.list_card("sales_more", tr("More of the sales"))
        self.add_columns([self.groups], [self.sales, self.more], shares=(58, 42))

    def fill(self, reading: Reading) -> None:
        """Show another period, or the same one anew."""
        words = SalesWords(reading.now, reading.before, reading.settings)
        groups = self.keep(words.groups())
        self.groups.show_rows([words.group_row(each, reading.spent) for each in groups])
        sales = words.sales()
        self.keep(figure for figure, _ in sales)
        self.sales.show_rows([row for _, row in sales])
        top, *more = self.keep([words.top(), *words.more()])
        self.more.show_rows([row_of(top, note=top.note), *(row_of(each) for each in more)])
