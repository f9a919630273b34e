"""Team and words."""

from pytestqt.qtbot import QtBot

from db.session import Session
from db.usecases.feedback import give_feedback
from desktop.insights.voices import Voices
from desktop.pages.insights import InsightsPage


def test_an_answer_of_today_is_counted_in_november(
    page: InsightsPage, session: Session, qtbot: QtBot
) -> None:
    customer = str(session.db.execute("SELECT id FROM customers LIMIT 1").fetchone()[0])
    give_feedback(
        session, customer_id=customer, score=10, comment="Lovely", quotable=True, operation_id="ten"
    )
    page.turn_to_section("voices")
    page.turn_period(1)
    section = page.section()
    assert isinstance(section, Voices)
    qtbot.waitUntil(lambda: section.tiles["nps"].figure.text() == "+100", timeout=20_000)
