"""Pausing, changing, cancelling and staying: what each does, and when it is refused."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from db.errors import (
    AlreadySubscribed,
    BadRequest,
    LimitReached,
    NotSubscribed,
    PlanChangedSince,
    Repeated,
    UnknownPlan,
)
from db.membership import PlanStanding
from db.queries.day import day_report
from db.queries.points import account_at
from db.queries.subscriptions import had_plan_before, plan_credit, plan_named, subscription_at
from db.rules.subscriptions import state_on
from db.session import Session
from db.usecases.merging import merge_customers
from db.usecases.plans import NewPlan, add_plan, edit_plan
from db.usecases.subscriptions import (
    cancel_subscription,
    change_subscription,
    keep_subscription,
    pause_subscription,
    preview_change,
    renew_subscription,
    resume_subscription,
    start_subscription,
)

PLANS = (
    NewPlan("Club", "980", "month", points_each_period=50),
    NewPlan("Gold", "1980", "month", trial_days=14, grace_days=0, points_each_period=100),
    NewPlan("Year", "9800", "year"),
)
ACTS: dict[str, Callable[..., PlanStanding]] = {
    "start": start_subscription,
    "renew": renew_subscription,
    "pause": pause_subscription,
    "resume": resume_subscription,
    "change": change_subscription,
    "cancel": cancel_subscription,
    "keep": keep_subscription,
}
LEFT_OUT: dict[str, dict[str, Any]] = {
    "start": {"plan": "Club", "trial": False, "paid": None},
    "renew": {"paid": None},
    "pause": {"days": None},
    "change": {"paid": None},
    "cancel": {"reason": "too dear"},
}
Do = Callable[..., PlanStanding]


@pytest.fixture
def do(session: Session, on_day: Callable[[str], Session], a_customer: Callable[..., str]) -> Do:
    """Return what does an act with one customer's plan: `do("pause", "2026-02-10", days=4)`."""
    for plan in PLANS:
        add_plan(on_day("2026-01-01"), plan, operation_id=f"plan-{plan.name}")
    first = a_customer()

    def act(kind: str, on: str, customer: str = first, **told: object) -> PlanStanding:
        operation = f"{kind}-{session.db['facts'].count}"
        words = {**LEFT_OUT.get(kind, {}), **told}
        return ACTS[kind](on_day(on), customer_id=customer, operation_id=operation, **words)

    return act


def shown(standing: PlanStanding) -> tuple[str, str, str]:
    return standing.plan, standing.state, standing.until.isoformat()


# -- Pauses -----------------------------------------------------------------------------------


def test_a_pause_without_days_lasts_until_it_is_taken_up_again(do: Do) -> None:
    do("start", "2026-01-31")
    assert shown(do("pause", "2026-02-10")) == ("Club", "paused", "2026-02-27")
    assert shown(do("resume", "2026-03-10")) == ("Club", "active", "2026-03-27")
    assert shown(do("renew", "2026-03-27")) == ("Club", "active", "2026-04-27")


def test_a_pause_of_so_many_days_moves_the_end_at_once(do: Do) -> None:
    do("start", "2026-01-31")
    assert shown(do("pause", "2026-02-10", days=4)) == ("Club", "paused", "2026-03-03")
    with pytest.raises(BadRequest) as refused:
        do("resume", "2026-02-14")  # over by itself
    assert refused.value.problem == "plan_not_paused"


def test_a_renewal_while_paused_adds_to_the_end_and_the_pause_goes_on(do: Do) -> None:
    do("start", "2026-01-31")
    do("pause", "2026-02-10")
    assert shown(do("renew", "2026-02-12")) == ("Club", "paused", "2026-03-30")
    assert shown(do("resume", "2026-02-20")) == ("Club", "active", "2026-04-09")


