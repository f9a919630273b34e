"""The slip of a plan's payment, joined, renewed or changed, as it stood right after it."""

import io
from collections.abc import Callable

import pytest

from db.errors import NotSubscribed, UnknownSale
from db.queries.plan_payments import last_plan_payment
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.plans import NewPlan, add_plan
from db.usecases.rewards import NewReward, add_reward
from db.usecases.subscriptions import (
    change_subscription,
    renew_subscription,
    start_subscription,
)
from desktop.i18n import speaking
from desktop.papers.plan_receipts import (
    plan_receipt_sheet,
    print_last_plan_receipt,
    print_plan_receipt,
)
from desktop.printing.plan_receipt import PlanReceiptSheet
from tests.desktop.read_back import codes_of, text_of

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def who(session: Session, set_shop: Callable[..., None]) -> str:
    set_shop(name="Café Komorebi", referral={"referrer": {"points": 100}})
    add_reward(session, NewReward("Cake", "free_item", "500", 0), operation_id="cake")
    month = NewPlan(
        "Coffee Pass", "980", "month", points_each_period=50, trial_days=14,
        renew_bonus={"points": 100, "days_before": 7}, coupon_each_period="Cake",
    )  # fmt: skip
    add_plan(session, month, operation_id="month")
    add_plan(session, NewPlan("Year", "9800", "year"), operation_id="year")
    return add_customer(session, new=NewCustomer("Misaki Tanaka"), operation_id="who").id


def join(session: Session, who: str, *, trial: bool) -> None:
    start_subscription(
        session, customer_id=who, plan="Coffee Pass", trial=trial, paid=None, operation_id="join"
    )


def told(session: Session, who: str) -> PlanReceiptSheet:
    return plan_receipt_sheet(session, last_plan_payment(session.moment(), who))


def test_a_trial_says_that_nothing_was_paid_and_what_comes(session: Session, who: str) -> None:
    join(session, who, trial=True)
    sheet = told(session, who)
    assert (sheet.title, sheet.amounts, sheet.paid) == ("Plan on trial", (), "¥0")
    assert sheet.next_steps == (
        "Free until 5 Dec 2026. From 6 Dec 2026 on it costs ¥980, if you stay.",
    )


def test_a_renewal_says_its_days_its_gifts_and_the_next_one(session: Session, who: str) -> None:
    join(session, who, trial=False)
    renew_subscription(session, customer_id=who, paid=None, operation_id="renew")
    sheet = told(session, who)
    assert (sheet.title, sheet.period) == ("Plan renewed", "22 Dec 2026 to 21 Jan 2027")
    assert (sheet.amounts, sheet.paid) == ((("Price", "¥980"),), "¥980")
    assert sheet.earned == ("+150 points", "For you: Cake")
    assert sheet.next_steps == (
        "Next renewal by 21 Jan 2027: ¥980.",
        "Renew by 14 Jan 2027 and get 100 extra points.",
    )
    assert len(sheet.coupons) == 1
    assert sheet.referral_line.startswith("bring a friend: MISAKI")


def test_a_change_says_what_was_credited(session: Session, who: str) -> None:
    join(session, who, trial=False)
    change_subscription(session, customer_id=who, plan="Year", paid=None, operation_id="up")
    sheet = told(session, who)
    assert (sheet.title, sheet.plan, sheet.notes) == (
        "Plan changed", "Year", ("until now: Coffee Pass",),
    )  # fmt: skip
    assert sheet.amounts == (("Price", "¥9,800"), ("Credit for days left", "−¥980"))
    assert sheet.paid == "¥8,820"


def test_it_is_printed_by_its_fact_or_as_the_last_one(session: Session, who: str) -> None:
    join(session, who, trial=False)
    payment = last_plan_payment(session.moment(), who).id
    for language, word in (("en", "Plan joined"), ("ja", "プランにご入会")):
        with speaking(language):
            first, last = io.BytesIO(), io.BytesIO()
            print_plan_receipt(session, payment, first, paper="receipt58")
            print_last_plan_receipt(session, who, last, paper="receipt58")
            assert first.getvalue() == last.getvalue()
            assert word in text_of(first.getvalue())
            assert len(codes_of(first.getvalue())) == 1


def test_what_is_no_payment_is_refused(session: Session, who: str) -> None:
    with pytest.raises(NotSubscribed):
        print_last_plan_receipt(session, who, io.BytesIO(), paper="receipt80")
    with pytest.raises(UnknownSale):
        print_plan_receipt(session, "1-1", io.BytesIO(), paper="receipt80")
