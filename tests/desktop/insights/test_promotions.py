"""Did promotions pay: the answer stands in the list, how it came about a press away."""

from pytestqt.qtbot import QtBot

from db.session import Session
from db.usecases.promotions import add_promotion
from desktop.insights.rewards import Rewards
from desktop.pages.insights import InsightsPage


def test_each_promotion_has_its_answer(page: InsightsPage, session: Session, qtbot: QtBot) -> None:
    add_promotion(session, terms={"name": "Double", "multiplier": "2"}, operation_id="double")
    page.turn_to_section("rewards")
    section = page.section()
    assert isinstance(section, Rewards)
    card = section.promotions
    qtbot.waitUntil(lambda: len(card.found) == 1, timeout=20_000)
    (row,) = card.list.buttons
    assert row.accessibleName() == "Double, did not hold yet"
    row.click()
    assert page.how.title.text() == "Did “Double” pay?"
    assert "it held on no day" in page.how.paragraphs[0].text()
    assert card._table().rows[0][0] == "Double"
