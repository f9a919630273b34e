"""What may be done with a chosen customer."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.rewards import NewReward, add_reward
from db.usecases.stamps import add_stamp_card
from desktop.widgets.customer_acts import CustomerActs
from desktop.widgets.page import Page
from desktop.widgets.stamp_panel import StampPanel


@pytest.fixture
def tanaka(session: Session) -> str:
    return add_customer(session, new=NewCustomer("田中 美咲"), operation_id="tanaka").id


@pytest.fixture
def acts(dressed_app: QApplication, session: Session, qtbot: QtBot) -> CustomerActs:
    del dressed_app
    page = Page(session)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    made = CustomerActs(page, "acts")
    made.setParent(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return made


def test_gifts_are_offered_only_where_the_shop_lets_them(
    acts: CustomerActs, tanaka: str, set_shop: Callable[..., None]
) -> None:
    acts.offer(tanaka)
    assert not acts.give_button.isVisibleTo(acts)
    set_shop(points_gifts=True)
    acts.offer(tanaka)
    assert acts.give_button.isVisibleTo(acts)


def test_stamps_are_put_on_where_the_shop_has_cards(
    acts: CustomerActs, session: Session, tanaka: str, qtbot: QtBot
) -> None:
    acts.offer(tanaka)
    assert not acts.stamp_button.isVisibleTo(acts)
    add_reward(session, NewReward("Tea", "free_item", "300", 100), operation_id="tea")
    terms = {"name": "Card", "needed": 10, "reward": "Tea"}
    add_stamp_card(session, terms=terms, operation_id="card")
    acts.offer(tanaka)
    with qtbot.waitSignal(acts.moved) as moved:
        acts.stamp_button.click()
        assert acts.is_open()
        page = acts.parentWidget()
        assert page is not None
        panel = page.findChild(StampPanel)
        assert panel is not None
        panel.count.setText("8")
        panel.save_button.click()
    assert moved.args == [tanaka]
    assert not acts.is_open()


def test_of_nobody_nothing_is_offered(acts: CustomerActs) -> None:
    acts.offer(None)
    assert not acts.adjust_button.isEnabled()
    acts.adjust()
    assert not acts.is_open()


@pytest.mark.parametrize(
    ("act", "panel"),
    [("adjust", "adjust"), ("give", "gift"), ("merge", "acts.merging"), ("write", "post")],
)
def test_each_act_opens_its_panel_over_the_page(
    acts: CustomerActs, tanaka: str, qtbot: QtBot, act: str, panel: str
) -> None:
    acts.offer(tanaka)
    with qtbot.waitSignal(acts.opening):
        getattr(acts, act)()
    assert acts.is_open()
    page = acts.parentWidget()
    assert page is not None
    opened = page.findChild(QWidget, panel)
    assert opened is not None
    assert opened.isVisible()
    opened.close_panel()  # type: ignore[attr-defined]
    assert not acts.is_open()
