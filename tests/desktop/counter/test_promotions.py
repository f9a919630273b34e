"""What holds today, on the counter."""

import pytest

from db.queries.promotion_days import promotions_today
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.promotions import add_promotion
from desktop.main_window import MainWindow
from desktop.pages.counter import CounterPage


@pytest.fixture
def page(window: MainWindow) -> CounterPage:
    made = window.current()
    assert isinstance(made, CounterPage)
    return made


def test_without_promotions_the_counter_says_nothing_of_them(page: CounterPage) -> None:
    assert not page.board.promotions.isVisible()


def test_the_counter_says_what_holds_for_everybody(page: CounterPage, session: Session) -> None:
    for number, (name, when) in enumerate(
        {
            "Mornings": {"hours": {"to": "11:30"}},
            "Evenings": {"hours": {"from": "18:00"}},
            "Birthdays": {"birthday": "month"},
            "Mondays": {"weekdays": ["mon"]},
        }.items()
    ):
        terms = {"name": name, "multiplier": "2", "when": when}
        add_promotion(session, terms=terms, operation_id=f"p{number}")
    panel = page.board.promotions
    assert panel.isVisible()
    assert [line.words for line in panel.lines] == ["Mornings until 11:30", "Evenings from 18:00"]
    customer = add_customer(session, new=NewCustomer("Aoki"), operation_id="c").id
    page.serve(customer)
    assert not panel.isVisible()
    page.leave()
    assert panel.isVisible()


def test_rain_is_called_at_the_counter_and_taken_back(page: CounterPage, session: Session) -> None:
    rain = {"name": "Rain", "multiplier": "2", "when": {"called": True}}
    add_promotion(session, terms=rain, operation_id="p")
    panel = page.board.promotions
    panel.buttons["Rain"].click()
    assert page.notice.text() == "“Rain” holds today."
    assert [found.called for found in promotions_today(session.moment())] == [True]
    assert not panel.lines[0].waits
    panel.buttons["Rain"].click()
    assert page.notice.text() == "“Rain” does not hold today."
    assert panel.lines[0].waits
