"""Groups for surprises: everybody for whom all that is asked holds, and nobody else."""

from collections.abc import Callable
from datetime import date

import pytest

from db.errors import BadRequest, UnknownPlan
from db.queries.segments import group_members
from db.rules.surprises import Group
from db.session import Session
from db.usecases.customers import edit_customer
from db.usecases.plans import NewPlan, add_plan
from db.usecases.sales import SaleOutcome
from db.usecases.subscriptions import start_subscription
from db.usecases.tiers import NewTier, add_tier

Sell = Callable[..., SaleOutcome]


@pytest.fixture
def known(
    session: Session, a_customer: Callable[..., str], sell: Sell, on_day: Callable[[str], Session]
) -> dict[str, str]:
    """Return people by what they are known for."""
    add_tier(on_day("2026-01-01"), NewTier("Silver", "10000"), operation_id="silver")
    add_tier(on_day("2026-01-01"), NewTier("Gold", "50000"), operation_id="gold")
    add_plan(session, NewPlan("Club", "980", "month"), operation_id="club")
    found = {
        "gold": a_customer("金子", birthday="1990-11-30"),
        "silver": a_customer("銀座", birthday="--11-02"),
        "member": a_customer("会田"),
        "away": a_customer("遠藤", joined="2024-05-01"),
        "new": a_customer("新井", birthday="2000-08-16"),
    }
    sell(found["gold"], 60_000, on="2026-10-01")
    sell(found["silver"], 20_000, on="2026-11-01")
    sell(found["member"], 500, on="2026-11-20")
    sell(found["away"], 900, on="2026-02-01")
    start_subscription(
        on_day("2026-11-01"), customer_id=found["member"], plan="Club", trial=None, paid=None,
        operation_id="join",
    )  # fmt: skip
    edit_customer(
        session, customer_id=found["new"], changes={"tags": ["vinyl"]}, operation_id="tag"
    )
    return found


@pytest.mark.parametrize(
    ("group", "names"),
    [
        (Group(), {"gold", "silver", "member", "away", "new"}),
        (Group(tier="Silver"), {"gold", "silver"}),
        (Group(tier="Gold"), {"gold"}),
        (Group(plan="Club"), {"member"}),
        (Group(tag="vinyl"), {"new"}),
        (Group(visited_since=date(2026, 11, 1)), {"silver", "member"}),
        (Group(not_visited_since=date(2026, 10, 1)), {"away", "new"}),
        (Group(birthday_month=11), {"gold", "silver"}),
        (Group(joined_since=date(2026, 1, 1)), {"gold", "silver", "member", "new"}),
        (Group(minimum_spent=900), {"gold", "silver", "away"}),
        (Group(minimum_visits=1), {"gold", "silver", "member", "away"}),
        (Group(birthday_month=11, visited_since=date(2026, 11, 1)), {"silver"}),
    ],
)
def test_all_that_is_asked_holds(
    session: Session, known: dict[str, str], group: Group, names: set[str]
) -> None:
    members = group_members(session.moment(), group)
    assert members == sorted(known[name] for name in names)


def test_a_plan_counts_while_its_benefits_hold(
    known: dict[str, str], on_day: Callable[[str], Session]
) -> None:
    for day, count in (("2026-12-07", 1), ("2026-12-08", 0)):  # paid to 30 November, 7 days more
        assert len(group_members(on_day(day).moment(), Group(plan="Club"))) == count
    assert known


def test_names_that_nobody_gave_are_refused(session: Session, known: dict[str, str]) -> None:
    assert known
    with pytest.raises(BadRequest):
        group_members(session.moment(), Group(tier="Platinum"))
    with pytest.raises(UnknownPlan):
        group_members(session.moment(), Group(plan="Nothing"))
