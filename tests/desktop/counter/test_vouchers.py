"""Vouchers and credit at the counter: scanned, sold, paid with, given back, undone."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from db.queries.credit import credit_held
from db.queries.vouchers import voucher_typed, vouchers_page
from db.rules.coupons import spoken_code
from db.rules.vouchers import Voucher
from db.usecases.credit import add_credit
from db.usecases.vouchers import NewVoucher, issue_voucher, void_voucher
from tests.desktop.desk import Desk

Key = Qt.Key


@pytest.fixture
def voucher(desk: Desk) -> Voucher:
    return issue_voucher(desk.session, NewVoucher(1000), operation_id="voucher")


@pytest.fixture
def credit(desk: Desk) -> int:
    return add_credit(
        desk.session, customer_id=desk.tanaka, amount=500, reason="x", operation_id="credit"
    ).left


def left_on(desk: Desk, voucher: Voucher) -> int:
    return voucher_typed(desk.session.db, voucher.code).left


def chips(desk: Desk) -> list[str]:
    buttons = desk.counter.board.sale.findChildren(QPushButton)
    found = [each for each in buttons if each.objectName().startswith("counter.chip.")]
    return [each.text().replace("  ✕", "") for each in found if each.isVisibleTo(desk.counter)]


def test_a_scanned_voucher_pays_and_credit_is_one_key_away(
    desk: Desk, voucher: Voucher, credit: int
) -> None:
    assert credit == 500
    desk.press(Key.Key_F2, "tanaka", Key.Key_Return, "1780")
    desk.scan(spoken_code(voucher.code))
    assert chips(desk) == ["Voucher −¥1,000"]
    assert desk.shown("counter.due") == "¥780"
    button = desk.counter.board.sale.own_money.credit_button
    assert button.text() == "Use credit ¥500"
    desk.press(Key.Key_F11)
    assert chips(desk) == ["Voucher −¥1,000", "Credit −¥500"]
    assert desk.shown("counter.due") == "¥280"
    assert not button.isVisible()
    assert desk.counter.record_button.text() == "Take ¥280 and give 17 points"
    desk.press(Key.Key_Return)
    assert left_on(desk, voucher) == 0
    assert credit_held(desk.session.moment(), desk.tanaka) == 0
    assert desk.shown("counter.due") == "¥280"
    assert desk.points() == 17
    assert chips(desk) == []


def test_of_what_a_voucher_paid_no_money_is_said_to_be_given_back(
    desk: Desk, voucher: Voucher
) -> None:
    desk.press(Key.Key_F2, "tanaka", Key.Key_Return, "1980")
    desk.scan(spoken_code(voucher.code))
    desk.press(Key.Key_Return, Key.Key_F7)
    refund = desk.counter.refunds.panel
    assert refund.hand_back.accessibleName().startswith("¥980")
    assert refund.give_button.text() == "Give back"
    desk.press("980")
    assert refund.give_button.text() == "Give back"
    desk.press(Key.Key_Return)
    assert left_on(desk, voucher) == 980


def test_what_is_typed_later_changes_what_they_pay(desk: Desk, voucher: Voucher) -> None:
    desk.press("400")
    desk.scan(voucher.code)
    assert (chips(desk), desk.shown("counter.due")) == (["Voucher −¥400"], "¥0")
    desk.press("0")
    assert (chips(desk), desk.shown("counter.due")) == (["Voucher −¥1,000"], "¥3,000")
    assert desk.counter.record_button.text() == "Take ¥3,000"
    desk.scan(voucher.code, at_ms=95_000)  # the same one once more is still one
    assert chips(desk) == ["Voucher −¥1,000"]
    desk.press(Key.Key_Return)
    assert left_on(desk, voucher) == 0


def test_a_press_takes_a_payment_off_again(desk: Desk, voucher: Voucher, credit: int) -> None:
    assert credit
    desk.counter.serve(desk.tanaka)
    desk.press("1780")
    desk.scan(voucher.code)
    desk.press(Key.Key_F11)
    for words in ("Voucher −¥1,000", "Credit −¥500"):
        found = desk.counter.board.sale.findChildren(QPushButton)
        next(each for each in found if each.text().startswith(words)).click()
    assert chips(desk) == []
    desk.press(Key.Key_Return)
    assert (left_on(desk, voucher), credit_held(desk.session.moment(), desk.tanaka)) == (1000, 500)


def test_with_no_sale_begun_a_scan_shows_what_is_left_and_one_press_pays_with_it(
    desk: Desk, voucher: Voucher
) -> None:
    desk.scan(voucher.code)
    panel = desk.counter.vouchers.panel
    assert panel.isVisible()
    assert (panel.left.text(), panel.code.text()) == ("¥1,000", spoken_code(voucher.code))
    assert desk.sales() == 0
    desk.press(Key.Key_Return)  # on "Pay with it"
    assert not panel.isVisible()
    assert chips(desk) == ["Voucher ¥1,000"]
    desk.press("300", Key.Key_Return)
    assert left_on(desk, voucher) == 700
    desk.scan(voucher.code, at_ms=95_000)
    assert panel.left.text() == "¥700"
    assert len(panel.moved.lines()) == 2


def test_another_customer_s_name_is_said_and_pays_all_the_same(desk: Desk) -> None:
    maria = desk.add_maria()
    new = NewVoucher(1000, customer_id=maria)
    voucher = issue_voucher(desk.session, new, operation_id="v")
    desk.counter.serve(desk.tanaka)
    desk.press("500")
    desk.scan(voucher.code)
    assert desk.counter.notice.text() == "This voucher is in the name of Maria Santos."
    desk.press(Key.Key_Return)
    assert left_on(desk, voucher) == 500


def test_vouchers_in_their_name_are_one_press_away_those_that_end_first_before(
    desk: Desk,
) -> None:
    for amount, until in ((1000, None), (300, date(2026, 12, 24))):
        new = NewVoucher(amount, customer_id=desk.tanaka, valid_until=until)
        issue_voucher(desk.session, new, operation_id=f"v{amount}")
    desk.counter.serve(desk.tanaka)
    desk.press("1980")
    button = desk.counter.board.sale.own_money.voucher_button
    assert button.text() == "Use voucher ¥300"
    button.click()
    assert button.text() == "Use voucher ¥1,000"
    button.click()
    assert not button.isVisible()
    assert (chips(desk), desk.shown("counter.due")) == (
        ["Voucher −¥300", "Voucher −¥1,000"], "¥680",
    )  # fmt: skip
    desk.press(Key.Key_Return)
    assert [each.left for each in vouchers_page(desk.session.db, limit=9)] == [0, 0]


def test_what_pays_nothing_says_why_and_the_sale_goes_on(desk: Desk, voucher: Voucher) -> None:
    void_voucher(desk.session, code=voucher.code, reason="lost", operation_id="void")
    desk.press("500")
    desk.scan(voucher.code)
    assert "declared void" in desk.counter.notice.text()
    assert chips(desk) == []
    desk.press(Key.Key_Return)
    assert desk.sales() == 1
    desk.scan(voucher.code, at_ms=95_000)
    assert desk.counter.vouchers.panel.state.text() == "declared void"
    assert not desk.counter.vouchers.panel.use_button.isVisible()


def test_one_that_was_used_up_elsewhere_is_told_when_it_is_to_pay(
    desk: Desk, voucher: Voucher
) -> None:
    desk.press("500")
    desk.scan(voucher.code)
    void_voucher(desk.session, code=voucher.code, reason="x", operation_id="elsewhere")
    desk.press(Key.Key_Return)
    assert "declared void" in desk.counter.notice.text()
    assert desk.sales() == 0


def test_a_voucher_is_sold_in_three_presses_and_shown_with_its_code(desk: Desk) -> None:
    desk.counter.board.day.voucher_button.click()
    form = desk.counter.vouchers.form
    assert form.isVisible()
    assert not form.in_name.isVisible()
    press = form.findChild(QPushButton, "voucher.new.amount.3")
    assert press is not None
    press.click()
    assert form.lines.lines() == [("Money to take", "¥3,000")]
    desk.press(Key.Key_Return)
    (made,) = vouchers_page(desk.session.db, limit=9)
    assert (made.amount, made.valid_until, made.customer_id) == (3000, None, None)
    assert desk.counter.vouchers.panel.code.text() == spoken_code(made.code)
    assert desk.counter.notice.text() == "Voucher of ¥3,000 made."
    desk.press(Key.Key_Escape)
    desk.press_undo()
    desk.press(Key.Key_Return)
    assert left_on(desk, made) == 0
    assert "hand back ¥3,000" in desk.counter.notice.text()


def test_credit_is_given_to_who_is_there_and_shown_on_their_card(desk: Desk) -> None:
    desk.counter.serve(desk.tanaka)
    desk.counter.board.credit_action.trigger()
    panel = desk.counter.vouchers.credit
    assert panel.isVisible()
    desk.press("300")
    reason = panel.findChild(QPushButton, "credit.reason.1")
    assert reason is not None
    reason.click()
    assert panel.lines.lines()[-1] == ("Money to take", "¥300")
    desk.press(Key.Key_Return)
    assert not panel.isVisible()
    assert credit_held(desk.session.moment(), desk.tanaka) == 300
    assert desk.counter.notice.text() == "田中 美咲 has ¥300 of credit now."
    assert ("Credit ¥300 · Paid in ahead", 0, "0") in desk.history()


def test_another_customer_s_sale_begins_without_payments(
    desk: Desk, voucher: Voucher, credit: int
) -> None:
    assert credit
    desk.counter.serve(desk.tanaka)
    desk.press("1780")
    desk.scan(voucher.code)
    desk.press(Key.Key_F11)
    desk.counter.serve(desk.add_maria())
    assert chips(desk) == []
    assert not desk.counter.board.sale.own_money.isVisible()
    desk.press(Key.Key_F11)
    assert chips(desk) == []


def test_a_refund_says_what_goes_back_to_the_voucher_and_what_is_handed_over(
    desk: Desk, voucher: Voucher
) -> None:
    desk.counter.serve(desk.tanaka)
    desk.press("1780")
    desk.scan(voucher.code)
    desk.press(Key.Key_Return)
    desk.press(Key.Key_F7)
    panel = desk.counter.refunds.panel
    assert panel.hand_back.text() == "¥780"
    assert panel.lines.lines()[0] == (f"Back to voucher {spoken_code(voucher.code)}", "¥1,000")
    desk.press(Key.Key_Return)
    assert left_on(desk, voucher) == 1000
    assert desk.counter.notice.text().startswith("¥1,780 given back · hand over ¥780")


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # of a menu
def test_the_short_list_can_be_opened_and_the_next_customer_served(desk: Desk) -> None:
    board = desk.counter.board
    for _ in range(2):
        board.more_button.click()
        menu = QApplication.activePopupWidget()
        assert menu is not None
        QTest.keyClick(menu, Key.Key_Return)
        desk.press(Key.Key_Escape)
        desk.counter.serve(None)
        desk.counter.serve(desk.tanaka)
        assert board.credit_action.isVisible()


def test_what_was_just_sold_is_printed_by_the_next_key(desk: Desk) -> None:
    desk.counter.vouchers.sell()
    desk.press("3000", Key.Key_Return)
    assert desk.counter.vouchers.panel.print_button.hasFocus()


def test_a_code_that_is_refused_leaves_the_amount_as_it_was(desk: Desk) -> None:
    desk.press("2500")
    desk.scan("ZZZZZZZZZZZ7")
    assert desk.counter.notice.text()
    assert (desk.counter.amount.text(), desk.counter.amount.selectedText()) == ("2,500", "")
    assert not desk.counter.amount.property("fault")
