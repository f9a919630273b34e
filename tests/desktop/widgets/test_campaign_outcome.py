"""What came of a campaign is said first in one sentence; how it is worked out, on a press."""

from datetime import date

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.queries.campaigns import CampaignResult
from db.rules.campaigns import Arm, Campaign, LeftOut, Measured
from db.rules.segments import Segment
from db.rules.shop import ShopSettings
from desktop.widgets.campaign_outcome import CampaignOutcome

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 30)


def result_of(treated: Arm, held: Arm) -> CampaignResult:
    campaign = Campaign("c", "Autumn", Segment(), None, "letter", None, FIRST, LAST, 20, 110,
                        FIRST, started_on=FIRST)  # fmt: skip
    return CampaignResult(
        campaign, Measured(treated, held), 400, LeftOut(), FIRST, LAST, cost=110 * treated.customers
    )


def shown(qtbot: QtBot, result: CampaignResult) -> CampaignOutcome:
    made = CampaignOutcome()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.show_result(result, "over", ShopSettings())
    return made


def test_a_difference_is_said_before_the_figures(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    result = result_of(Arm(200, 60, 240_000), Arm(200, 24, 80_000))
    outcome = shown(qtbot, result)
    assert outcome.headline.text() == (
        "The letter brought 18 more of 100 back (between 10 and 26)."
    )
    assert outcome.bars.accessibleDescription() == (
        "Got the letter: 30 % (60 of 200 came back) · Got nothing: 12 % (24 of 200 came back)"
    )
    assert outcome.facts.text().splitlines() == [
        "Money gained", "¥160,000", "Spent", "¥22,000", "Gained for each ¥1 spent", "¥7.27",
    ]  # fmt: skip
    assert not outcome.interval.isVisible()
    outcome.how_button.click()
    assert "Newcombe" in outcome.how.text()
    assert outcome.how.isVisible()


def test_too_few_says_how_many_more(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    outcome = shown(qtbot, result_of(Arm(48, 12, 30_000), Arm(12, 2, 5_000)))
    assert outcome.headline.text() == "Too few to say."
    assert "more customers would be needed" in outcome.more.text()
    assert outcome.interval.text().startswith("Of 100 people, anything from")
    assert "the money can be chance as well" in outcome.chance.text()


def test_without_a_part_that_gets_nothing_nothing_is_compared(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    outcome = shown(qtbot, result_of(Arm(48, 12, 30_000), Arm()))
    assert outcome.headline.text().startswith("Everybody got it")
    assert "Got nothing" not in outcome.bars.accessibleDescription()
