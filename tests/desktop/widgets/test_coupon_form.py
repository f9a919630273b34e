"""The form of new coupons."""

from collections.abc import Callable
from datetime import date

import pytest

from db.rules.customers import NewCustomer
from db.rules.rewards import Terms
from db.session import Session
from db.usecases.coupons import Issue, issue_coupons
from db.usecases.customers import add_customer
from db.usecases.rewards import NewReward, add_reward
from desktop.main_window import MainWindow
from desktop.widgets.coupon_form import CouponForm
from desktop.widgets.form import choose

CAKE = Terms("free_item", 480, "Cake")


@pytest.fixture
def form(window: MainWindow, session: Session) -> Callable[..., CouponForm]:
    """Return a maker of forms in a shop with a cake, trees to plant and a customer."""
    add_reward(session, NewReward("Cake", "free_item", "480", 650, valid_days=30), operation_id="r")
    add_reward(session, NewReward("Trees", "donation", "100", 700), operation_id="t")
    add_customer(session, new=NewCustomer("Misaki Tanaka"), operation_id="c")

    def make(*, many: bool) -> CouponForm:
        made = CouponForm(window.current(), "coupon_new", many=many)
        made.setParent(window)
        made.begin()
        return made

    return make


def test_one_coupon_for_somebody(form: Callable[..., CouponForm], session: Session) -> None:
    one = form(many=False)
    assert "1 coupon “Cake” for whoever brings it." in one.story()
    one.customer.field.setText("tanaka")
    one.customer.look()
    one.customer.table.choose_row(0)
    customer = one.customer.customer()
    assert customer is not None
    assert one.story() == "One coupon for Misaki Tanaka: Cake. The last day is 22 Dec 2026."
    assert one.read() == Issue(
        CAKE, reward="Cake", customer_id=customer.id, valid_until=date(2026, 12, 22)
    )
    assert session.db["coupons"].count == 0


def test_without_a_last_day_it_lasts_though_the_reward_does_not(
    form: Callable[..., CouponForm], session: Session
) -> None:
    one = form(many=False)
    one.until.clear()
    issue = one.read()
    assert (issue.reward, issue.valid_until, issue.lasting) == ("Cake", None, True)
    (coupon,) = issue_coupons(session, issue, operation_id="i")
    assert coupon.valid_until is None


def test_a_batch_is_a_flyer_of_a_hundred(form: Callable[..., CouponForm]) -> None:
    many = form(many=True)
    assert [many.what.itemText(place) for place in range(many.what.count())] == [
        "Cake", "Terms of its own …",
    ]  # fmt: skip  # what goes on no sale is nothing for a flyer
    issue = many.read()
    assert (issue.count, issue.batch, issue.customer_id) == (100, "Cake 2026-11-22", None)
    many.first.setText("12/1/2026")
    many.uses.setText("2")
    assert "It is good from" in many.story()
    assert many.read().uses == 2


def test_a_name_that_a_person_typed_stays(form: Callable[..., CouponForm]) -> None:
    many = form(many=True)
    choose(many.what, "")
    assert many.batch.text() == "Flyer 2026-11-22"
    many.batch.setText("Summer")
    choose(many.what, "Cake")
    assert many.batch.text() == "Summer"


def test_coupons_that_join_a_batch_say_so(
    form: Callable[..., CouponForm], session: Session
) -> None:
    issue_coupons(session, Issue(CAKE, batch="Cake 2026-11-22"), operation_id="before")
    assert form(many=True).story().endswith("They join the coupons of “Cake 2026-11-22”.")


def test_terms_of_its_own(form: Callable[..., CouponForm]) -> None:
    one = form(many=False)
    choose(one.what, "")
    one.terms.name.setText("Sorry!")
    one.terms.amount_value.setText("300")
    one.until.setText("2026-12-31")
    assert one.read() == Issue(Terms("amount_off", 300, "Sorry!"), valid_until=date(2026, 12, 31))
    assert "“Sorry!”" in one.story()
    assert one.fields["value"] is one.terms.amount_value
