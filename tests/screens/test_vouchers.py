"""Vouchers and credit in every dress: paid with, sold, shown, listed, at the end of the day."""

from datetime import timedelta

import pytest

from db.rules.vouchers import Voucher
from db.session import Session
from db.usecases.credit import add_credit
from db.usecases.vouchers import NewVoucher, issue_voucher, void_voucher
from desktop.pages.counter import CounterPage
from desktop.pages.offers import OffersPage
from desktop.widgets.voucher_section import VoucherSection
from tests.screens.conftest import Screen


@pytest.fixture
def page(screen: Screen) -> CounterPage:
    made = screen.window.pages["counter"]
    assert isinstance(made, CounterPage)
    return made


@pytest.fixture
def regular(page: CounterPage) -> str:
    regular = "SELECT customer_id FROM customer_totals ORDER BY sales DESC LIMIT 1"
    return str(page.session.db.conn.execute(regular).fetchone()[0])


@pytest.fixture
def vouchers(page: CounterPage, regular: str) -> list[Voucher]:
    """Return one of nobody, the regular's own, and one that is void."""
    session = page.session
    amount = 10 ** (5 if session.settings.digits else 4)
    last = session.today + timedelta(days=150)
    news = (NewVoucher(amount), NewVoucher(3 * amount, regular, last), NewVoucher(amount))
    made = [issue_voucher(session, new, operation_id=f"v{n}") for n, new in enumerate(news)]
    void_voucher(session, code=made[2].code, reason="lost on the train", operation_id="void")
    give(session, regular, amount // 2)
    return made


def give(session: Session, customer: str, amount: int) -> None:
    add_credit(
        session, customer_id=customer, amount=amount, reason="An apology", operation_id="credit"
    )


def test_no_text_of_paying_with_them_is_cut(
    screen: Screen, page: CounterPage, regular: str, vouchers: list[Voucher]
) -> None:
    page.serve(regular)
    page.amount.setText("25678")
    screen.look("voucher-credit-offered")
    for voucher in vouchers[:2]:
        page.vouchers.scan(voucher.code)
    page.vouchers.use_credit()
    screen.look("voucher-paying")
    page.record_sale()
    screen.look("voucher-paid")
    page.refunds.ask(page.board.history.to_refund())
    screen.look("voucher-refund")


def test_no_text_of_selling_and_showing_them_is_cut(
    screen: Screen, page: CounterPage, regular: str, vouchers: list[Voucher]
) -> None:
    page.serve(regular)
    page.vouchers.sell()
    page.vouchers.form.amount.setText("123456")
    screen.look("voucher-new")
    page.vouchers.close()
    page.vouchers.give_credit()
    page.vouchers.credit.amount.setText("123456")
    page.vouchers.credit.paid_in.setChecked(True)
    screen.look("credit")
    page.leave()
    page.vouchers.scan(vouchers[1].code)
    screen.look("voucher-shown")
    page.vouchers.panel.ask_button.click()
    screen.look("voucher-void")
    page.vouchers.scan(vouchers[2].code)
    screen.look("voucher-is-void")
    page.vouchers.close()
    page.day.end()
    screen.look("voucher-day")


def test_no_text_of_the_list_is_cut(
    screen: Screen, page: CounterPage, vouchers: list[Voucher]
) -> None:
    assert vouchers
    del page
    screen.window.turn_to("offers")
    offers = screen.window.pages["offers"]
    assert isinstance(offers, OffersPage)
    offers.turn_to_section("vouchers")
    screen.look("vouchers")
    section = offers.part(VoucherSection)
    section.which.setCurrentIndex(1)
    section.filter.setText("Suzuki")
    section.show_list()
    screen.look("vouchers-none")
    section.law.open_words()
    screen.look("vouchers-law")
