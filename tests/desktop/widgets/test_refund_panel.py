"""Giving money back: seen at each key before it is done, and done once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from db.queries.points import account_at, holdings
from db.queries.refunds import refunds_of
from db.rules.coupons import spoken_code
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.coupons import Issue, issue_coupons
from db.usecases.customers import add_customer
from db.usecases.refunds import RefundOutcome, refund_sale
from db.usecases.rewards import NewReward, add_reward, read_terms, redeem_reward
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from db.usecases.stamps import add_stamp_card
from desktop.widgets.page import Page
from desktop.widgets.refund_panel import RefundPanel

Key = Qt.Key


@pytest.fixture
def tanaka(session: Session) -> str:
    customer = add_customer(session, new=NewCustomer("田中 美咲"), operation_id="tanaka").id
    buy(session, 15_000, customer)
    return customer


@pytest.fixture
def panel(dressed_app: QApplication, session: Session, qtbot: QtBot) -> RefundPanel:
    del dressed_app
    page = Page(session)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    made = RefundPanel(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return made


def buy(session: Session, amount: int, customer: str | None = None, **more: object) -> str:
    order = SaleOrder((OrderLine(amount),), customer_id=customer, **more)  # type: ignore[arg-type]
    done = record_sale(session, order, operation_id=f"buy-{session.db['facts'].count}")
    assert done.sale is not None
    return done.sale


def shown(panel: RefundPanel) -> tuple[str, dict[str, str]]:
    return panel.hand_back.text(), dict(panel.lines.lines())


def test_what_becomes_of_stamps_is_seen_before_it_is_done(
    session: Session, panel: RefundPanel, tanaka: str
) -> None:
    add_reward(session, NewReward("Tea", "free_item", "300", 100), operation_id="tea")
    terms = {"name": "Card", "needed": 1, "reward": "Tea", "per": "spend", "each": "500"}
    add_stamp_card(session, terms=terms, operation_id="card")
    order = SaleOrder((OrderLine(850),), customer_id=tanaka)
    sale = record_sale(session, order, operation_id="buy-stamps")
    code = spoken_code(sale.issued[0].code)
    panel.open_sale(str(sale.sale))
    words = f"Card −1 · coupon {code} is void"
    assert words in dict(panel.lines.lines())
    panel.give_button.click()
    page = panel.parentWidget()
    assert isinstance(page, Page)
    assert page.notice.text().endswith(words)


def test_nothing_typed_means_all_that_is_left(
    session: Session, panel: RefundPanel, tanaka: str
) -> None:
    sale = buy(session, 850, tanaka, points_used=150)
    panel.open_sale(sale)
    assert panel.amount.hasFocus()
    assert panel.about.text() == "Sale ¥850 · 田中 美咲 · 10:14"
    assert panel.amount.placeholderText() == "All: ¥850"
    assert shown(panel) == (
        "¥700",
        {
            "Points used come back": "+150",
            "Points of the sale are taken back": "−7",
            "Points then": "150",
        },
    )
    assert panel.give_button.text() == "Give back ¥700"
    assert not panel.earlier.isVisible()


def test_each_key_shows_what_would_be_given_back(
    session: Session, panel: RefundPanel, tanaka: str, qtbot: QtBot
) -> None:
    panel.open_sale(buy(session, 850, tanaka, points_used=150))
    qtbot.keyClicks(panel.amount, "425")
    assert shown(panel)[0] == "¥350"
    assert panel.lines.lines() == [
        ("Points used come back", "+75"),
        ("Points of the sale are taken back", "−4"),
        ("Points then", "78"),
    ]
    assert refunds_of(session.db, panel._sale.id) == ()  # type: ignore[union-attr]


def test_enter_gives_back_once_with_the_reason_that_was_pressed(
    session: Session, panel: RefundPanel, tanaka: str, qtbot: QtBot
) -> None:
    sale = buy(session, 1000, tanaka)
    panel.open_sale(sale)
    qtbot.keyClicks(panel.amount, "400")
    reason = panel.findChild(QPushButton, "refund.reason.1")
    assert reason is not None
    reason.click()
    assert panel.amount.hasFocus()
    told: list[RefundOutcome] = []
    panel.refunded.connect(told.append)
    qtbot.keyClick(panel.amount, Key.Key_Return)
    qtbot.keyClick(panel.amount, Key.Key_Return)
    panel.give_back()
    assert not panel.isVisible()
    assert [outcome.money_back for outcome in told] == [400]
    (refund,) = refunds_of(session.db, sale)
    assert (refund.amount, refund.reason) == (400, "Damaged")
    notice = panel._page.notice.text()
    assert notice == "¥400 given back · now 156"
    panel.open_sale(sale)
    assert panel.earlier.text() == "¥400 of it was given back already."
    assert panel.amount.placeholderText() == "All: ¥600"
    assert panel.reason.text() == ""


def test_enter_on_a_reason_says_it_and_gives_nothing_back_yet(
    session: Session, panel: RefundPanel, qtbot: QtBot
) -> None:
    sale = buy(session, 1000)
    panel.open_sale(sale)
    reason = panel.findChild(QPushButton, "refund.reason.2")
    assert reason is not None
    reason.setFocus()
    qtbot.keyClick(reason, Key.Key_Return)
    assert panel.reason.text() == "Wrong item"
    assert refunds_of(session.db, sale) == ()
    qtbot.keyClick(panel.amount, Key.Key_Return)
    assert [refund.reason for refund in refunds_of(session.db, sale)] == ["Wrong item"]


def test_too_much_is_refused_in_the_panel_and_what_was_typed_stays(
    session: Session, panel: RefundPanel, qtbot: QtBot
) -> None:
    sale = buy(session, 1000)
    panel.open_sale(sale)
    qtbot.keyClicks(panel.amount, "1200")
    assert panel.fault.text() == "At most ¥1,000 of this sale can be given back."
    assert panel.give_button.text() == "Give back"
    panel.reason.setFocus()
    qtbot.keyClick(panel.reason, Key.Key_Return)
    assert panel.isVisible()
    assert panel.amount.hasFocus()
    assert panel.amount.property("fault")
    assert panel.amount.text() == "1,200"
    assert refunds_of(session.db, sale) == ()
    qtbot.keyClicks(panel.amount, "12x")
    assert panel.fault.text().startswith("“12x” is no amount.")
    panel.amount.clear()
    assert not panel.fault.isVisible()


def test_escape_gives_nothing_back(session: Session, panel: RefundPanel, qtbot: QtBot) -> None:
    sale = buy(session, 1000)
    panel.open_sale(sale)
    with qtbot.waitSignal(panel.closed):
        qtbot.keyClick(panel.amount, Key.Key_Escape)
    assert refunds_of(session.db, sale) == ()
    assert panel._page.notice.text() == ""


def test_points_that_are_spent_are_owed_and_a_coupon_is_good_again(
    session: Session, panel: RefundPanel, tanaka: str
) -> None:
    terms = read_terms(session.moment(), kind="amount_off", value="200", name="Flyer")
    code = issue_coupons(session, Issue(terms), operation_id="flyer")[0].code
    sale = buy(session, 5000, tanaka, coupons=(code,))
    add_reward(session, NewReward("Tea", "free_item", "400", 190), operation_id="tea")
    redeem_reward(session, customer_id=tanaka, reward="Tea", operation_id="redeem")
    panel.open_sale(sale)
    lines = panel.lines.lines()
    assert lines[:3] == [
        ("Points of the sale are taken back", "−48"),
        ("Points then", "−40"),
        ("Owed, paid by the next points", "40"),
    ]
    assert lines[3][0].endswith("is unused again")
    panel.give_back()
    moment = session.moment()
    assert holdings(account_at(moment, tanaka), on=moment.today).balance == -40


def test_what_was_given_back_elsewhere_meanwhile_is_said(
    session: Session, panel: RefundPanel
) -> None:
    sale = buy(session, 1000)
    panel.open_sale(sale)
    refund_sale(session, sale=sale, amount=None, reason=None, operation_id="elsewhere")
    panel.give_back()
    assert panel.fault.text() == "All of this sale was given back already."
    assert panel.isVisible()
