"""What came of a campaign: one big sentence, two bars, and the money."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from db.queries.campaigns import CampaignResult
from db.rules.campaigns import Arm, CampaignState, share_interval
from db.rules.shop import ShopSettings
from desktop import theme
from desktop.i18n import tr
from desktop.widgets.arm_bars import ArmBar, ArmBars
from desktop.widgets.buttons import quiet
from desktop.widgets.facts_list import FactsList
from desktop.widgets.labels import label, rule, small
from desktop.words import campaign_results as words
from desktop.words.campaigns import chance_words, interval_words, more_words
from desktop.words.offers import in_sentences


class CampaignOutcome(QWidget):
    """Says the verdict before the figures: a tired person reads one line."""

    def __init__(self) -> None:
        super().__init__()
        self.headline = label(role="title", wrap=True)
        self.headline.setObjectName("campaign.headline")
        self.bars = ArmBars("campaign.bars", tr("Who came back"))
        self.interval = label(wrap=True)
        self.more = label(wrap=True)
        self.facts = FactsList()
        self.chance = label(role="strong", wrap=True)
        self.how_button = quiet(tr("How it is worked out"), "campaign.how", self.explain)
        self.how = small(wrap=True)
        self.how.setObjectName("campaign.how.words")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        for widget in (self.headline, self.bars, self.interval, self.more, rule(), self.facts):
            column.addWidget(widget)
        column.addWidget(self.chance)
        column.addWidget(self.how_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.how)

    def show_result(
        self, result: CampaignResult, state: CampaignState, settings: ShopSettings
    ) -> None:
        """Show what came of a campaign so far."""
        measured, way = result.measured, result.campaign.channel
        self.headline.setText(words.headline(result, state))
        bars = [_bar(words.treated_bar(way), measured.treated, "primary")]
        if measured.held.customers:
            bars.append(_bar(words.held_bar(), measured.held, "faint"))
        self.bars.show_arms(bars)
        # The headline says the interval where there is a difference; while it runs it says nothing.
        open_still = measured.verdict == "too_few" and state != "running"
        interval = measured.interval if open_still else None
        _say(self.interval, interval_words(interval) if interval is not None else "")
        _say(self.more, more_words(measured) if open_still else "")
        self.facts.show_facts(words.result_facts(result, settings))
        _say(self.chance, chance_words(measured) if result.spent or measured.gained else "")
        self.how.setText(in_sentences(words.explanation(result, settings)))
        self.how.hide()
        self.how_button.show()

    def explain(self) -> None:
        """Say how the verdict and the money are worked out."""
        self.how.show()
        self.how_button.hide()


def _say(widget: QLabel, sentence: str) -> None:
    widget.setText(sentence)
    widget.setVisible(bool(sentence))


def _bar(said: str, arm: Arm, tone: str) -> ArmBar:
    if not arm.customers:
        return ArmBar(said, words.came_back(arm), None, tone=tone)
    within = share_interval(arm)
    return ArmBar(said, words.came_back(arm), arm.share, within.low, within.high, tone)
