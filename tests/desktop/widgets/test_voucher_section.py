"""Gift vouchers on the page Offers: what is out, found by code and name, made, printed, void."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.rules.coupons import spoken_code
from db.rules.customers import NewCustomer
from db.rules.payments import PayWith
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from db.usecases.vouchers import NewVoucher, issue_voucher
from desktop.main_window import MainWindow
from desktop.pages.counter import CounterPage
from desktop.pages.offers import OffersPage
from desktop.widgets.paper_preview import PaperPreview
from desktop.widgets.voucher_section import VoucherSection


@pytest.fixture
def codes(window: MainWindow, session: Session) -> list[str]:
    """Return the codes of three vouchers: one used up, Misaki's, and one of nobody."""
    misaki = add_customer(session, new=NewCustomer("Misaki Tanaka"), operation_id="c").id
    made = [
        issue_voucher(
            session, NewVoucher(amount, customer_id=owner), operation_id=f"v{amount}"
        ).code
        for amount, owner in ((500, None), (3000, misaki), (1000, None))
    ]
    order = SaleOrder((OrderLine(900),), pay_with=(PayWith(made[0]), PayWith(made[1])))
    record_sale(session, order, operation_id="sale")
    del window
    return made


def section_of(window: MainWindow) -> VoucherSection:
    window.turn_to("offers")
    page = window.pages["offers"]
    assert isinstance(page, OffersPage)
    page.turn_to_section("vouchers")
    return page.part(VoucherSection)


def listed(section: VoucherSection) -> set[str]:
    return {each.code for each in section.table.records.records}


def test_a_shop_without_any_is_told_what_they_are_for(window: MainWindow) -> None:
    section = section_of(window)
    assert not section.empty.isHidden()
    assert section.card.isHidden()
    assert section.out.isHidden()


def test_what_is_out_stands_above_those_with_money_left(
    window: MainWindow, codes: list[str]
) -> None:
    section = section_of(window)
    assert section.empty.isHidden()
    assert (section.out.figure.text(), section.out.note.text()) == ("¥3,600", "on 2 vouchers")
    assert section.sold.figure.text() == "¥4,500"
    assert section.law.tile.figure.text() == "¥3,600"
    assert VoucherSection.how_many(section.session) == 2
    assert listed(section) == set(codes[1:])
    section.which.setCurrentIndex(1)
    assert listed(section) == set(codes)


def test_one_is_found_by_its_code_or_the_name_and_shown_by_enter(
    window: MainWindow, codes: list[str], qtbot: QtBot
) -> None:
    section = section_of(window)
    section.filter.setText(spoken_code(codes[2])[:7].lower())
    qtbot.keyClick(section.filter, Qt.Key.Key_Return)
    assert listed(section) == {codes[2]}
    assert section.panel.isVisible()
    assert section.panel.code.text() == spoken_code(codes[2])
    section.filter.setText("Tanaka")
    section.show_list()
    assert listed(section) == {codes[1]}
    section.filter.setText("Suzuki")
    section.show_list()
    assert section.nothing.isVisible()


def test_a_new_one_is_made_here_and_shown(window: MainWindow, codes: list[str]) -> None:
    section = section_of(window)
    section.begin()
    section.form.amount.setText("700")
    section.form.save()
    assert section.panel.isVisible()
    assert section.panel.left.text() == "¥700"
    assert section.out.figure.text() == "¥4,300"
    assert len(listed(section)) == len(codes)


def test_it_is_printed_from_here(window: MainWindow, codes: list[str]) -> None:
    section = section_of(window)
    section.show_voucher(codes[1])
    section.panel.print_button.click()
    assert isinstance(section._preview, PaperPreview)
    assert section._preview.isVisible()


def test_it_is_taken_to_the_counter_to_pay_with(window: MainWindow, codes: list[str]) -> None:
    section = section_of(window)
    section.show_voucher(codes[1])
    section.panel.use_button.click()
    counter = window.pages["counter"]
    assert isinstance(counter, CounterPage)
    assert window.current() is counter
    assert counter.vouchers.panel.code_text == codes[1]


def test_what_was_declared_void_is_out_no_more(window: MainWindow, codes: list[str]) -> None:
    section = section_of(window)
    section.show_voucher(codes[2])
    section.panel.ask_button.click()
    section.panel.reason.setText("lost")
    section.panel.void_button.click()
    assert section.out.figure.text() == "¥2,600"
    assert listed(section) == {codes[1]}
