"""The board is filled with who is there, or with the day."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.queries.customers import customer_record
from db.rules.coupons import spoken_code
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.rewards import NewReward, add_reward, redeem_reward
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from desktop.counter.current_sale import CurrentSale
from desktop.counter.reader import CounterReader
from desktop.widgets.counter_board import CounterBoard
from desktop.widgets.tagged_sentence import TaggedSentence


@pytest.fixture
def tanaka(session: Session) -> str:
    return add_customer(session, new=NewCustomer("田中 美咲"), operation_id="tanaka").id


@pytest.fixture
def board(dressed_app: QApplication, qtbot: QtBot) -> CounterBoard:
    del dressed_app
    made = CounterBoard(currency="JPY", digits=0)
    qtbot.addWidget(made)
    made.resize(1282, 704)
    made.show()
    return made


@pytest.fixture
def reader(session: Session, board: CounterBoard) -> CounterReader:
    return CounterReader(session, board, CurrentSale(session, board.sale))


def said(board: CounterBoard) -> list[str]:
    found = board.remarks.findChildren(TaggedSentence)
    return [each.tag for each in found if each.isVisibleTo(board.remarks)]


def buy(session: Session, customer: str, amount: int) -> None:
    operation = f"buy-{session.db['facts'].count}"
    order = SaleOrder((OrderLine(amount),), customer_id=customer)
    record_sale(session, order, operation_id=operation)


def test_nobody_there_shows_the_day_and_what_is_offered(
    session: Session, board: CounterBoard, reader: CounterReader, tanaka: str
) -> None:
    add_reward(session, NewReward("Tea", "free_item", "400", 250), operation_id="tea")
    buy(session, tanaka, 1240)
    reader.show(None)
    assert [event.what for event in board.history.records.records] == ["¥1,240 · 田中 美咲"]
    assert board.rewards.heading is not None
    assert board.rewards.heading.text() == "Rewards"
    assert board.rewards.buttons == {}
    assert board.day.isVisible()


def test_a_customer_is_shown_with_points_history_and_reach(
    session: Session, board: CounterBoard, reader: CounterReader, tanaka: str
) -> None:
    add_reward(session, NewReward("Tea", "free_item", "400", 250), operation_id="tea")
    buy(session, tanaka, 30_000)
    done = redeem_reward(session, customer_id=tanaka, reward="Tea", operation_id="redeem")
    reader.show(tanaka)
    assert board.customer.name.text() == "田中 美咲"
    assert board.customer.balance.text() == "50"
    assert board.coupons.head.text() == "Coupons · 1"
    events = [(event.what, event.after) for event in board.history.records.records]
    assert events == [(f"Tea · {spoken_code(done.coupon.code)}", "50"), ("Sale ¥30,000", "300")]
    assert board.receipt_button.isEnabled()


def test_a_new_face_is_told_with_the_friend_who_brought_it(
    session: Session, board: CounterBoard, reader: CounterReader, tanaka: str
) -> None:
    code = customer_record(session.db, tanaka).referral_code
    new = NewCustomer("Maria Santos", referral_code=code)
    maria = add_customer(session, new=new, operation_id="maria").id
    reader.show(maria)
    sentences = [each.text() for each in board.remarks.findChildren(TaggedSentence)]
    assert sentences == ["Welcome! How kind of 田中 美咲 to send you to us."]
    assert not board.receipt_button.isEnabled()


def test_not_today_holds_for_this_customer_until_the_next_greeting(
    session: Session, board: CounterBoard, reader: CounterReader, tanaka: str
) -> None:
    buy(session, tanaka, 30_000)
    add_reward(session, NewReward("Tea", "free_item", "400", 250), operation_id="tea")
    redeem_reward(session, customer_id=tanaka, reward="Tea", operation_id="redeem")
    reader.greet()
    reader.show(tanaka)
    assert said(board) == ["Coupon"]
    reader.dismiss(reader._remarks[0])
    reader.show(tanaka)
    assert said(board) == []
    assert not board.remarks.isVisible()
    reader.greet()
    reader.show(tanaka)
    assert said(board) == ["Coupon"]
