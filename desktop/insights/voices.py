"""Team and words: what customers said of the shop, kind words, and who of the team did what."""

from desktop.i18n import tr
from desktop.insights.bond_words import BondWords
from desktop.insights.reading import Reading
from desktop.insights.section import InsightsDesk, InsightsSection
from desktop.insights.telling import row_of


class Voices(InsightsSection):
    """Words of customers, and thanks to the team."""

    def __init__(self, desk: InsightsDesk) -> None:
        super().__init__(desk)
        self.add_tiles({"nps": tr("Would recommend us (NPS)")})
        self.answers = self.list_card("answers", tr("What customers answered"))
        self.add_columns([self.answers], [])

    def fill(self, reading: Reading) -> None:
        """Show another period, or the same one anew."""
        words = BondWords(reading.now, reading.before, reading.settings)
        self.show_tiles([words.score()])
        self.answers.show_rows([row_of(each) for each in self.keep(words.answers())])
