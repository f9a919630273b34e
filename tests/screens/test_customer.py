"""Nothing on a customer's page is cut, in any part, dress and size, the smallest window too."""

from collections.abc import Callable
from datetime import datetime

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from db.clock import fixed_clock
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer, edit_customer
from db.usecases.referrals import attach_referral
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from db.usecases.subscriptions import pause_subscription, renew_subscription
from desktop import theme
from desktop.main_window import MainWindow
from desktop.pages.customer import CustomerPage
from desktop.widgets.page import Subject
from tests.screens.conftest import PICTURES, Dress
from tests.screens.cut_text import cut_texts

SMALLEST = (800, 500)  # what is left of a counter PC's screen at 170 %
TAGS = {"en": ("cat person", "oat milk"), "ja": ("猫好き", "オーツミルク")}
NOTES = {
    "en": "Sits by the window, likes the second cup a little stronger.",
    "ja": "窓際の席がお好き。2杯目は少し濃いめに。",
}


@pytest.fixture
def regular(session: Session, tanaka: str, language: str, set_shop: Callable[..., None]) -> str:
    """Return a regular with friends in two generations, a pause, tags and a note."""
    set_shop(referral={"referrer": {"points": 200}, "referee": {"points": 100}})
    changes = {"tags": TAGS[language], "note": NOTES[language], "phone": "090-0000-0142"}
    edit_customer(session, customer_id=tanaka, changes=changes, operation_id="edit")
    names = ("佐藤 健", "Maria Santos")
    ken, maria = (
        add_customer(session, new=NewCustomer(name), operation_id=name).id for name in names
    )
    attach_referral(session, referee_id=ken, referrer_id=tanaka, operation_id="ken")
    attach_referral(session, referee_id=maria, referrer_id=ken, operation_id="maria")
    for customer in (ken, maria):
        order = SaleOrder((OrderLine(1980),), customer_id=customer)
        record_sale(session, order, operation_id=f"sale-{customer}")
    renew_subscription(session, customer_id=tanaka, paid=None, operation_id="renew")
    then = fixed_clock(datetime.fromisoformat("2026-11-22T10:20+09:00"))
    later = session.with_request(clock=then)
    pause_subscription(later, customer_id=tanaka, days=20, operation_id="pause")
    return tanaka


@pytest.fixture
def page(window: MainWindow, regular: str) -> CustomerPage:
    window.session.clock = fixed_clock(datetime.fromisoformat("2026-11-22T10:30+09:00"))
    window.turn_to("customer", Subject("customer", regular))
    found = window.current()
    assert isinstance(found, CustomerPage)
    return found


def drawn(window: MainWindow, qtbot: QtBot) -> None:
    for _ in range(3):  # words that take more lines move what lies below them
        qtbot.wait(20)
        window.grab()


@pytest.mark.parametrize("tab", ["history", "plan", "friends", "statement"])
def test_every_part_is_whole(
    window: MainWindow, page: CustomerPage, qtbot: QtBot, tab: str, dress: Dress
) -> None:
    page.turn_to_tab(tab)
    drawn(window, qtbot)
    PICTURES.mkdir(parents=True, exist_ok=True)
    window.grab().save(str(PICTURES / f"customer-{tab}-{dress}.png"))
    assert cut_texts(window) == []
    assert page.scroll_area.horizontalScrollBar().maximum() == 0
    for each in page.findChildren(QPushButton):
        if each.isVisible():
            assert min(each.width(), each.height()) >= theme.TOUCH, each.objectName()
    window.resize(*SMALLEST)
    drawn(window, qtbot)
    window.grab().save(str(PICTURES / f"customer-{tab}-small-{dress}.png"))
    assert cut_texts(page) == []
    assert page.scroll_area.horizontalScrollBar().maximum() == 0


def test_why_the_tier_is_theirs_is_whole(
    window: MainWindow, page: CustomerPage, qtbot: QtBot, dress: Dress
) -> None:
    page.show_tiers()
    drawn(window, qtbot)
    window.grab().save(str(PICTURES / f"customer-tiers-{dress}.png"))
    assert page.tiers.history.rows
    assert cut_texts(page.tiers) == []
