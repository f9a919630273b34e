"""Causes: points leave the customer and stand for the cause, and the shop hands the money over."""

from collections.abc import Callable
from datetime import date

import pytest

from db.errors import (
    BadRequest,
    NotAllowed,
    NotEnoughPoints,
    RewardNotNow,
    ShopError,
    TierTooLow,
    UnknownReward,
)
from db.queries.causes import CauseStanding, cause_at, causes_at, donated_by
from db.queries.day import day_report
from db.queries.history import history_of
from db.queries.month import month_figures
from db.queries.points import account_at, holdings
from db.queries.statements import statement_of
from db.rules.statements import sums_of
from db.session import Session
from db.usecases.causes import donate_points, pay_cause
from db.usecases.merging import merge_customers
from db.usecases.rewards import NewReward, add_reward, edit_reward, redeem_reward
from db.usecases.sales import SaleOutcome
from db.usecases.tiers import NewTier, add_tier
from db.usecases.undo import last_act, undo

TREES = NewReward("Trees", "donation", "50", 100)  # ¥50 for 100 points


@pytest.fixture
def regular(a_customer: Callable[..., str], sell: Callable[..., SaleOutcome]) -> str:
    """Return a customer with 500 points."""
    customer = a_customer()
    sell(customer, 50_000)
    return customer


def trees(session: Session) -> CauseStanding:
    return cause_at(session.moment(), "Trees")


def give(session: Session, customer: str, points: int, cause: str = "Trees") -> int:
    operation = f"donate-{session.db['facts'].count}"
    return donate_points(
        session, customer_id=customer, cause=cause, points=points, operation_id=operation
    ).balance


def pay(session: Session, amount: int | None = None, note: str | None = None) -> CauseStanding:
    operation = f"pay-{session.db['facts'].count}"
    return pay_cause(session, cause="Trees", amount=amount, note=note, operation_id=operation)


def balance(session: Session, customer: str) -> int:
    return holdings(account_at(session.moment(), customer), on=session.today).balance


def undo_last(session: Session) -> None:
    act = last_act(session.moment())
    assert act is not None
    undo(session, act=act.operation, operation_id=f"undo-{act.operation}")


def test_any_number_of_points_can_be_given(session: Session, regular: str) -> None:
    add_reward(session, TREES, operation_id="trees")
    assert give(session, regular, 7) == 493
    assert give(session, regular, 4) == 489
    found = trees(session)
    assert (found.points, found.worth, found.donors) == (11, 5, 1)  # ¥5.50, rounded down once
    assert (found.first_day, found.last_day) == (date(2026, 11, 22), date(2026, 11, 22))
    assert donated_by(session.moment(), regular) == 11


@pytest.mark.parametrize(
    ("points", "refusal"), [(501, NotEnoughPoints), (0, BadRequest), (-5, BadRequest)]
)
def test_what_cannot_be_given_is_refused_and_nothing_is_taken(
    session: Session, regular: str, points: int, refusal: type[ShopError]
) -> None:
    add_reward(session, TREES, operation_id="trees")
    facts = session.db["facts"].count
    with pytest.raises(refusal) as said:
        give(session, regular, points)
    assert session.db["facts"].count == facts
    if isinstance(said.value, NotEnoughPoints):
        assert said.value.max == 500


def test_a_cause_is_a_reward_that_is_offered_today_to_this_customer(
    session: Session, regular: str
) -> None:
    add_tier(session, NewTier("Gold", "1000000"), operation_id="tier")
    add_reward(session, NewReward("Tea", "free_item", "300", 10), operation_id="tea")
    add_reward(session, NewReward("Old", "donation", "1", 1, valid_until="2026-11-21"),
               operation_id="old")  # fmt: skip
    add_reward(session, NewReward("Gold only", "donation", "1", 1, tier="Gold"), operation_id="go")
    for cause, refusal in (
        ("Tea", UnknownReward), ("Whales", UnknownReward), ("Old", RewardNotNow),
        ("Gold only", TierTooLow),
    ):  # fmt: skip
        with pytest.raises(refusal):
            give(session, regular, 1, cause)


def test_redeeming_gives_the_whole_price_and_leaves_nothing_to_carry_home(
    session: Session, regular: str
) -> None:
    add_reward(session, TREES, operation_id="trees")
    got = redeem_reward(session, customer_id=regular, reward="Trees", operation_id="redeem")
    assert (got.coupon.used, got.balance) == (True, 400)
    found = trees(session)
    assert (found.points, found.worth, found.donors) == (100, 50, 1)


