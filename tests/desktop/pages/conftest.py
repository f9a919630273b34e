"""The shop's window with a customer, a reward and a person at the keys."""

import pytest

from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.rewards import NewReward, add_reward
from desktop.main_window import MainWindow
from desktop.pages.counter import CounterPage
from tests.desktop.pages.desk import COFFEE, Desk


@pytest.fixture
def desk(window: MainWindow, session: Session) -> Desk:
    new = NewCustomer(name="田中 美咲", reading="タナカ ミサキ", phone="090-0000-0142")
    tanaka = add_customer(session, new=new, operation_id="tanaka").id
    reward = NewReward(COFFEE, "free_item", "450", 300, valid_days=30)
    add_reward(session, reward, operation_id="coffee")
    page = window.pages["counter"]
    assert isinstance(page, CounterPage)
    page.take_focus()
    return Desk(window, page, session, tanaka)
