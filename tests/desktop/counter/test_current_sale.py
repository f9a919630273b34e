"""The sale that is being typed."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.errors import BadRequest, CouponUsed
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.coupons import Issue, issue_coupons
from db.usecases.customers import add_customer
from db.usecases.rewards import read_terms
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from db.usecases.shop import add_category
from desktop.counter.current_sale import CurrentSale
from desktop.widgets.sale_panel import SalePanel


@pytest.fixture
def tanaka(session: Session) -> str:
    customer = add_customer(session, new=NewCustomer("田中 美咲"), operation_id="tanaka").id
    order = SaleOrder((OrderLine(50_000),), customer_id=customer)
    record_sale(session, order, operation_id="before")
    return customer


@pytest.fixture
def sale(dressed_app: QApplication, session: Session, qtbot: QtBot) -> CurrentSale:
    del dressed_app
    panel = SalePanel(currency="JPY", digits=0)
    qtbot.addWidget(panel)
    panel.show()
    made = CurrentSale(session, panel)
    panel.changed.connect(made.refresh)
    made.refresh()
    return made


def bearer_coupon(session: Session, kind: str = "amount_off", value: str = "200") -> str:
    terms = read_terms(session.moment(), kind=kind, value=value, name="Flyer")
    return issue_coupons(session, Issue(terms), operation_id=f"issue-{kind}")[0].code


def test_an_operation_keeps_its_id_until_it_is_recorded(sale: CurrentSale) -> None:
    first = sale.operation_id
    sale.panel.amount.setText("19x")
    sale.refresh()
    assert sale.operation_id == first
    sale.panel.amount.setText("1980")
    assert sale.record() is not None
    assert sale.operation_id != first


def test_nothing_typed_is_no_sale(sale: CurrentSale) -> None:
    assert sale.is_empty()
    assert sale.record() is None
    assert not sale.panel.record_button.isEnabled()


def test_a_sale_of_nothing_is_one_all_the_same(sale: CurrentSale) -> None:
    sale.panel.amount.setText("0")
    assert sale.panel.record_button.text() == "Record ¥0"
    assert sale.record() is not None


def test_while_it_cannot_be_worked_out_the_panel_says_why(sale: CurrentSale) -> None:
    sale.panel.amount.setText("19x")
    assert sale.panel.breakdown.lines()[0][0].startswith("“19x” is no amount.")
    assert sale.panel.record_button.isEnabled()


def test_points_are_proposed_for_what_the_sale_takes(sale: CurrentSale, tanaka: str) -> None:
    sale.serve(tanaka)
    sale.usable_points = 500
    sale.panel.amount.setText("380")
    assert sale.panel.all_button.text() == "Use 380"
    assert sale.panel.round_button.text() == "To ¥300"
    sale.use_odd()
    assert sale.panel.points() == 80
    sale.use_most()
    assert sale.panel.points() == 380
    assert sale.panel.record_button.text() == "Record ¥0 and give 0 points"


def test_too_many_points_leave_the_proposals_standing(sale: CurrentSale, tanaka: str) -> None:
    sale.serve(tanaka)
    sale.usable_points = 500
    sale.panel.amount.setText("380")
    sale.panel.points_used.setText("381")
    assert sale.panel.breakdown.lines() == [("This sale takes at most 380 points.", "")]
    assert sale.panel.all_button.text() == "Use 380"


def test_a_coupon_goes_on_once_and_comes_off_again(sale: CurrentSale, session: Session) -> None:
    code = bearer_coupon(session)
    sale.put_on(code)
    sale.put_on(code)
    assert sale.codes() == (code,)
    assert not sale.is_empty()
    sale.take_off(f"coupon:{code}")
    assert sale.is_empty()


def test_what_is_not_for_a_sale_is_refused_by_name(sale: CurrentSale, session: Session) -> None:
    with pytest.raises(BadRequest) as refusal:
        sale.put_on(bearer_coupon(session, "free_months", "2"))
    assert refusal.value.detail == "Flyer"


def test_a_used_coupon_never_gets_on_another_sale(sale: CurrentSale, session: Session) -> None:
    code = bearer_coupon(session)
    sale.put_on(code)
    sale.panel.amount.setText("1980")
    assert sale.record() is not None
    with pytest.raises(CouponUsed):
        sale.put_on(code)


def test_lines_by_category_add_up_with_what_is_typed(sale: CurrentSale, session: Session) -> None:
    for name in ("Drinks", "Beans"):
        add_category(session, name=name, earns=True, tax_rate=None, operation_id=name)
    sale.panel.show_categories(["Drinks", "Beans"])
    sale.panel.amount.setText("980")
    sale.sort_into("Drinks")
    sale.panel.amount.setText("1000")
    assert sale.panel.record_button.text() == "Record ¥1,980"
    sale.sort_into("Beans")
    sale.take_off("line:0")
    sale.refresh()
    assert sale.panel.record_button.text() == "Record ¥1,000"


def test_what_was_typed_before_a_name_stays_with_the_first_name_alone(
    sale: CurrentSale, tanaka: str
) -> None:
    sale.panel.amount.setText("1980")
    sale.serve(tanaka)
    assert sale.panel.amount.text() == "1980"
    sale.serve(None)
    assert sale.panel.amount.text() == ""
