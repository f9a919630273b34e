"""Nothing of stamp cards is cut, in either language, however wide the window is."""

import pytest
from pytestqt.qtbot import QtBot

from db.queries.rewards import all_rewards
from db.queries.shop import all_categories
from db.session import Session
from db.usecases.stamps import add_stamp_card, add_stamps
from db.usecases.streaks import add_streak
from desktop.main_window import MainWindow
from desktop.pages.counter import CounterPage
from desktop.pages.offers import OffersPage
from desktop.widgets.form import choose
from desktop.widgets.page import Page, Subject
from desktop.widgets.stamp_section import StampSection
from desktop.widgets.streak_section import StreakSection
from tests.screens.cut_text import cut_texts


@pytest.fixture
def cards(session: Session, tanaka: str) -> str:
    """Return a customer who holds stamps on three cards, one of which is nearly full."""
    reward = all_rewards(session.db)[0].name
    drinks = all_categories(session.db)[0].name
    offers: list[dict[str, object]] = [
        {"name": "Coffee stamps コーヒースタンプ", "needed": 10},
        {"name": "Lunch", "needed": 5, "per": "spend", "each": "500"},
        {"name": "Beans", "needed": 20, "per": "item", "category": drinks},
    ]
    for number, terms in enumerate(offers):
        told = {**terms, "reward": reward}
        add_stamp_card(session, terms=told, operation_id=f"card-{number}")
        add_stamps(
            session, customer_id=tanaka, card=str(terms["name"]), count=4, reason="paper",
            operation_id=f"put-{number}",
        )  # fmt: skip
    gift = {"name": "Every week 毎週", "weeks": 4, "visits": 2, "gift": {"points": 200}}
    add_streak(session, terms=gift, operation_id="streak")
    return tanaka


def drawn(window: MainWindow, qtbot: QtBot) -> Page:
    """Return the page once it was painted with all its places settled."""
    with qtbot.waitExposed(window):
        window.grab()
    qtbot.wait(20)
    window.grab()
    return window.current()


def test_at_the_counter(window: MainWindow, cards: str, qtbot: QtBot) -> None:
    window.turn_to("counter", Subject("customer", cards))
    page = window.current()
    assert isinstance(page, CounterPage)
    page.amount.setText("1980")
    assert cut_texts(drawn(window, qtbot)) == []
    page.record_sale()
    assert cut_texts(drawn(window, qtbot)) == []
    page.board.stamps_action.trigger()
    page.stamps.panel.count.setText("12")
    assert cut_texts(drawn(window, qtbot)) == []


def test_under_offers(window: MainWindow, cards: str, qtbot: QtBot) -> None:
    del cards
    window.turn_to("offers")
    page = window.current()
    assert isinstance(page, OffersPage)
    page.turn_to_section("stamps")
    assert cut_texts(drawn(window, qtbot)) == []
    page.begin()
    form = page.part(StampSection).form
    for per in ("spend", "item"):
        choose(form.per, per)
        assert cut_texts(drawn(window, qtbot)) == []
    page.part(StampSection).panel.close_panel()
    page.turn_to_section("streaks")
    page.begin()
    page.part(StreakSection).form.points.setText("200")
    assert cut_texts(drawn(window, qtbot)) == []
