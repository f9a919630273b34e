"""The day turns: counted once, issued once, and nothing depends on it."""

from collections.abc import Callable

import pytest

from db.session import Session
from db.usecases.day import turn_day
from db.usecases.rewards import NewReward, add_reward
from db.usecases.sales import SaleOutcome
from db.usecases.shop import set_shop
from db.usecases.tiers import NewTier, add_tier, edit_tier

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


def turns(on_day: Callable[[str], Session], *days: str) -> list[int]:
    return [turn_day(on_day(day), operation_id=f"turn-{day}").coupons for day in days]


@pytest.fixture
def promised_in_june(session: Session, on_day: Callable[[str], Session]) -> None:
    """Promise a cake a week before each birthday, since the first of June."""
    cake = NewReward("Cake", "free_item", "500", 1, valid_days=14)
    add_reward(session, cake, operation_id="cake")
    promise(on_day("2026-06-01"), {"reward": "Cake", "days_before": 7})


def promise(session: Session, birthday: dict[str, object] | None) -> None:
    operation = f"set-{session.today}-{birthday}"
    set_shop(session, changes={"birthday": birthday}, operation_id=operation)


@pytest.mark.usefixtures("promised_in_june")
@pytest.mark.parametrize(
    ("days", "coupons"),
    [
        (("2026-08-01", "2026-08-25", "2026-08-26"), [0, 1, 0]),
        (("2026-08-01", "2026-09-20"), [0, 1]),  # thirty-one days after it
        (("2026-08-01", "2026-09-21"), [0, 0]),  # and too long ago
        (("2026-08-25",), [0]),  # the first turn ever
        (("2026-08-13", "2026-08-30"), [1, 0]),  # greeted in time
        (("2026-08-20", "2027-08-30"), [1, 1]),  # that of the next year
    ],
)
def test_a_birthday_that_was_missed_is_caught_up_once(
    on_day: Callable[[str], Session],
    a_customer: Callable[..., str],
    days: tuple[str, ...],
    coupons: list[int],
) -> None:
    a_customer(birthday="1990-08-20", joined="2026-01-01")
    assert turns(on_day, *days) == coupons


@pytest.mark.usefixtures("promised_in_june")
def test_a_coupon_that_comes_late_is_good_from_today_for_all_its_days(
    session: Session, on_day: Callable[[str], Session], a_customer: Callable[..., str]
) -> None:
    a_customer(birthday="--08-20", joined="2026-01-01")
    turns(on_day, "2026-08-01", "2026-08-25")
    (coupon,) = session.db.query("SELECT valid_from, valid_until FROM coupons")
    assert (coupon["valid_from"], coupon["valid_until"]) == ("2026-08-25", "2026-09-08")


@pytest.mark.usefixtures("promised_in_june")
def test_who_came_after_their_birthday_missed_nothing(
    on_day: Callable[[str], Session], a_customer: Callable[..., str]
) -> None:
    a_customer(birthday="--08-20", joined="2026-08-21")
    assert turns(on_day, "2026-08-01", "2026-08-25") == [0, 0]


@pytest.mark.usefixtures("promised_in_june")
def test_what_was_promised_after_the_birthday_is_not_caught_up(
    on_day: Callable[[str], Session], a_customer: Callable[..., str]
) -> None:
    a_customer(birthday="--08-20", joined="2026-01-01")
    turns(on_day, "2026-08-01")
    promise(on_day("2026-08-02"), None)
    promise(on_day("2026-08-22"), {"reward": "Cake", "days_before": 7})
    assert turns(on_day, "2026-08-25") == [0]


@pytest.mark.usefixtures("promised_in_june")
def test_a_promise_that_was_only_changed_meanwhile_holds(
    on_day: Callable[[str], Session], a_customer: Callable[..., str]
) -> None:
    a_customer(birthday="--08-20", joined="2026-01-01")
    turns(on_day, "2026-08-01")
    promise(on_day("2026-08-22"), {"reward": "Cake", "days_before": 3})
    assert turns(on_day, "2026-08-25") == [1]


def test_an_anniversary_on_29_february_is_caught_up_on_the_28th(
    session: Session, on_day: Callable[[str], Session], a_customer: Callable[..., str]
) -> None:
    cake = NewReward("Cake", "free_item", "500", 1)
    add_reward(session, cake, operation_id="cake")
    changes = {"anniversary": {"reward": "Cake", "days_before": 0}}
    set_shop(on_day("2026-01-01"), changes=changes, operation_id="set")
    a_customer(joined="2024-02-29")
    assert turns(on_day, "2027-02-20", "2027-03-05", "2027-03-06") == [0, 1, 0]
    (day,) = session.db.query("SELECT doc ->> 'day' FROM facts WHERE kind = 'anniversary.greet'")
    assert list(day.values()) == ["2027-02-28"]


def test_a_look_at_a_tier_is_counted_once_whatever_the_tier_became_meanwhile(
    on_day: Callable[[str], Session], a_customer: Callable[..., str], sell: Sell
) -> None:
    gold = NewTier("Gold", "10000", keep_months=1)
    add_tier(on_day("2026-01-01"), gold, operation_id="gold")
    customer = a_customer()
    sell(customer, 10_000, on="2026-01-10")  # kept until the end of February

    def turn(day: str) -> int:
        return turn_day(on_day(day), operation_id=day).reviewed

    assert [turn("2026-02-28"), turn("2026-03-01"), turn("2026-03-02")] == [0, 1, 0]
    changes = {"threshold": "5000", "keep_months": 2}
    edit_tier(on_day("2026-03-02"), tier="Gold", changes=changes, operation_id="edit")
    # Looked at on 28 February for one month, on 31 March for two, on 31 May for two.
    assert [turn("2026-03-31"), turn("2026-04-01"), turn("2026-06-01")] == [0, 1, 1]
    changes = {"threshold": "20000"}
    edit_tier(on_day("2026-06-02"), tier="Gold", changes=changes, operation_id="higher")
    assert [turn("2026-08-01"), turn("2026-08-02"), turn("2026-12-01")] == [1, 0, 0]
