"""Undoing what was done with a plan: all of it goes back, or nothing does."""

import random
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from db.errors import NothingToUndo
from db.queries.acts import act_named
from db.queries.day import day_report
from db.queries.points import account_at, holdings
from db.queries.subscriptions import plan_credit, subscriptions_until
from db.rules.subscriptions import state_on
from db.session import Session
from db.usecases.subscriptions import cancel_subscription, start_subscription
from db.usecases.undo import last_act, money_to_hand_back, undo
from tests.db.plan_acts_by_chance import act_by_chance, next_day, offer_plans

OnDay = Callable[[str], Session]
_GOOD = "SELECT count(*) FROM coupons WHERE customer_id = ? AND voided_on IS NULL AND used < uses"


def standing(session: Session, people: list[str]) -> list[Any]:
    """Return all that an act on a plan may change."""
    moment = session.moment()
    return [
        (
            subscriptions_until(moment, customer),
            plan_credit(session.db, customer),
            holdings(account_at(moment, customer), on=moment.today).balance,
            session.db.conn.execute(_GOOD, (customer,)).fetchone(),
        )
        for customer in people
    ]


@pytest.mark.parametrize("seed", range(8))
def test_undone_on_its_day_everything_is_as_it_was(
    session: Session, a_customer: Callable[..., str], on_day: OnDay, seed: int
) -> None:
    chance = random.Random(seed)
    offer_plans(on_day("2023-12-01"))
    people, day, tried = [a_customer("田中"), a_customer("佐藤")], date(2024, 1, 29), 0
    for number in range(120):
        day = max(next_day(chance, day), day)
        here, operation = on_day(day.isoformat()), f"act-{number}"
        before, money = standing(here, people), day_report(session.db, day).plan_money
        done = act_by_chance(chance, here, people, operation)
        if done in ("", "merge", "free") or chance.random() < 0.5:
            continue
        act = last_act(here.moment())
        assert act is not None
        assert act.operation == operation
        back = money_to_hand_back(here.moment(), act)
        assert undo(here, act=operation, operation_id=f"undo-{number}").money_back == back
        assert standing(here, people) == before
        assert day_report(session.db, day).plan_money == money
        tried += 1
    assert tried > 4


@pytest.mark.parametrize("seed", range(4))
def test_what_others_stand_on_is_not_undone(
    session: Session, a_customer: Callable[..., str], on_day: OnDay, seed: int
) -> None:
    chance = random.Random(100 + seed)
    offer_plans(on_day("2023-12-01"))
    people, day = [a_customer("田中")], date(2024, 1, 29)
    done: list[tuple[str, str, date]] = []
    for number in range(60):
        day = max(next_day(chance, day), day)
        here, operation = on_day(day.isoformat()), f"act-{number}"
        kind = act_by_chance(chance, here, people, operation)
        if not kind:
            continue
        if done and done[-1][2] == day and kind != "free" and done[-1][1] not in ("free", "keep"):
            before = standing(here, people)
            with pytest.raises(NothingToUndo):
                undo(here, act=done[-1][0], operation_id=f"undo-{number}")
            assert standing(here, people) == before
            found = act_named(session.db, done[-1][0])
            assert found is not None
            assert not found.undone
        done.append((operation, kind, day))


def test_a_cancellation_after_which_another_plan_was_joined_is_not_undone(
    a_customer: Callable[..., str], on_day: OnDay
) -> None:
    offer_plans(on_day("2023-12-01"))
    customer = a_customer()

    def join(on: str) -> None:
        start_subscription(
            on_day(on), customer_id=customer, plan="Club", trial=False, paid=None,
            operation_id=f"join-{on}",
        )  # fmt: skip

    join("2024-01-31")
    late = on_day("2024-03-02")
    cancel_subscription(late, customer_id=customer, reason="too dear", operation_id="cancel")
    join("2024-03-02")  # past due, it ended at once
    with pytest.raises(NothingToUndo):
        undo(late, act="cancel", operation_id="undo-1")
    undo(late, act="join-2024-03-02", operation_id="undo-2")
    undo(late, act="cancel", operation_id="undo-3")
    found = subscriptions_until(late.moment(), customer)
    assert [state_on(each, late.today) for each in found] == ["past_due"]
