"""Selling gift vouchers in the window."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from db.queries.day import day_report
from db.queries.vouchers import vouchers_page
from db.rules.customers import NewCustomer
from db.rules.vouchers import Voucher
from db.session import Session
from db.usecases.customers import add_customer
from desktop.widgets.page import Page
from desktop.widgets.voucher_form import VoucherForm


@pytest.fixture
def form(dressed_app: QApplication, session: Session, qtbot: QtBot) -> VoucherForm:
    del dressed_app
    page = Page(session)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    made = VoucherForm(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    made.open_for(None)
    return made


def made(form: VoucherForm) -> list[Voucher]:
    return vouchers_page(form._page.session.db, limit=9)


def press(form: VoucherForm, name: str) -> None:
    found = form.findChild(QPushButton, name)
    assert found is not None
    found.click()


def test_an_amount_and_enter_are_enough(form: VoucherForm, qtbot: QtBot) -> None:
    assert form.amount.hasFocus()
    qtbot.keyClicks(form.amount, "2500")
    assert form.lines.lines() == [("Money to take", "¥2,500")]
    with qtbot.waitSignal(form.made) as told:
        qtbot.keyClick(form.amount, Qt.Key.Key_Return)
    assert told.args == made(form)
    assert (made(form)[0].amount, made(form)[0].valid_until) == (2500, None)
    assert not form.isVisible()


def test_a_last_day_within_six_months_is_one_press(form: VoucherForm) -> None:
    press(form, "voucher.new.until.half")
    press(form, "voucher.new.amount.1")
    form.save()
    assert (made(form)[0].amount, made(form)[0].valid_until) == (1000, date(2027, 5, 21))


def test_one_that_is_given_away_brings_no_money(form: VoucherForm, session: Session) -> None:
    press(form, "voucher.new.amount.5")
    form.given.setChecked(True)
    assert form.lines.lines() == [("Money to take", "¥0")]
    form.save()
    report = day_report(session.db, session.today)
    assert (report.vouchers_issued, report.money_in) == (5000, 0)


def test_it_stands_in_the_name_of_who_is_there_if_they_like(
    form: VoucherForm, session: Session
) -> None:
    misaki = add_customer(session, new=NewCustomer("田中 & 美咲"), operation_id="c").id
    form.open_for(misaki)
    assert form.in_name.text() == "In the name of 田中 && 美咲"
    assert not form.in_name.isChecked()
    press(form, "voucher.new.amount.1")
    form.in_name.setChecked(True)
    form.save()
    form.save()  # a second press is the same voucher
    assert [each.customer_id for each in made(form)] == [misaki]


@pytest.mark.parametrize(("amount", "until"), [("", ""), ("0", ""), ("x", ""), ("9", "2026-11-21")])
def test_what_cannot_be_is_said_and_stays_typed(form: VoucherForm, amount: str, until: str) -> None:
    form.amount.setText(amount)
    form.until.setText(until)
    form.save()
    assert form.isVisible()
    assert form._page.notice.text()
    assert made(form) == []
    assert (form.amount.text(), form.until.text()) == (amount, until)
