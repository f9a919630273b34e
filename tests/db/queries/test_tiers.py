"""Tiers in the book, and where a customer stood at any moment."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from db.clock import fixed_clock, milliseconds
from db.journal import Draft
from db.queries.tiers import all_tiers, progress_of, tier_track
from db.rules.tiers import Progress, TierTrack
from db.session import Action, Session
from db.usecases.sales import SaleOutcome
from db.usecases.tiers import NewTier, add_tier
from tests.db.queries.handed_back import refund_of
from tests.db.queries.past_days import on_day as past

OnDay = Callable[[str], Session]
Sell = Callable[..., SaleOutcome]
_FOR_EVER_MS = 2**62


@pytest.fixture
def ladder(on_day: OnDay) -> None:
    """Let the shop have silver and gold since January, gold told of first."""
    for name, threshold, multiplier in (("Gold", "30000", "1.5"), ("Silver", "10000", "1.2")):
        tier = NewTier(name, threshold, multiplier=multiplier, keep_months=1, window={"months": 3})
        add_tier(on_day("2026-01-01"), tier, operation_id=name)


def held(session: Session, customer: str) -> str | None:
    found = tier_track(session.moment(), customer).held
    return found.tier.name if found else None


def test_a_shop_without_tiers_has_nobody_in_one(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    customer = a_customer()
    sell(customer, 1_000_000)
    assert tier_track(session.moment(), customer) == TierTrack(None, (), None, 0)


@pytest.mark.usefixtures("ladder")
def test_the_lowest_tier_comes_first(session: Session) -> None:
    assert [tier.name for tier in all_tiers(session.db)] == ["Silver", "Gold"]


@pytest.mark.usefixtures("ladder")
def test_a_tier_of_the_past_is_what_it_was_then(
    a_customer: Callable[..., str], sell: Sell, on_day: OnDay
) -> None:
    customer = a_customer()
    sell(customer, 9_999, on="2026-03-01")
    sell(customer, 1, on="2026-03-02")
    sell(customer, 20_000, on="2026-03-20")
    days = ("2026-03-01", "2026-03-02", "2026-03-20", "2026-04-30", "2026-05-01", "2026-07-01")
    assert [held(on_day(day), customer) for day in days] == [
        None, "Silver", "Gold", "Gold", "Gold", None,
    ]  # fmt: skip


@pytest.mark.usefixtures("ladder")
def test_the_way_to_the_next_tier_is_what_its_window_lacks(
    session: Session, a_customer: Callable[..., str], sell: Sell, on_day: OnDay
) -> None:
    customer = a_customer()
    sell(customer, 12_000, on="2026-08-22")
    sell(customer, 3_000, on="2026-11-01")
    then = tier_track(on_day("2026-11-21").moment(), customer)
    now = tier_track(session.moment(), customer)
    assert then.next_tier is not None
    assert (then.next_tier.name, then.missing) == ("Gold", 15_000)
    assert now.next_tier is not None
    assert (now.next_tier.name, now.missing) == ("Gold", 27_000)
    later = tier_track(session.moment(), customer, on=date(2027, 2, 1))
    assert later.missing == 10_000


def test_a_tier_counts_sales_of_before_but_is_reached_by_the_first_sale_after(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    customer = a_customer()
    sell(customer, 50_000, on="2026-11-01")
    add_tier(session, NewTier("Gold", "30000"), operation_id="gold")
    assert held(session, customer) is None
    sell(customer, 0)
    assert held(session, customer) == "Gold"


def test_progress_is_told_in_order_of_time_and_refunds_are_no_visits(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    customer = a_customer()
    sell(customer, 2000, on="2026-11-20")
    sell(customer, 1000, on="2026-11-10")
    sell(customer, 1000, on="2026-11-20", points_used=5)
    with session.write(Action.IMPORT_PURCHASES, "file") as tx:
        doc = {"amount": -300, "total": -300, "paid": -300, "points": 0, "refund": True}
        tx.post(Draft("sale", doc, customer, "spent", -300))
    assert progress_of(session.db, customer, until_ms=_FOR_EVER_MS) == [
        Progress(date(2026, 11, 10), 1000, 10),
        Progress(date(2026, 11, 20), 2000, 20),
        Progress(date(2026, 11, 20), 995, 9),
        Progress(date(2026, 11, 22), -300, 0, visit=False),
    ]


@pytest.mark.usefixtures("ladder")
def test_within_a_day_only_what_came_before_counts(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    customer = a_customer()
    sell(customer, 10_000)  # at ten o'clock
    for clock, name in (("09:59:59.999", None), ("10:00:00", "Silver")):
        now = datetime.fromisoformat(f"2026-11-22T{clock}+09:00")
        assert held(session.with_request(clock=fixed_clock(now)), customer) == name


@pytest.fixture
def hand_back(session: Session) -> Callable[..., None]:
    """Return the desk's way to give money back for a sale."""

    def give(
        sold: SaleOutcome, money: int, *, on: str, points: int = 0, whole: bool = False
    ) -> None:
        assert sold.sale is not None
        back = refund_of(sold.sale, sold.customer_id, money, points_reversed=points, whole=whole)
        with session.write(Action.REFUND_SALE, f"back-{session.db['facts'].count}") as tx:
            past(tx, on).post(back)

    return give


