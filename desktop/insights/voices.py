"""Team and words: what customers said of the shop, kind words, and who of the team did what."""

from desktop.i18n import tr
from desktop.insights.bond_words import BondWords
from desktop.insights.reading import Reading
from desktop.insights.section import InsightsDesk, InsightsSection
from desktop.insights.telling import row_of
from desktop.widgets.kind_words import KindWordsPanel
from desktop.widgets.team import TeamPanel


class Voices(InsightsSection):
    """Words of customers, and thanks to the team."""

    def __init__(self, desk: InsightsDesk) -> None:
        super().__init__(desk)
        self.answers = self.list_card("answers", tr("What customers answered"))
        self.team = TeamPanel(self.page)
        self.kind_words = KindWordsPanel(self.page)
        score = self.tile("nps", tr("Would recommend us (NPS)"))
        self.add_columns([score, self.answers], [self.kind_words], shares=(40, 60))
        self.column.insertWidget(self.column.count() - 1, self.team)

    def fill(self, reading: Reading) -> None:
        """Show another period, or the same one anew; the team is thanked for its last month."""
        words = BondWords(reading.now, reading.before, reading.settings)
        self.show_tiles([words.score()])
        self.answers.show_rows([row_of(each) for each in self.keep(words.answers())])
        self.team.show_month(reading.now.as_of.replace(day=1))

    def read_beside(self) -> None:
        """Read the kind words, those of all time."""
        self.kind_words.reload()
