"""What a reward does by itself: each of the six kinds does what it says, and is undone whole."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import pytest

from db.errors import (
    AlreadySubscribed,
    BadRequest,
    CouponOtherCustomer,
    NothingToUndo,
    NotSubscribed,
    PlanRequired,
)
from db.queries.causes import cause_at
from db.queries.coupons import coupon_typed, coupons_of
from db.queries.day import day_report
from db.queries.history import history_of
from db.queries.memberships import memberships
from db.queries.points import account_at, holdings
from db.queries.subscriptions import subscription_at
from db.rules.coupons import state_on
from db.rules.periods import add_months
from db.rules.rewards import RewardKind, Terms
from db.rules.subscriptions import credit_left
from db.session import Session
from db.usecases.coupons import CouponTaken, Issue, issue_coupons, use_coupon
from db.usecases.merging import merge_customers
from db.usecases.plans import NewPlan, add_plan
from db.usecases.rewards import NewReward, Redemption, add_reward, redeem_reward
from db.usecases.sales import OrderLine, SaleOrder, SaleOutcome, preview_sale
from db.usecases.subscriptions import renew_subscription, start_subscription
from db.usecases.undo import last_act, undo

MONTH_FREE = NewReward("A month", "free_months", "1", 30)


@pytest.fixture
def member(
    session: Session, a_customer: Callable[..., str], sell: Callable[..., SaleOutcome]
) -> str:
    """Return a customer with 500 points, who joined a plan today until 21 December."""
    customer = a_customer()
    sell(customer, 50_000)
    add_plan(session, NewPlan("Club", "980", "month"), operation_id="plan")
    join(session, customer, "Club")
    return customer


def join(session: Session, customer: str, plan: str) -> None:
    start_subscription(
        session, customer_id=customer, plan=plan, trial=None, paid=None,
        operation_id=f"join-{plan}-{customer}",
    )  # fmt: skip


def redeem(session: Session, customer: str, reward: str = "A month") -> Redemption:
    operation = f"redeem-{session.db['facts'].count}"
    return redeem_reward(session, customer_id=customer, reward=reward, operation_id=operation)


def take(session: Session, code: str, customer: str | None = None) -> CouponTaken:
    return use_coupon(
        session, code=code, amount=None, sale=None, customer_id=customer,
        operation_id=f"use-{session.db['facts'].count}",
    )  # fmt: skip


def a_coupon(
    session: Session, kind: RewardKind, value: int, customer: str | None = None,
    reward: str | None = None,
) -> str:  # fmt: skip
    issue = Issue(Terms(kind, value, name="Gift"), customer_id=customer, reward=reward)
    operation = f"issue-{session.db['facts'].count}"
    return issue_coupons(session, issue, operation_id=operation)[0].code


def until(session: Session, customer: str) -> date:
    found = subscription_at(session.moment(), customer)
    assert found is not None
    return found.until


def balance(session: Session, customer: str) -> int:
    return holdings(account_at(session.moment(), customer), on=session.today).balance


def undo_last(session: Session) -> None:
    act = last_act(session.moment())
    assert act is not None
    undo(session, act=act.operation, operation_id=f"undo-{act.operation}")


# -- Free months ----------------------------------------------------------------------------


def test_free_months_are_taken_by_their_coupon_and_cost_no_money(
    session: Session, member: str
) -> None:
    add_reward(session, MONTH_FREE, operation_id="month")
    got = redeem(session, member)
    assert (got.coupon.used, got.plan, until(session, member)) == (False, None, date(2026, 12, 21))
    taken = take(session, got.coupon.code)
    assert taken.plan is not None
    assert (taken.discount, taken.plan.until) == (0, date(2027, 1, 21))
    assert until(session, member) == date(2027, 1, 21)
    day = day_report(session.db, session.today)
    assert (day.plan_payments, day.plan_money, day.money_in) == (1, 980, 50_980)
    line = history_of(session.moment(), member)[0]
    assert (line.kind, line.name, line.months) == ("extended", "Club", 1)


def test_free_months_at_once_move_the_end_when_they_are_redeemed(
    session: Session, member: str
) -> None:
    add_reward(
        session, NewReward("Three", "free_months", "3", 30, immediate=True), operation_id="three"
    )
    got = redeem(session, member, "Three")
    assert got.plan is not None
    assert (got.coupon.used, got.plan.until) == (True, date(2027, 3, 21))


def test_months_are_counted_from_the_anchor_and_a_year_can_grow_by_one(
    session: Session, a_customer: Callable[..., str], on_day: Callable[[str], Session]
) -> None:
    add_plan(session, NewPlan("Month", "980", "month"), operation_id="month")
    add_plan(session, NewPlan("Year", "9800", "year"), operation_id="year")
    monthly, yearly = a_customer("田中"), a_customer("佐藤")
    at = on_day("2027-01-31")
    join(at, monthly, "Month")
    join(at, yearly, "Year")
    for customer in (monthly, yearly):
        take(at, a_coupon(at, "free_months", 1, customer))
    assert until(at, monthly) == date(2027, 3, 30)
    assert until(at, yearly) == date(2028, 2, 28)
    renew_subscription(at, customer_id=monthly, paid=None, operation_id="renew")
    assert until(at, monthly) == date(2027, 4, 29)


def test_without_a_running_plan_free_months_are_refused_and_nothing_is_spent(
    session: Session, a_customer: Callable[..., str], sell: Callable[..., SaleOutcome]
) -> None:
    customer = a_customer()
    sell(customer, 50_000)
    add_reward(session, MONTH_FREE, operation_id="month")
    code = a_coupon(session, "free_months", 1, customer)
    facts = session.db["facts"].count
    with pytest.raises(NotSubscribed):
        redeem(session, customer)
    with pytest.raises(NotSubscribed):
        take(session, code)
    assert session.db["facts"].count == facts


def test_a_plan_in_its_time_of_grace_runs_and_an_ended_one_does_not(
    session: Session, member: str, on_day: Callable[[str], Session]
) -> None:
    codes = [a_coupon(session, "free_months", 1, member) for _ in range(2)]
    with pytest.raises(NotSubscribed):
        take(on_day("2026-12-29"), codes[0])  # seven days of grace ended the day before
    assert take(on_day("2026-12-28"), codes[1]).plan is not None
    assert until(on_day("2026-12-28"), member) == date(2027, 1, 21)


def test_a_slip_of_last_week_does_not_lengthen_a_plan_into_the_next_one(
    session: Session, member: str, on_day: Callable[[str], Session]
) -> None:
    code = a_coupon(session, "free_months", 1, member)
    add_plan(session, NewPlan("Premium", "9800", "month"), operation_id="premium")
    join(on_day("2027-01-10"), member, "Premium")
    with pytest.raises(AlreadySubscribed):
        take(on_day("2026-12-28"), code)


def test_free_months_of_one_plan_do_not_lengthen_another(
    session: Session, member: str, a_customer: Callable[..., str]
) -> None:
    add_plan(session, NewPlan("Premium", "9800", "month"), operation_id="premium")
    add_reward(
        session, NewReward("Premium month", "free_months", "1", 0, plan="Premium"),
        operation_id="reward",
    )  # fmt: skip
    with pytest.raises(PlanRequired):
        redeem(session, member, "Premium month")
    code = a_coupon(session, "free_months", 1, member, reward="Premium month")
    with pytest.raises(PlanRequired):
        take(session, code)
    other = a_customer("佐藤 健")
    join(session, other, "Premium")
    assert redeem(session, other, "Premium month").coupon.used is False


def test_a_bearers_coupon_asks_who_it_is_for(session: Session, member: str) -> None:
    code = a_coupon(session, "free_months", 2)
    with pytest.raises(BadRequest) as refusal:
        take(session, code)
    assert (refusal.value.field, refusal.value.problem) == ("customer", "missing")
    take(session, code, member)
    assert until(session, member) == date(2027, 2, 21)


def test_an_owned_coupon_is_for_its_owner_alone(
    session: Session, member: str, a_customer: Callable[..., str]
) -> None:
    code = a_coupon(session, "free_months", 1, member)
    with pytest.raises(CouponOtherCustomer):
        take(session, code, a_customer("佐藤 健"))


def test_a_coupon_for_free_months_is_refused_on_a_sale(session: Session, member: str) -> None:
    code = a_coupon(session, "free_months", 1, member)
    order = SaleOrder((OrderLine(1000),), member, coupons=(code,))
    with pytest.raises(BadRequest) as refusal:
        preview_sale(session, order)
    assert refusal.value.problem == "for_a_plan"


def test_free_months_are_undone_at_once_or_by_coupon(session: Session, member: str) -> None:
    add_reward(
        session, NewReward("Now", "free_months", "2", 30, immediate=True), operation_id="now"
    )
    code = a_coupon(session, "free_months", 1, member)
    take(session, code)
    redeem(session, member, "Now")
    assert until(session, member) == date(2027, 3, 21)
    undo_last(session)
    assert (until(session, member), balance(session, member)) == (date(2027, 1, 21), 500)
    undo_last(session)
    assert until(session, member) == date(2026, 12, 21)
    assert state_on(coupon_typed(session.db, code), session.today) == "issued"
    take(session, code)  # and can be taken again
    assert until(session, member) == date(2027, 1, 21)


def test_a_joining_that_was_lengthened_since_stands(session: Session, member: str) -> None:
    take(session, a_coupon(session, "free_months", 1, member))
    with pytest.raises(NothingToUndo):
        undo(session, act=f"join-Club-{member}", operation_id="undo")


def test_free_months_are_worth_nothing_when_plans_are_joined_and_paid_days_are(
    session: Session, member: str, a_customer: Callable[..., str], on_day: Callable[[str], Session]
) -> None:
    add_plan(session, NewPlan("Year", "9800", "year"), operation_id="year")
    kept = a_customer("田中みさき")
    join(session, kept, "Year")
    take(session, a_coupon(session, "free_months", 1, member))
    in_the_free_month = on_day("2026-12-31")
    merged = merge_customers(in_the_free_month, keep=kept, merge=member, operation_id="merge")
    assert merged.credit == 0


def test_what_is_paid_after_free_months_is_still_worth_its_days(
    session: Session, member: str, a_customer: Callable[..., str], on_day: Callable[[str], Session]
) -> None:
    """Paid to 21 December, free to 21 January, paid to 21 February: ten of those 31 days left."""
    add_plan(session, NewPlan("Year", "9800", "year"), operation_id="year")
    kept = a_customer("田中みさき")
    join(session, kept, "Year")
    take(session, a_coupon(session, "free_months", 1, member))
    renew_subscription(session, customer_id=member, paid=None, operation_id="renew")
    later = on_day("2027-02-12")
    assert (
        merge_customers(later, keep=kept, merge=member, operation_id="m").credit == 980 * 10 // 31
    )


def test_months_given_later_are_not_known_before(
    session: Session, member: str, on_day: Callable[[str], Session]
) -> None:
    take(on_day("2026-12-10"), a_coupon(session, "free_months", 1, member))
    for known_on, last in ((date(2026, 12, 9), "2026-12-21"), (date(2026, 12, 10), "2027-01-21")):
        (found,) = memberships(session.db, began_by=known_on, known_on=known_on)
        assert found.until.isoformat() == last


# -- Points, donations, things --------------------------------------------------------------


def test_points_are_given_at_once_or_when_the_coupon_is_taken(
    session: Session, member: str
) -> None:
    add_reward(session, NewReward("Double", "points", "20", 10, immediate=True), operation_id="d")
    assert redeem(session, member, "Double").balance == 510
    take(session, a_coupon(session, "points", 7, member))
    assert balance(session, member) == 517
    undo_last(session)
    undo_last(session)
    assert balance(session, member) == 500


def test_a_donation_by_coupon_is_the_shops_gift(session: Session, member: str) -> None:
    add_reward(session, NewReward("Trees", "donation", "50", 100), operation_id="trees")
    take(session, a_coupon(session, "donation", 50, member, reward="Trees"))
    take(session, a_coupon(session, "donation", 50, reward="Trees"))  # whoever brought it
    found = cause_at(session.moment(), "Trees")
    assert (found.points, found.worth, found.donors) == (0, 100, 1)
    assert balance(session, member) == 500


@pytest.mark.parametrize(
    ("kind", "value"), [("amount_off", "200"), ("percent_off", "10"), ("free_item", "300")]
)
@pytest.mark.parametrize("immediate", [False, True])
def test_things_are_handed_over_or_carried_home_and_come_back_when_undone(
    session: Session, member: str, kind: str, value: str, immediate: bool
) -> None:
    add_reward(
        session, NewReward("Thing", kind, value, 40, stock=3, immediate=immediate),
        operation_id="thing",
    )  # fmt: skip
    got = redeem(session, member, "Thing")
    assert (got.balance, got.coupon.used) == (460, immediate)
    held = coupons_of(session.db, member, on=session.today)
    assert [coupon.terms.kind for coupon in held] == ([] if immediate else [kind])
    undo_last(session)
    assert balance(session, member) == 500
    assert state_on(coupon_typed(session.db, got.coupon.code), session.today) == "voided"


@pytest.mark.parametrize("seed", range(12))
def test_however_payments_and_free_months_follow_each_other_the_end_is_where_both_put_it(
    session: Session, member: str, seed: int
) -> None:
    """The table, the facts and plain counting agree; so do the days that were paid for."""
    chance, months, paid = Random(seed), 1, [True]  # whether each month of the plan was paid for
    for turn in range(8):
        move = chance.choice(("renew", "free", "undo"))
        if move == "renew":
            renew_subscription(session, customer_id=member, paid=None, operation_id=f"renew-{turn}")
            paid.append(True)
        elif move == "free":
            count = chance.randint(1, 3)
            take(session, a_coupon(session, "free_months", count, member))
            paid += [False] * count
        elif (act := last_act(session.moment())) is not None and len(paid) > 1:
            if act.action == "coupon.issue":
                continue
            undo(session, act=act.operation, operation_id=f"undo-{turn}")
            given = next((f.doc["months"] for f in act.facts if "months" in f.doc), 1)
            del paid[-given:]
        months = len(paid)
        last = add_months(date(2026, 11, 22), months) - timedelta(days=1)
        row = next(session.db.query("SELECT periods, until FROM subscriptions"))
        assert until(session, member).isoformat() == row["until"] == last.isoformat()
        assert row["periods"] == paid.count(True)
    plan = subscription_at(session.moment(), member)
    assert plan is not None
    for number in range(months):
        first = add_months(date(2026, 11, 22), number)
        assert credit_left(plan, today=first) == 980 * paid[number:].count(True)
