"""What came of a campaign: who came back, what they brought, what was spent."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from db.errors import BadRequest
from db.queries.campaigns import (
    CampaignResult,
    campaign_codes,
    campaign_named,
    campaign_result,
    reach_of,
)
from db.rules.campaigns import Arm
from db.rules.segments import Segment
from db.session import Session
from db.usecases.campaigns import add_campaign, start_campaign
from db.usecases.coupons import replace_coupon
from db.usecases.merging import merge_customers
from db.usecases.refunds import refund_sale
from db.usecases.rewards import NewReward, add_reward
from db.usecases.sales import OrderLine, SaleOrder, SaleOutcome, record_sale

Sell = Callable[..., SaleOutcome]
Day = Callable[[str], Session]


@pytest.fixture
def people(a_customer: Callable[..., str]) -> list[str]:
    """Return ten customers in the order of their ids, as they lie in the hat."""
    return sorted(a_customer(f"顧客 {number}") for number in range(10))


def first(_: int) -> int:
    """Draw whoever lies first."""
    return 0


def plan(session: Session, name: str = "Autumn", **terms: Any) -> None:  # noqa: ANN401
    told = {"name": name, "from": "2026-11-22", "to": "2026-12-20", **terms}
    add_campaign(session, terms=told, operation_id=f"add-{name}")


def start(session: Session, name: str = "Autumn") -> CampaignResult:
    return start_campaign(session, campaign=name, operation_id=f"start-{name}", below=first)


def result(session: Session, name: str = "Autumn") -> CampaignResult:
    return campaign_result(session.moment(), campaign_named(session.db, name, digits=0))


def test_who_buys_came_back_unless_all_of_it_was_handed_back(
    session: Session, people: list[str], sell: Sell, on_day: Day
) -> None:
    sell(people[4], 9_000, on="2026-11-21")
    plan(session, cost_each="100")
    start(session)
    sell(people[2], 1_000, on="2026-11-22")
    sell(people[2], 500, on="2026-12-20")
    whole, part = (str(sell(people[place], 800, on="2026-12-01").sale) for place in (3, 5))
    sell(people[0], 2_000, on="2026-12-02")
    sell(people[6], 7_000, on="2026-12-21")
    later = on_day("2027-01-10")
    for sale, amount in ((whole, None), (part, 300)):
        refund_sale(later, sale=sale, amount=amount, reason="x", operation_id=f"refund-{sale}")
    found = result(later)
    assert found.measured.treated == Arm(8, 2, 2_000)
    assert found.measured.held == Arm(2, 1, 2_000)
    assert found.measured.verdict == "too_few"
    assert found.measured.gained == Fraction(250 - 1_000) * 8
    assert found.gained_per_spent == Fraction(-6_000, 800)
    assert result(on_day("2026-11-30")).measured.treated == Arm(8, 1, 1_000)


def test_what_coupons_took_off_is_spent_a_reprinted_one_is_still_one(
    session: Session, people: list[str], on_day: Day
) -> None:
    add_reward(session, NewReward("Off", "amount_off", "200", 10), operation_id="off")
    plan(session, offer={"reward": "Off"})
    codes = campaign_codes(session.moment(), start(session).campaign)
    again = replace_coupon(session, code=codes[people[2]], reason="lost", operation_id="again")
    order = SaleOrder((OrderLine(1_000),), people[2], coupons=(again.code,))
    record_sale(on_day("2026-12-01"), order, operation_id="sale")
    found = result(on_day("2026-12-21"))
    assert (found.coupons, found.coupons_used, found.discounts, found.spent) == (8, 1, 200, 200)
    assert found.measured.treated == Arm(8, 1, 800)


def test_two_entries_of_one_person_count_once(
    session: Session, people: list[str], sell: Sell
) -> None:
    plan(session)
    start(session)
    sell(people[0], 1_000)
    merge_customers(session, keep=people[0], merge=people[2], operation_id="merge")
    found = result(session)
    assert found.measured.treated == Arm(8, 1, 1_000)
    assert found.measured.held == Arm(1, 0, 0)


def test_an_unknown_name_is_refused_and_an_empty_group_reaches_nobody(session: Session) -> None:
    with pytest.raises(BadRequest):
        campaign_named(session.db, "Nobody knows", digits=0)
    reach = reach_of(session.moment(), Segment(), "letter")
    assert (reach.size, reach.customers, reach.left_out.total) == (0, (), 0)
