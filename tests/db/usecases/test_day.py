"""The day turns: counted once, issued once, and nothing depends on it."""

from collections.abc import Callable

import pytest

from db.session import Session
from db.usecases.day import turn_day
from db.usecases.rewards import NewReward, add_reward
from db.usecases.sales import SaleOutcome

Sell = Callable[..., SaleOutcome]


@pytest.fixture
def birthday_cake(session: Session, set_shop: Callable[..., None]) -> None:
    """Promise a cake a week before each birthday."""
    cake = NewReward("Cake", "free_item", "500", 1, valid_days=14)
    add_reward(session, cake, operation_id="cake")
    set_shop(birthday={"reward": "Cake", "days_before": 7})


def test_points_are_counted_on_the_day_after_their_last(
    a_customer: Callable[..., str],
    sell: Sell,
    on_day: Callable[[str], Session],
    set_shop: Callable[..., None],
) -> None:
    set_shop(expiry={"months": 1})
    customer = a_customer()
    sell(customer, 1000, on="2026-01-10")
    sell(customer, 2000, on="2026-01-20")
    days = ("2026-02-10", "2026-02-11", "2026-02-12", "2026-02-20", "2026-02-21", "2026-03-01")
    turns = [turn_day(on_day(day), operation_id=day).expired for day in days]
    assert turns == [0, 10, 0, 0, 20, 0]


@pytest.mark.parametrize(
    ("birthday", "days", "coupons"),
    [
        ("1990-01-03", ("2026-12-26", "2026-12-27", "2026-12-28", "2027-12-27"), [0, 1, 0, 1]),
        ("--02-29", ("2027-02-20", "2027-02-21", "2027-02-28", "2028-02-22"), [0, 1, 0, 1]),
    ],
)
@pytest.mark.usefixtures("birthday_cake")
def test_a_birthday_coupon_comes_once_a_year_some_days_before(
    a_customer: Callable[..., str],
    on_day: Callable[[str], Session],
    birthday: str,
    days: tuple[str, ...],
    coupons: list[int],
) -> None:
    a_customer(birthday=birthday)
    assert [turn_day(on_day(day), operation_id=day).coupons for day in days] == coupons