@pytest.mark.parametrize(
    ("before", "problem"),
    [
        ([("pause", "2026-02-10", {})], "plan_paused"),
        ([("pause", "2026-02-10", {"days": 30})], "plan_paused"),
        ([("cancel", "2026-02-10", {})], "plan_ending"),
    ],
)
def test_what_rests_or_was_cancelled_is_not_paused(
    do: Do, before: list[tuple[str, str, dict[str, object]]], problem: str
) -> None:
    do("start", "2026-01-31")
    for kind, on, told in before:
        do(kind, on, **told)
    with pytest.raises(BadRequest) as refused:
        do("pause", "2026-02-11")
    assert refused.value.problem == problem


def test_past_due_is_not_paused_and_no_days_are_no_pause(do: Do) -> None:
    do("start", "2026-01-31")
    for days in (0, -1, 3661):
        with pytest.raises(BadRequest):
            do("pause", "2026-02-10", days=days)
    with pytest.raises(BadRequest) as refused:
        do("pause", "2026-03-01")
    assert refused.value.problem == "plan_past_due"


@pytest.mark.parametrize("kind", ["renew", "pause", "resume", "change", "cancel", "keep"])
def test_without_a_running_plan_nothing_is_done(do: Do, kind: str) -> None:
    told = {"plan": "Gold"} if kind == "change" else {}
    for on in ("2026-01-30", "2026-03-07"):
        with pytest.raises(NotSubscribed):
            do(kind, on, **told)
        if on == "2026-01-30":
            do("start", "2026-01-31")


# -- Changes ----------------------------------------------------------------------------------


def test_up_the_days_left_are_credited_and_the_period_begins_today(
    do: Do, session: Session
) -> None:
    standing = do("start", "2026-01-31")
    customer = standing.subscription.customer_id
    gold = do("change", "2026-02-18", plan="Gold")
    assert shown(gold) == ("Gold", "active", "2026-03-17")
    assert (gold.credit, gold.paid, gold.points_given) == (350, 1630, 100)
    assert plan_credit(session.db, customer) == 0
    day = day_report(session.db, date(2026, 2, 18))
    assert (day.plan_payments, day.plan_money) == (1, 1630)


def test_a_credit_larger_than_the_price_waits_for_the_next_payments(
    do: Do, session: Session
) -> None:
    customer = do("start", "2026-01-01", plan="Year").subscription.customer_id
    club = do("change", "2026-01-01", plan="Gold")
    assert (club.credit, club.paid, shown(club)) == (9800, 0, ("Gold", "active", "2026-01-31"))
    paid = [do("renew", "2026-01-31").paid for _ in range(5)]
    assert paid == [0, 0, 0, 100, 1980]
    assert plan_credit(session.db, customer) == 0


def test_paid_by_hand_the_credit_pays_what_is_missing_and_no_more(do: Do, session: Session) -> None:
    customer = do("start", "2026-01-31").subscription.customer_id
    gold = do("change", "2026-01-31", plan="Gold", paid=1980)
    assert (gold.credit, gold.paid, plan_credit(session.db, customer)) == (980, 1980, 980)


def test_several_months_paid_ahead_are_credited_whole(do: Do) -> None:
    do("start", "2026-01-31")
    for _ in range(2):
        do("renew", "2026-02-01")
    gold = do("change", "2026-02-18", plan="Gold")
    assert (gold.credit, gold.paid) == (350 + 980 + 980, 0)


def test_down_nothing_is_paid_and_the_next_payment_is_for_the_other_plan(do: Do) -> None:
    do("start", "2026-01-31", plan="Gold")
    down = do("change", "2026-02-10", plan="Club")
    assert shown(down) == ("Gold", "active", "2026-02-27")
    assert (down.next_plan, down.credit, down.paid) == ("Club", 0, 0)
    paid = do("renew", "2026-02-20")
    assert (paid.paid, paid.points_given, shown(paid)) == (
        980,
        50,
        ("Gold", "active", "2026-03-30"),
    )
    assert shown(do("renew", "2026-03-01")) == ("Club", "active", "2026-04-29")


