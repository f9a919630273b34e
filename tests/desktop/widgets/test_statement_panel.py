"""Why is my balance this: lines, lots and sales under each other's fingers."""

from collections.abc import Callable
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.clock import fixed_clock
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.refunds import refund_sale
from db.usecases.rewards import NewReward, add_reward, redeem_reward
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from desktop.messages import label_of
from desktop.widgets.page import Page
from desktop.widgets.statement_panel import StatementPanel

Key = Qt.Key


@pytest.fixture
def page(dressed_app: QApplication, session: Session, qtbot: QtBot) -> Page:
    del dressed_app
    session.label = label_of
    made = Page(session)
    qtbot.addWidget(made)
    made.resize(1282, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


@pytest.fixture
def panel(page: Page) -> StatementPanel:
    return StatementPanel(page, "statement")


@pytest.fixture
def misaki(session: Session, set_shop: Callable[..., None]) -> str:
    """Return a customer with two sales and a reward, and points that end."""
    set_shop(expiry={"months": 3})
    customer = add_customer(session, new=NewCustomer("田中 美咲"), operation_id="misaki").id
    add_reward(session, NewReward("Tea", "free_item", "400", 40), operation_id="tea")
    sold(session, customer, 10_000, "2026-08-01", staff="Mio")
    redeem_reward(
        on_day(session, "2026-08-02"), customer_id=customer, reward="Tea", operation_id="r"
    )
    sold(session, customer, 5_000, "2026-11-20")
    return customer


def on_day(session: Session, day: str, staff: str | None = None) -> Session:
    then = fixed_clock(datetime.fromisoformat(f"{day}T10:00+09:00"))
    return session.with_request(clock=then, staff=staff)


def sold(
    session: Session, customer: str, amount: int, day: str, *, staff: str | None = None
) -> str:
    order = SaleOrder((OrderLine(amount),), customer)
    done = record_sale(on_day(session, day, staff), order, operation_id=f"{day}-{amount}").sale
    assert done is not None
    return done


def rows(panel: StatementPanel) -> list[tuple[str, str, int, str]]:
    return [(row.when, row.what, row.points, row.balance) for row in panel.lines.records.records]


def test_the_newest_line_stands_on_top_with_the_balance(panel: StatementPanel, misaki: str) -> None:
    panel.show_customer(misaki)
    assert panel.title.text() == "Points statement, 田中 美咲"
    assert panel.balance.text() == "50 points · worth ¥50"
    assert rows(panel) == [
        ("20 Nov 10:00", "Sale ¥5,000", 50, "50"),
        ("2 Nov", "Expired", -60, "0"),
        ("2 Aug 10:00", "Reward: Tea", -40, "60"),
        ("1 Aug 10:00", "Sale ¥10,000", 100, "100"),
    ]
    assert panel.lines.hasFocus()
    assert [(bar.what, bar.left, bar.until) for bar in panel.lots.bars()] == [
        ("Where the points lie", "", ""),
        ("Sale ¥5,000", "50 of 50", "until 20 Feb 2027"),
        ("Used up or expired", "", ""),
        ("Sale ¥10,000", "0 of 100", "expired after 1 Nov 2026"),
    ]


def test_a_line_marks_the_lots_that_it_touched(panel: StatementPanel, misaki: str) -> None:
    panel.show_customer(misaki)
    live, gone = (bar.id for bar in panel.lots.bars() if bar.id)
    assert panel.lots.marked == {live}
    panel.lines.choose_row(1)
    assert panel.lots.marked == {gone}
    assert panel.whole.text() == "Expired"


def test_a_lot_says_what_took_from_it(panel: StatementPanel, misaki: str) -> None:
    panel.show_customer(misaki)
    assert not panel.takings.isVisible()
    panel.lots.setCurrentRow(3)
    assert panel.takings.lines() == [
        ("2 Aug 2026 · Reward: Tea", "−40"), ("2 Nov 2026 · Expired", "−60"),
    ]  # fmt: skip
    assert panel.takings.isVisible()
    panel.lots.setCurrentRow(1)
    assert not panel.takings.isVisible()


def test_enter_on_a_line_or_a_lot_shows_its_sale(
    panel: StatementPanel, misaki: str, qtbot: QtBot
) -> None:
    panel.show_customer(misaki)
    qtbot.keyClick(panel.lines, Key.Key_Return)
    assert panel.sheet.isVisible()
    assert panel.sheet.title.text() == "Sale ¥5,000"
    qtbot.keyClick(panel.sheet.done_button, Key.Key_Return)
    assert panel.lines.hasFocus()
    panel.lots.setFocus()
    panel.lots.setCurrentRow(3)
    qtbot.keyClick(panel.lots, Key.Key_Return)
    assert panel.sheet.title.text() == "Sale ¥10,000"


def test_only_a_line_of_a_sale_leads_to_one(panel: StatementPanel, misaki: str) -> None:
    panel.show_customer(misaki)
    leads = [
        panel.lines.records.index(row, 5).data() for row in range(panel.lines.records.rowCount())
    ]
    assert leads == ["›", "›", "", "›"]
    panel.lines.choose_row(2)
    assert not panel.sale_button.isEnabled()
    panel.lines.choose_row(3)
    panel.sale_button.click()
    assert panel.sheet.isVisible()


def test_a_shorter_time_begins_with_what_was_brought_forward(
    panel: StatementPanel, misaki: str, session: Session
) -> None:
    sold(session, misaki, 700, "2025-01-01")
    panel.show_customer(misaki)
    panel.since.buttons["quarter"].click()
    assert rows(panel) == [
        ("20 Nov 10:00", "Sale ¥5,000", 50, "50"),
        ("2 Nov", "Expired", -60, "0"),
        ("", "Brought forward", 0, "60"),
    ]
    assert not panel.sale_button.isEnabled() or panel.lines.record() is not None
    panel.show_customer(misaki)
    assert len(rows(panel)) == 6, "who is looked at next is seen whole"


def test_a_refund_from_the_sheet_is_seen_at_once(
    panel: StatementPanel, misaki: str, session: Session, qtbot: QtBot
) -> None:
    asked: list[str] = []
    panel.let_refund(asked.append)
    panel.show_customer(misaki)
    qtbot.keyClick(panel.lines, Key.Key_Return)
    panel.sheet.refund_button.click()
    refund_sale(session, sale=asked[0], amount=2_000, reason=None, operation_id="back")
    panel.reload()
    assert rows(panel)[0][1:] == ("Refund: points taken back", -20, "30")
    assert ("Money back", "−¥2,000") in panel.sheet.refunds.lines()


def test_who_did_it_is_shown_where_there_is_room(
    panel: StatementPanel, misaki: str, page: Page
) -> None:
    panel.show_customer(misaki)
    assert not panel.lines.isColumnHidden(4)
    page.resize(940, 704)
    assert panel.lines.isColumnHidden(4)
    assert panel.geometry() == page.rect()
    assert rows(panel)[0][0] == "20 Nov"


def test_esc_goes_back_to_the_page(panel: StatementPanel, misaki: str, qtbot: QtBot) -> None:
    panel.show_customer(misaki)
    assert panel.is_open()
    with qtbot.waitSignal(panel.closed):
        qtbot.keyClick(panel.lines, Key.Key_Escape)
    assert not panel.is_open()
    panel.reload()
    assert not panel.isVisible()


def test_the_paper_is_shown_over_it(panel: StatementPanel, misaki: str, qtbot: QtBot) -> None:
    panel.show_customer(misaki)
    qtbot.keyClick(panel.lines, Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert panel.preview is not None
    assert panel.preview.isVisible()
    assert panel.preview.document.pageCount() == 1
    panel.preview.close_preview()
    assert panel.lines.hasFocus()
    assert panel.is_open()


def test_somebody_without_points_is_told_so(panel: StatementPanel, session: Session) -> None:
    nobody = add_customer(session, new=NewCustomer("佐藤 健"), operation_id="ken").id
    panel.show_customer(nobody)
    assert panel.nothing.isVisible()
    assert not panel.lines.isVisible()
    assert panel.balance.text() == "0 points · worth ¥0"
    assert panel.close_button.hasFocus()
