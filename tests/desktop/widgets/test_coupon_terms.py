"""The fields of a coupon's own terms."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.errors import BadRequest
from db.rules.rewards import Terms
from db.session import Session
from db.usecases.shop import add_category
from desktop.widgets.coupon_terms import CouponTerms
from desktop.widgets.form import choose
from desktop.widgets.offer_fields import OfferForm


@pytest.fixture
def terms(dressed_app: QApplication, session: Session, qtbot: QtBot) -> CouponTerms:
    del dressed_app
    add_category(session, name="Drinks", earns=True, tax_rate=None, operation_id="c")
    form = OfferForm(session.settings, "coupon")
    qtbot.addWidget(form)
    made = CouponTerms(form, "coupon")
    made.add_main(form.main)
    made.add_more(form.more)
    made.begin(["Drinks"])
    return made


def test_an_amount_off_with_every_condition(terms: CouponTerms, session: Session) -> None:
    terms.name.setText(" ¥200 off ")
    terms.amount_value.setText("200")
    terms.minimum.setText("1000")
    terms.max_discount.setText("50")  # of percents alone
    terms._boxes[0].setChecked(True)
    terms.combinable.setChecked(True)
    assert terms.read(session.moment()) == Terms(
        "amount_off", 200, "¥200 off", minimum=1000, categories=("Drinks",), combinable=True
    )


def test_a_percentage_may_have_a_most(terms: CouponTerms, session: Session) -> None:
    choose(terms.kind, "percent_off")
    terms.number_value.setText("10")
    terms.max_discount.setText("500")
    assert terms.read(session.moment()) == Terms("percent_off", 10, max_discount=500)
    terms.number_value.setText("101")
    with pytest.raises(BadRequest):
        terms.read(session.moment())


def test_nothing_typed_is_missing(terms: CouponTerms, session: Session) -> None:
    with pytest.raises(BadRequest) as refused:
        terms.read(session.moment())
    assert (refused.value.field, refused.value.problem) == ("value", "missing")
    assert terms.fields()["value"] is terms.amount_value