def test_money_for_a_change_that_costs_nothing_now_is_refused(do: Do) -> None:
    do("start", "2026-01-31", plan="Gold")
    with pytest.raises(BadRequest) as refused:
        do("change", "2026-02-10", plan="Club", paid=980)
    assert refused.value.problem == "nothing_due"
    assert do("change", "2026-02-10", plan="Club", paid=0).next_plan == "Club"


def test_a_planned_change_is_taken_back_by_a_change_to_the_plan_one_is_on(do: Do) -> None:
    do("start", "2026-01-31", plan="Gold")
    do("change", "2026-02-10", plan="Club")
    with pytest.raises(AlreadySubscribed):
        do("change", "2026-02-11", plan="Club")
    back = do("change", "2026-02-11", plan="Gold")
    assert (back.next_plan, shown(back)) == (None, ("Gold", "active", "2026-02-27"))
    with pytest.raises(AlreadySubscribed):
        do("change", "2026-02-11", plan="Gold")


def test_a_plan_that_is_not_offered_is_no_plan_to_go_over_to(do: Do, session: Session) -> None:
    do("start", "2026-01-31", plan="Gold")
    do("change", "2026-02-01", plan="Club")
    for plan in PLANS[1:]:
        found = plan_named(session.db, plan.name)
        edit_plan(session, plan_id=found.id, new=plan, offered=False, operation_id=plan.name)
    with pytest.raises(BadRequest):
        do("change", "2026-02-10", plan="Year")
    with pytest.raises(UnknownPlan):
        do("change", "2026-02-10", plan="Silver")
    assert do("change", "2026-02-10", plan="Gold").next_plan is None  # they are on it


def test_up_in_a_trial_the_other_plan_is_paid_today_and_a_trial_is_had_once(
    do: Do, session: Session
) -> None:
    trial = do("start", "2026-01-31", plan="Gold", trial=True)
    customer = trial.subscription.customer_id
    assert shown(do("change", "2026-02-05", plan="Year")) == ("Year", "active", "2027-02-04")
    assert had_plan_before(session.db, customer, plan_named(session.db, "Gold").id)
    assert not had_plan_before(session.db, customer, plan_named(session.db, "Club").id)


def test_a_plan_left_on_the_day_of_joining_was_had_all_the_same(do: Do, session: Session) -> None:
    trial = do("start", "2026-01-31", plan="Gold", trial=True)
    do("change", "2026-01-31", plan="Year")
    customer = trial.subscription.customer_id
    assert had_plan_before(session.db, customer, plan_named(session.db, "Gold").id)


def test_a_trial_is_not_paid_for(do: Do) -> None:
    for trial in (None, True):
        with pytest.raises(BadRequest) as refused:
            do("start", "2026-01-31", plan="Gold", trial=trial, paid=1980)
        assert refused.value.problem == "nothing_due"
    assert do("start", "2026-01-31", plan="Gold", trial=None, paid=0).state == "trial"


@pytest.mark.parametrize("plan", ["Gold", "Club", "Year"])
@pytest.mark.parametrize("kind", ["pause", "cancel"])
def test_a_preview_says_what_the_change_does_and_writes_nothing(
    do: Do, session: Session, on_day: Callable[[str], Session], plan: str, kind: str
) -> None:
    joined = do("start", "2026-01-31", plan="Gold" if plan == "Club" else "Club")
    customer = joined.subscription.customer_id
    do(kind, "2026-02-10")
    facts = session.db["facts"].count
    said = preview_change(on_day("2026-02-15"), customer_id=customer, plan=plan)
    assert session.db["facts"].count == facts
    done = do("change", "2026-02-15", plan=plan)
    assert (said.credit, said.to_pay, said.until) == (done.credit, done.paid, done.until)
    assert said.at_once is (done.next_plan is None)
    with pytest.raises(AlreadySubscribed):
        preview_change(on_day("2026-02-15"), customer_id=customer, plan=plan)