def test_a_refund_makes_its_sale_smaller_from_the_start_but_only_once_it_was_given(
    session: Session, a_customer: Callable[..., str], sell: Sell, hand_back: Callable[..., None]
) -> None:
    customer = a_customer()
    first = sell(customer, 2000, on="2026-11-01")
    second = sell(customer, 1000, on="2026-11-05")
    hand_back(first, 500, on="2026-11-10", points=5)
    hand_back(first, 300, on="2026-11-11", points=3)
    hand_back(second, 1000, on="2026-11-12", points=10, whole=True)
    unlike = {
        "2026-11-09": [(2000, 20), (1000, 10)],
        "2026-11-10": [(1500, 15), (1000, 10)],
        "2026-11-11": [(1200, 12), (1000, 10)],
        "2026-11-12": [(1200, 12)],
    }
    for day, expected in unlike.items():
        until = milliseconds(datetime.fromisoformat(f"{day}T23:59+09:00"))
        progress = progress_of(session.db, customer, until_ms=until)
        assert [(each.spend, each.points) for each in progress] == expected
        assert [each.day for each in progress] == [date(2026, 11, 1), date(2026, 11, 5)][
            : len(expected)
        ]


def test_a_gift_taken_back_whole_was_never_sold(
    session: Session, a_customer: Callable[..., str], sell: Sell, hand_back: Callable[..., None]
) -> None:
    customer = a_customer()
    kept, back = sell(customer, 0), sell(customer, 0)
    hand_back(back, 0, on="2026-11-22", whole=True)
    assert kept.sale != back.sale
    assert progress_of(session.db, customer, until_ms=_FOR_EVER_MS) == [
        Progress(date(2026, 11, 22), 0, 0)
    ]


@pytest.mark.usefixtures("ladder")
def test_a_refund_can_take_a_tier_away_at_once_and_leaves_the_days_before_as_they_were(
    a_customer: Callable[..., str], sell: Sell, on_day: OnDay, hand_back: Callable[..., None]
) -> None:
    customer = a_customer()
    sell(customer, 9_000, on="2026-11-01")
    reaching = sell(customer, 21_000, on="2026-11-02")
    hand_back(reaching, 1, on="2026-11-10")
    hand_back(reaching, 20_000, on="2026-11-12")
    # Asked at ten o'clock; both refunds were given at noon.
    days = ("2026-11-01", "2026-11-02", "2026-11-10", "2026-11-11", "2026-11-12", "2026-11-13")
    assert [held(on_day(day), customer) for day in days] == [
        None, "Gold", "Gold", "Silver", "Silver", None,
    ]  # fmt: skip
