"""Who comes back: from the start to the end, the second visit, the stages, how often they come."""

from desktop.i18n import tr
from desktop.insights.customer_words import CustomerWords
from desktop.insights.reading import Reading
from desktop.insights.sales_words import SalesWords
from desktop.insights.section import InsightsDesk, InsightsSection
from desktop.insights.telling import row_of
from desktop.widgets.labels import small


class ComingBack(InsightsSection):
    """Customers gained and lost, and what keeps them."""

    def __init__(self, desk: InsightsDesk) -> None:
        super().__init__(desk)
        self.bridge = self.list_card("bridge", tr("Customers, from the start to the end"))
        self.newcomers = self.list_card("newcomers", tr("Newcomers and their second visit"))
        self.often = self.list_card("often", tr("How often they come"))
        self.stages = self.list_card("stages", tr("How long they have been customers"))
        self.stages.add(
            small(tr("Each stage has its own measure: the first visits, then rhythm, then growth."),
                  wrap=True)
        )  # fmt: skip
        self.add_columns([self.bridge, self.newcomers], [self.stages, self.often])

    def fill(self, reading: Reading) -> None:
        """Show another period, or the same one anew."""
        customers = CustomerWords(reading.now, reading.before, reading.settings)
        sales = SalesWords(reading.now, reading.before, reading.settings)
        bridge = self.keep(customers.bridge())
        self.bridge.show_rows([row_of(each, is_sum=each is bridge[-1]) for each in bridge])
        self.newcomers.show_rows([row_of(each) for each in self.keep(customers.newcomers())])
        self.often.show_rows([row_of(each) for each in self.keep(customers.often())])
        notes = sales.stage_notes()
        stages = self.keep(sales.stages())
        self.stages.show_rows([row_of(each, note=notes[each.name]) for each in stages])