# -- Cancelling -------------------------------------------------------------------------------


def test_cancelled_it_runs_on_to_its_end_and_shows_the_offer(do: Do) -> None:
    do("start", "2026-01-31")
    left = do("cancel", "2026-02-10", reason=" moving away ")
    assert (shown(left), left.save_offer) == (("Club", "ending", "2026-02-27"), 2)
    assert left.subscription.reason == "moving away"
    for kind in ("pause", "cancel"):
        with pytest.raises(BadRequest) as refused:
            do(kind, "2026-02-11")
        assert refused.value.problem == "plan_ending"


@pytest.mark.parametrize("reason", ["", "  ", "x" * 201])
def test_a_reason_is_asked_for(do: Do, reason: str) -> None:
    do("start", "2026-01-31")
    with pytest.raises(BadRequest) as refused:
        do("cancel", "2026-02-10", reason=reason)
    assert refused.value.field == "reason"


def test_an_offer_is_taken_once_and_made_again_after_a_year(do: Do) -> None:
    do("start", "2026-01-31", plan="Year")
    with pytest.raises(LimitReached):
        do("keep", "2026-02-10")
    do("cancel", "2026-02-10")
    assert shown(do("keep", "2026-02-12")) == ("Year", "active", "2027-03-30")
    with pytest.raises(LimitReached):
        do("keep", "2026-02-12")
    assert do("cancel", "2027-02-11").save_offer == 0
    with pytest.raises(LimitReached):
        do("keep", "2027-02-11")
    do("renew", "2027-02-11")
    assert do("cancel", "2027-02-12").save_offer == 2


def test_a_renewal_takes_the_cancellation_and_its_offer_back(do: Do) -> None:
    do("start", "2026-01-31")
    do("cancel", "2026-02-10")
    assert shown(do("renew", "2026-02-11")) == ("Club", "active", "2026-03-30")
    with pytest.raises(LimitReached):
        do("keep", "2026-02-11")


def test_past_due_it_ends_as_it_fell_due_and_nothing_is_offered(do: Do) -> None:
    do("start", "2026-01-31")
    left = do("cancel", "2026-03-02")
    assert (shown(left), left.save_offer) == (("Club", "ended", "2026-02-27"), 0)
    with pytest.raises(NotSubscribed):
        do("keep", "2026-03-02")
    assert shown(do("start", "2026-03-02")) == ("Club", "active", "2026-04-01")


def test_a_trial_is_cancelled_to_its_last_day(do: Do) -> None:
    do("start", "2026-01-31", plan="Gold", trial=True)
    assert shown(do("cancel", "2026-02-05")) == ("Gold", "ending", "2026-02-13")
    with pytest.raises(NotSubscribed):
        do("renew", "2026-02-14")


def test_who_comes_back_after_the_end_joins_again(do: Do) -> None:
    do("start", "2026-01-31")
    do("cancel", "2026-02-10")
    with pytest.raises(AlreadySubscribed):
        do("start", "2026-02-27")
    assert shown(do("start", "2026-02-28")) == ("Club", "active", "2026-03-27")


# -- Slips, and two who are one ----------------------------------------------------------------

_Told = tuple[str, str, dict[str, object]]
_SLIPS: list[tuple[str, dict[str, object]]] = [
    ("renew", {}), ("pause", {}), ("change", {"plan": "Gold"}), ("cancel", {}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "told"), _SLIPS)