def test_what_was_given_keeps_its_worth_when_the_cause_is_changed(
    session: Session, regular: str
) -> None:
    cause = add_reward(session, TREES, operation_id="trees")
    give(session, regular, 100)
    dearer = NewReward("Trees", "donation", "100", 100)
    edit_reward(session, reward_id=cause.id, new=dearer, offered=True, operation_id="edit")
    give(session, regular, 100)
    assert trees(session).worth == 150
    edit_reward(session, reward_id=cause.id, new=dearer, offered=False, operation_id="stop")
    with pytest.raises(UnknownReward):
        give(session, regular, 1)
    assert pay(session).paid == 150  # what was given is owed all the same


def test_a_cause_that_became_another_reward_takes_no_more_but_is_owed(
    session: Session, regular: str
) -> None:
    cause = add_reward(session, TREES, operation_id="trees")
    give(session, regular, 100)
    tea = NewReward("Trees", "free_item", "300", 10)
    edit_reward(session, reward_id=cause.id, new=tea, offered=True, operation_id="edit")
    with pytest.raises(UnknownReward):
        give(session, regular, 1)
    assert (trees(session).offered, trees(session).owed) == (False, 50)


def test_the_shop_hands_over_all_that_is_owed_or_a_part(session: Session, regular: str) -> None:
    add_reward(session, TREES, operation_id="trees")
    give(session, regular, 300)
    part = pay(session, 60, note="to the city forest, receipt 12")
    assert (part.paid, part.points_paid, part.owed) == (60, 120, 90)
    whole = pay(session)
    assert (whole.paid, whole.points_paid, whole.owed, whole.ahead) == (150, 300, 0, 0)
    assert [(each.amount, each.note) for each in whole.payments] == [
        (60, "to the city forest, receipt 12"),
        (90, ""),
    ]
    with pytest.raises(BadRequest) as refusal:
        pay(session)
    assert refusal.value.problem == "nothing_owed"
    rounded_up = pay(session, 50)
    assert (rounded_up.owed, rounded_up.ahead) == (0, 50)


def test_only_the_owner_or_a_manager_hands_money_over_and_undoes_it(
    session: Session, regular: str
) -> None:
    add_reward(session, TREES, operation_id="trees")
    give(session, regular, 300)
    staff = session.with_request(role="staff")
    with pytest.raises(NotAllowed):
        pay(staff)
    pay(session)
    with pytest.raises(NotAllowed):
        undo_last(staff)


def test_a_donation_and_a_payment_are_undone_on_the_same_day(
    session: Session, regular: str
) -> None:
    add_reward(session, TREES, operation_id="trees")
    give(session, regular, 300)
    pay(session, 100)
    redeem_reward(session, customer_id=regular, reward="Trees", operation_id="redeem")
    undo_last(session)
    assert (trees(session).points, balance(session, regular)) == (300, 200)
    undo_last(session)
    assert (trees(session).paid, trees(session).points_paid) == (0, 0)
    undo_last(session)
    found = trees(session)
    assert (found.points, found.worth, found.donors) == (0, 0, 0)
    assert balance(session, regular) == 500
    assert donated_by(session.moment(), regular) == 0


def test_two_entries_of_one_person_are_one_donor(
    session: Session, regular: str, a_customer: Callable[..., str],
    sell: Callable[..., SaleOutcome],
) -> None:  # fmt: skip
    other = a_customer("田中みさき")
    sell(other, 5000)
    add_reward(session, TREES, operation_id="trees")
    give(session, regular, 10)
    give(session, other, 20)
    assert trees(session).donors == 2
    merge_customers(session, keep=regular, merge=other, operation_id="merge")
    found = trees(session)
    assert (found.donors, found.points) == (1, 30)
    assert donated_by(session.moment(), regular) == 30


def test_a_cause_is_asked_as_of_a_day(
    session: Session, regular: str, on_day: Callable[[str], Session]
) -> None:
    add_reward(session, TREES, operation_id="trees")
    give(on_day("2026-11-23"), regular, 100)
    assert [each.points for each in causes_at(session.moment())] == [0]
    assert [each.points for each in causes_at(on_day("2026-11-24").moment())] == [100]


def test_donated_points_are_redeemed_points_everywhere(session: Session, regular: str) -> None:
    add_reward(session, TREES, operation_id="trees")
    give(session, regular, 300)
    redeem_reward(session, customer_id=regular, reward="Trees", operation_id="redeem")
    day = day_report(session.db, session.today)
    assert (day.points_used, day.money_in) == (400, 50_000)
    month = month_figures(
        session.db, month=date(2026, 11, 1), today=session.today, settings=session.settings
    )
    assert (month.points.redeemed, month.points.closing) == (400, 100)
    history = history_of(session.moment(), regular)
    assert [(line.kind, line.name, line.points, line.after) for line in history[:2]] == [
        ("redeem", "Trees", -100, 100),
        ("donation", "Trees", -300, 200),
    ]
    statement = statement_of(session.moment(), regular)
    assert sums_of(statement.lines).used == -400
    assert {line.cause.name for line in statement.lines[1:]} == {"Trees"}
