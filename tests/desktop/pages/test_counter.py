"""The counter in the real window, by the keys that people press."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db.queries.coupons import coupons_of
from db.queries.sales import sales_of_day
from db.session import Session
from db.usecases.rewards import NewReward, add_reward, redeem_reward
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from db.usecases.shop import add_category
from desktop.pages.counter import CounterPage
from tests.desktop.desk import COFFEE, Desk

Key = Qt.Key


# -- A sale --------------------------------------------------------------------------------


def test_a_sale_needs_the_keyboard_alone(desk: Desk) -> None:
    desk.press(Key.Key_F2, "tanaka", Key.Key_Return)
    assert desk.shown("counter.name") == "田中 美咲"
    assert desk.counter.amount.hasFocus()
    desk.press("1980")
    assert desk.counter.record_button.text() == "Record ¥1,980 and give 19 points"
    assert desk.shown("counter.points") == "19"
    desk.press(Key.Key_Return)
    assert desk.sales() == 1
    assert desk.counter.notice.text() == "¥1,980 recorded · 19 points · now 19"
    assert desk.shown("counter.balance") == "19"
    assert desk.counter.amount.text() == ""
    assert desk.counter.amount.hasFocus()
    desk.press(Key.Key_F2)
    assert desk.window.scan.hasFocus()
    assert desk.points() == 19


def test_enter_twice_records_once(desk: Desk) -> None:
    desk.press(Key.Key_F2, "tanaka", Key.Key_Return, "1980", Key.Key_Return, Key.Key_Return)
    assert desk.sales() == 1
    assert desk.points() == 19
    assert desk.counter.notice.text() == "¥1,980 recorded · 19 points · now 19"


def test_a_sale_that_stands_in_the_book_already_is_not_recorded_again(desk: Desk) -> None:
    order = SaleOrder((OrderLine(500),))
    record_sale(desk.session, order, operation_id=desk.counter.sale.operation_id)
    desk.press("500", Key.Key_Return)
    assert desk.sales() == 1
    assert desk.counter.amount.text() == ""


def test_the_same_amount_may_be_sold_again_on_purpose(desk: Desk) -> None:
    desk.press("500", Key.Key_Return, "500", Key.Key_Return)
    assert desk.sales() == 2


def test_a_sale_without_a_customer_can_be_typed_right_away(desk: Desk) -> None:
    desk.press("1980")
    assert desk.counter.record_button.text() == "Record ¥1,980"
    desk.press(Key.Key_Return)
    assert desk.counter.notice.text() == "¥1,980 recorded."
    assert desk.sales() == 1
    assert [event.what for event in desk.counter.board.history.records.records] == ["¥1,980"]


def test_full_width_digits_and_separators_are_understood(desk: Desk) -> None:
    desk.counter.amount.setText("１，９８０")
    desk.press(Key.Key_Return)
    assert sales_of_day(desk.session.db, desk.session.today)[0].total == 1980


def test_in_a_shop_with_cents_whole_units_are_typed(
    session: Session, set_shop: Callable[..., None], qtbot: QtBot
) -> None:
    set_shop(name="Fika", currency="USD")
    page = CounterPage(session)
    qtbot.addWidget(page)
    page.reload()
    qtbot.keyClicks(page.amount, "1980")
    qtbot.keyClick(page.amount, Key.Key_Return)
    assert sales_of_day(session.db, session.today)[0].total == 198000
    assert page.notice.text() == "$1,980.00 recorded."


def test_what_is_no_amount_is_explained_and_stays(desk: Desk) -> None:
    desk.press("19x", Key.Key_Return)
    assert desk.sales() == 0
    assert desk.counter.notice.text() == "“19x” is no amount. Type digits only, such as 1980."
    assert desk.counter.amount.text() == "19x"
    assert desk.counter.amount.hasFocus()


def test_the_keypad_types_into_the_amount(desk: Desk, qtbot: QtBot) -> None:
    for key in ("1", "9", "8", "00", "back"):
        qtbot.mouseClick(desk.counter.board.sale.keypad.keys[key], Qt.MouseButton.LeftButton)
    assert desk.counter.amount.text() == "1,980"
    qtbot.mouseClick(desk.counter.record_button, Qt.MouseButton.LeftButton)
    assert desk.sales() == 1


def test_digits_go_to_the_amount_wherever_the_focus_is(desk: Desk) -> None:
    desk.counter.serve(desk.tanaka)
    desk.counter.board.card_button.setFocus()
    desk.press("1")
    desk.press("98")
    assert desk.counter.amount.text() == "198"
    assert desk.counter.amount.hasFocus()


# -- Points used ---------------------------------------------------------------------------


def test_one_key_uses_all_points_another_leaves_a_round_sum(desk: Desk) -> None:
    desk.buy(50_000)
    desk.press(Key.Key_F2, "tanaka", Key.Key_Return, "1980", Key.Key_F5)
    assert desk.counter.points_used.text() == "80"
    assert desk.shown("counter.to_pay") == "¥1,900"
    desk.press(Key.Key_F4)
    assert desk.counter.points_used.text() == "500"
    assert desk.counter.amount.hasFocus()
    desk.press(Key.Key_Return)
    assert desk.counter.notice.text() == "¥1,480 recorded · 14 points · now 14"
    assert desk.points() == 14
    assert desk.counter.points_used.text() == ""


def test_more_points_than_there_are_are_refused_with_the_most_that_would_do(desk: Desk) -> None:
    desk.buy(5_000)
    desk.press(Key.Key_F2, "tanaka", Key.Key_Return, "1980", Key.Key_Tab)
    desk.counter.points_used.setFocus()
    desk.press("51", Key.Key_Return)
    assert desk.counter.notice.text() == "This takes 51 points; 50 can be used."
    assert desk.counter.points_used.hasFocus()
    assert desk.counter.amount.text() == "1,980"
    assert desk.sales() == 1


def test_without_points_nothing_is_proposed(desk: Desk) -> None:
    desk.press(Key.Key_F2, "tanaka", Key.Key_Return, "1980", Key.Key_F4, Key.Key_F5)
    assert desk.counter.points_used.text() == ""
    assert not desk.counter.points_used.isVisible()


# -- Rewards and coupons -------------------------------------------------------------------


def test_a_coupon_that_does_not_fit_is_explained_and_the_amount_stays(desk: Desk) -> None:
    new = NewReward("¥500 off", "amount_off", "500", 100, minimum="2000")
    add_reward(desk.session, new, operation_id="off")
    desk.buy(10_000)
    redeem_reward(desk.session, customer_id=desk.tanaka, reward="¥500 off", operation_id="r")
    desk.counter.serve(desk.tanaka)
    desk.press("1980")
    desk.counter.put_on_sale(
        coupons_of(desk.session.db, desk.tanaka, on=desk.session.today)[0].code
    )
    desk.press(Key.Key_Return)
    assert desk.counter.notice.text() == "This coupon is good from ¥2,000 on: ¥20 more."
    assert desk.counter.amount.text() == "1,980"
    assert desk.counter.amount.hasFocus()
    assert desk.sales() == 1


def test_a_scanned_coupon_opens_the_sale_with_it_and_its_owner(desk: Desk) -> None:
    desk.buy(30_000)
    done = redeem_reward(desk.session, customer_id=desk.tanaka, reward=COFFEE, operation_id="r")
    desk.window.turn_to("settings")
    desk.scan(done.coupon.code)
    assert desk.window.here() == "counter"
    assert desk.shown("counter.name") == "田中 美咲"
    assert desk.counter.sale.codes() == (done.coupon.code,)
    desk.scan(done.coupon.code, at_ms=200_000)
    assert desk.counter.sale.codes() == (done.coupon.code,)
    desk.press("1000")
    assert desk.counter.record_button.text() == "Record ¥550 and give 5 points"


def test_a_coupon_of_another_customer_is_refused_while_a_sale_is_typed(desk: Desk) -> None:
    desk.buy(30_000)
    done = redeem_reward(desk.session, customer_id=desk.tanaka, reward=COFFEE, operation_id="r")
    maria = desk.add_maria()
    desk.counter.serve(maria)
    desk.press("1980")
    desk.scan(done.coupon.code)
    assert "belongs to somebody else" in desk.counter.notice.text()
    assert desk.counter.customer_id == maria
    assert desk.counter.amount.text() == "1,980"


def test_a_coupon_can_be_taken_off_the_sale_again(desk: Desk) -> None:
    desk.buy(30_000)
    done = redeem_reward(desk.session, customer_id=desk.tanaka, reward=COFFEE, operation_id="r")
    desk.counter.serve(desk.tanaka)
    desk.press("1980")
    desk.counter.put_on_sale(done.coupon.code)
    chip = desk.counter.findChild(QPushButton, f"counter.chip.coupon:{done.coupon.code}")
    assert chip is not None
    assert chip.text().startswith("Free drip coffee −¥450")
    chip.click()
    assert desk.counter.sale.codes() == ()
    assert desk.counter.amount.hasFocus()


def test_a_members_card_scanned_on_any_page_opens_the_counter(desk: Desk) -> None:
    number = desk.session.db.conn.execute("SELECT number FROM customers").fetchone()[0]
    for page in ("settings", "customers", "insights", "offers", "counter"):
        desk.counter.leave()
        desk.window.turn_to(page)
        desk.scan(number)
        assert desk.window.here() == "counter"
        assert desk.counter.customer_id == desk.tanaka
        assert desk.counter.amount.text() == ""


def test_one_key_puts_the_first_coupon_on_the_sale(desk: Desk) -> None:
    desk.buy(60_000)
    for number in range(2):
        redeem_reward(
            desk.session, customer_id=desk.tanaka, reward=COFFEE, operation_id=f"r{number}"
        )
    desk.press(Key.Key_F2, "tanaka", Key.Key_Return, "1980", Key.Key_F10)
    assert len(desk.counter.sale.codes()) == 1
    assert desk.shown("counter.to_pay") == "¥1,530"
    assert desk.counter.amount.hasFocus()
    desk.press(Key.Key_F10)
    assert "the next time" in desk.counter.notice.text()
    assert len(desk.counter.sale.codes()) == 1


# -- Goods by category ---------------------------------------------------------------------


def test_what_is_typed_becomes_a_line_of_a_category(desk: Desk) -> None:
    add_category(desk.session, name="Drinks", earns=True, tax_rate=None, operation_id="drinks")
    desk.press("980")
    desk.counter.board.sale.category_chosen.emit("Drinks")
    assert desk.counter.amount.text() == ""
    assert desk.counter.amount.hasFocus()
    desk.press("1000", Key.Key_Return)
    assert sales_of_day(desk.session.db, desk.session.today)[0].total == 1980


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # of a menu
def test_plus_says_by_keys_what_kind_of_goods_was_typed(desk: Desk, qtbot: QtBot) -> None:
    for name in ("Drinks", "Beans"):
        add_category(desk.session, name=name, earns=True, tax_rate=None, operation_id=name)
    desk.press("980", "+")
    menu = QApplication.activePopupWidget()
    assert menu is not None
    qtbot.keyClick(menu, Key.Key_Return)
    assert desk.counter.amount.text() == ""
    assert [line.category for line in desk.counter.sale.lines] == ["Beans"]
    desk.press("1000")
    assert desk.counter.record_button.text() == "Record ¥1,980"


def test_a_category_without_an_amount_asks_for_the_amount_first(desk: Desk) -> None:
    add_category(desk.session, name="Drinks", earns=True, tax_rate=None, operation_id="drinks")
    desk.counter.board.sale.category_chosen.emit("Drinks")
    assert "amount" in desk.counter.notice.text().lower()
    assert desk.counter.amount.hasFocus()


# -- Papers --------------------------------------------------------------------------------


def test_card_slip_and_coupon_are_shown_before_they_are_printed(desk: Desk) -> None:
    desk.buy(1_000)
    desk.counter.serve(desk.tanaka)
    desk.counter.board.card_button.click()
    preview = desk.counter.papers.preview
    assert preview is not None
    assert preview.isVisible()
    assert preview.document.pageCount() == 1
    desk.press(Key.Key_Escape)
    assert not preview.isVisible()
    assert desk.counter.amount.hasFocus()
    desk.press(Key.Key_F9)
    assert preview.title.text() == "Slip of the sale"
    assert desk.counter.customer_id == desk.tanaka


def test_tab_goes_from_the_sale_to_what_is_offered_and_to_the_customer_last(
    desk: Desk, set_shop: Callable[..., None]
) -> None:
    set_shop(follow_ups={"best_customer": {"on": False}})  # or the best one was to be thanked
    desk.buy(30_000)
    desk.counter.serve(desk.tanaka)
    desk.press("1980")
    met = []
    for _ in range(9):
        widget = QApplication.focusWidget()
        assert widget is not None
        met.append(widget.objectName())
        desk.press(Key.Key_Tab)
    assert met == [
        "counter.amount",
        "counter.points_used",
        "counter.use_all",
        "counter.use_odd",
        "counter.record",
        f"counter.redeem.{COFFEE}",
        "counter.card",
        "counter.receipt",
        "counter.note",
    ]


# -- Everything has its name ---------------------------------------------------------------


def test_everything_that_is_used_has_an_object_name_and_a_spoken_name(desk: Desk) -> None:
    desk.buy(30_000)
    desk.counter.serve(desk.tanaka)
    desk.counter.amount.setText("1000")
    names = ["amount", "record", "points", "balance", "name", "rewards", "history"]
    for name in names:
        found = desk.counter.findChildren(QWidget, f"counter.{name}")
        assert found, name
        assert found[0].accessibleName(), name
    for each in desk.counter.findChildren(QPushButton):
        assert each.objectName(), each.text()
        assert each.accessibleName() or not each.isVisible(), each.objectName()


# -- Why the balance is what it is ---------------------------------------------------------


def test_enter_on_the_balance_shows_the_statement_and_esc_leaves_it(desk: Desk) -> None:
    desk.press(Key.Key_F2, "tanaka", Key.Key_Return, "1980", Key.Key_Return)
    desk.counter.board.customer.balance.setFocus()
    desk.press(Key.Key_Return)
    panel = desk.counter.statements.panel
    assert panel is not None
    assert panel.isVisible()
    assert [row.points for row in panel.lines.records.records] == [19]
    desk.press(Key.Key_F6, Key.Key_F8)
    assert panel.isVisible(), "what lies behind is out of reach"
    assert not desk.counter.people.editor.isVisible()
    desk.press(Key.Key_Escape)
    assert not panel.isVisible()
    assert desk.counter.amount.hasFocus()
    assert desk.shown("counter.name") == "田中 美咲"
    desk.press(Key.Key_F3)
    assert panel.isVisible()


def test_a_refund_is_given_from_the_sale_that_a_line_leads_to(desk: Desk) -> None:
    desk.press(Key.Key_F2, "tanaka", Key.Key_Return, "1980", Key.Key_Return, "500")
    desk.press(Key.Key_F3, Key.Key_Return)
    panel = desk.counter.statements.panel
    assert panel is not None
    panel.sheet.refund_button.click()
    desk.press("980", Key.Key_Return)
    assert desk.refunds() == [980]
    assert [row.points for row in panel.lines.records.records] == [-9, 19]
    assert ("Money back", "−¥980") in panel.sheet.refunds.lines()
    desk.press(Key.Key_Escape, Key.Key_Escape)
    assert not desk.counter.statements.is_open()
    assert desk.shown("counter.name") == "田中 美咲"
    assert desk.sales() == 2, "the sale that was typed is not recorded"


def test_nobody_at_the_counter_has_no_statement(desk: Desk) -> None:
    desk.press(Key.Key_F3)
    assert not desk.counter.statements.is_open()