@pytest.mark.parametrize(("later", "more"), [("pause", {}), ("change", {"plan": "Year"})])
def test_a_slip_from_before_a_change_comes_too_late(
    do: Do,
    session: Session,
    kind: str,
    told: dict[str, object],
    later: str,
    more: dict[str, object],
) -> None:
    do("start", "2026-01-31")
    do(later, "2026-02-20", **more)
    facts = session.db["facts"].count
    with pytest.raises(PlanChangedSince) as refused:
        do(kind, "2026-02-15", **told)
    assert (refused.value.code, refused.value.day) == ("bad_date", "2026-02-20")
    assert session.db["facts"].count == facts


@pytest.mark.parametrize(
    ("kind", "refused"), [("change", True), ("cancel", True), ("pause", False)]
)
def test_what_was_paid_for_later_stays_what_it_was_paid_for(
    do: Do, kind: str, refused: bool
) -> None:
    do("start", "2026-01-31")
    do("renew", "2026-02-20")
    told = {"plan": "Gold"} if kind == "change" else {}
    if refused:
        with pytest.raises(PlanChangedSince):
            do(kind, "2026-02-15", **told)
    else:
        assert shown(do(kind, "2026-02-15", days=2)) == ("Club", "paused", "2026-03-01")


def test_a_slip_for_a_plan_after_which_another_was_joined_comes_too_late(do: Do) -> None:
    do("start", "2026-01-31")
    do("start", "2026-03-10")
    for kind in ("renew", "cancel"):
        with pytest.raises(PlanChangedSince):
            do(kind, "2026-03-01")


@pytest.mark.parametrize(
    "case",
    [
        ([], [("pause", "2026-02-10", {})], "Gold", 350),
        ([("pause", "2026-02-01", {})], [], "Club", 707),
        ([("cancel", "2026-02-10", {})], [("renew", "2026-02-01", {})], "Gold", 350),
        ([("renew", "2026-02-01", {})], [("change", "2026-02-02", {"plan": "Club"})], "Club", 707),
    ],
)
def test_of_two_plans_in_any_state_the_one_that_ends_later_stays(
    do: Do,
    session: Session,
    on_day: Callable[[str], Session],
    a_customer: Callable[..., str],
    case: tuple[list[_Told], list[_Told], str, int],
) -> None:
    kept, merged, plan, credit = case
    one = do("start", "2026-01-31").subscription.customer_id
    other = a_customer("佐藤 健")
    do("start", "2026-01-31", customer=other, plan="Gold")
    for customer, acts in ((one, kept), (other, merged)):
        for kind, on, told in acts:
            do(kind, on, customer=customer, **told)
    here = on_day("2026-02-18")
    found = merge_customers(here, keep=one, merge=other, operation_id="merge")
    assert (found.plan, found.credit) == (plan, credit)
    assert plan_credit(session.db, one) == found.credit
    goes_on = subscription_at(here.moment(), one)
    assert goes_on is not None
    assert goes_on.now_agreed.plan == found.plan
    assert state_on(goes_on, here.today) != "ended"


def test_points_of_a_period_come_when_it_is_paid_and_only_then(
    do: Do, on_day: Callable[[str], Session]
) -> None:
    customer = do("start", "2026-01-31", plan="Gold", trial=True).subscription.customer_id

    def points(on: str) -> int:
        here = on_day(on).moment()
        return account_at(here, customer).balance(here.today)

    balances = [points("2026-01-31")]
    for kind, told in (("renew", {}), ("pause", {"days": 3}), ("cancel", {}), ("keep", {})):
        if kind == "cancel":
            do("resume", "2026-02-01")
        do(kind, "2026-02-01", **told)
        balances.append(points("2026-02-01"))
    assert balances == [0, 100, 100, 100, 100]


def test_the_same_act_twice_is_done_once(do: Do, on_day: Callable[[str], Session]) -> None:
    customer = do("start", "2026-01-31").subscription.customer_id
    here = on_day("2026-02-01")
    cancel_subscription(here, customer_id=customer, reason="too dear", operation_id="once")
    with pytest.raises(Repeated):
        cancel_subscription(here, customer_id=customer, reason="too dear", operation_id="once")
