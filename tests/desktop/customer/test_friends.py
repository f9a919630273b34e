"""Friends on a customer's page: the code, what it brought, its papers."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.referrals import attach_referral
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from desktop.counter.papers import CounterPapers
from desktop.customer.friends import FriendsPart
from tests.desktop.customer_part import page_for_parts, put_on


def test_the_code_tells_what_it_has_brought_in_two_generations(
    dressed_app: QApplication,
    session: Session,
    set_shop: Callable[..., None],
    qtbot: QtBot,
) -> None:
    del dressed_app
    set_shop(referral={"referrer": {"points": 200}, "referee": {"points": 100}})
    page = page_for_parts(session, qtbot)
    names = ("田中 美咲", "佐藤 健", "Maria Santos")
    misaki, ken, maria = (
        add_customer(session, new=NewCustomer(name), operation_id=name).id for name in names
    )
    attach_referral(session, referee_id=ken, referrer_id=misaki, operation_id="ken")
    attach_referral(session, referee_id=maria, referrer_id=ken, operation_id="maria")
    for number, customer in enumerate((ken, maria), start=1):
        order = SaleOrder((OrderLine(1000 * number),), customer_id=customer)
        record_sale(session, order, operation_id=f"sale-{number}")
    asked: list[str] = []
    part = FriendsPart(page, CounterPapers(page), go_to=asked.append)
    put_on(page, part)
    part.tell(misaki)
    assert part.tab.facts.text().splitlines() == [
        "Friends brought", "1 (1 has bought)", "Their friends", "1", "All of them spent",
        "¥3,000", "Rank among all who bring friends", "1 of 2",
    ]  # fmt: skip
    assert "100 points" in part.tab.words.text()
    part.tree.buttons[maria].click()
    part.tell(ken)
    part.tab.referrer_button.click()
    assert asked == [maria, misaki]
    part.take_focus()
    assert part.tab.card_button.hasFocus()


def test_where_bringing_a_friend_gives_nothing_no_slip_is_offered(
    dressed_app: QApplication, session: Session, qtbot: QtBot
) -> None:
    del dressed_app
    page = page_for_parts(session, qtbot)
    misaki = add_customer(session, new=NewCustomer("田中 美咲"), operation_id="misaki").id
    part = FriendsPart(page, CounterPapers(page), go_to=lambda _: None)
    put_on(page, part)
    part.tell(misaki)
    assert not part.tab.slips_button.isVisible()
    assert not part.tab.referrer_button.isVisible()
    assert part.tab.card_button.isVisible()
