"""Every change of a tier is told as it was seen, each with its reason."""

import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from db.queries.tiers import all_tiers, tier_history, tier_named, tier_track, tiers_on
from db.rules.tiers import TierChange
from db.session import Session
from db.usecases.refunds import refund_sale
from db.usecases.sales import SaleOutcome
from db.usecases.tiers import NewTier, add_tier, edit_tier

Sell = Callable[..., SaleOutcome]
OnDay = Callable[[str], Session]


@pytest.fixture
def ladder(on_day: OnDay) -> None:
    """Let the shop have silver and gold since January, both kept for three months."""
    for name, threshold, multiplier in (("Silver", "10000", "1.2"), ("Gold", "30000", "1.5")):
        tier = NewTier(name, threshold, multiplier=multiplier, keep_months=3)
        add_tier(on_day("2026-01-01"), tier, operation_id=name)


@pytest.fixture
def give_back(on_day: OnDay) -> Callable[..., None]:
    """Return the desk's way to give money back."""

    def refund(sale: SaleOutcome, amount: int | None, *, on: str) -> None:
        session = on_day(on)
        operation = f"back-{session.db['facts'].count}"
        refund_sale(
            session, sale=str(sale.sale), amount=amount, reason=None, operation_id=operation
        )

    return refund


def told(change: TierChange) -> tuple[str, str, str, str | None, int]:
    tier = change.tier.name if change.tier else None
    return str(change.day), change.cause, change.kind, tier, change.have


def test_without_tiers_there_is_nothing_to_tell(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    customer = a_customer()
    sell(customer, 50_000)
    assert tier_history(session.moment(), customer) == []


@pytest.mark.usefixtures("ladder")
def test_sales_looks_and_refunds_are_told_in_order_each_with_what_counted(
    on_day: OnDay, a_customer: Callable[..., str], sell: Sell, give_back: Callable[..., None]
) -> None:
    customer = a_customer()
    sell(customer, 12_000, on="2026-02-01")
    reaching = sell(customer, 20_000, on="2026-02-10")
    give_back(reaching, 1_000, on="2026-02-20")
    give_back(reaching, 2_000, on="2026-03-01")
    sell(customer, 1_000, on="2026-03-05")
    moment = on_day("2027-06-01").moment()
    history = tier_history(moment, customer)
    assert [told(change) for change in history] == [
        ("2026-02-01", "sale", "reached", "Silver", 12_000),
        ("2026-02-10", "sale", "reached", "Gold", 32_000),
        ("2026-03-01", "refund", "dropped", "Silver", 29_000),
        ("2026-03-05", "sale", "reached", "Gold", 30_000),
        ("2026-06-30", "look", "kept", "Gold", 30_000),
        ("2026-09-30", "look", "kept", "Gold", 30_000),
        ("2026-12-31", "look", "kept", "Gold", 30_000),
        ("2027-03-31", "look", "lost", None, 0),
    ]
    assert history[1].fact == reaching.sale
    refund = history[2]
    assert (refund.asked.name, refund.last, refund.until) == (
        "Gold", date(2026, 2, 10), date(2026, 5, 31),
    )  # fmt: skip
    assert tier_history(on_day("2026-02-28").moment(), customer) == history[:2]


@pytest.mark.usefixtures("ladder")
def test_a_sale_refunded_whole_takes_what_it_brought_and_names_what_is_left(
    session: Session, a_customer: Callable[..., str], sell: Sell, give_back: Callable[..., None]
) -> None:
    customer = a_customer()
    give_back(sell(customer, 40_000, on="2026-11-01"), None, on="2026-11-03")
    history = tier_history(session.moment(), customer)
    assert [told(change) for change in history] == [
        ("2026-11-01", "sale", "reached", "Gold", 40_000),
        ("2026-11-03", "refund", "lost", None, 0),
    ]


@pytest.mark.usefixtures("ladder")
def test_after_an_edit_a_look_tells_what_was_asked_on_its_day(
    on_day: OnDay, a_customer: Callable[..., str], sell: Sell
) -> None:
    customer = a_customer()
    sell(customer, 35_000, on="2026-02-01")
    edit_tier(
        on_day("2026-03-01"), tier="Gold", changes={"threshold": "40000"}, operation_id="edit"
    )
    history = tier_history(on_day("2026-06-01").moment(), customer)
    assert [told(change) for change in history] == [
        ("2026-02-01", "sale", "reached", "Gold", 35_000),
        ("2026-05-31", "look", "dropped", "Silver", 35_000),
    ]
    assert [change.asked.threshold for change in history] == [30_000, 40_000]


@pytest.mark.usefixtures("ladder")
def test_the_last_change_always_says_what_is_held(
    on_day: OnDay, a_customer: Callable[..., str], sell: Sell, give_back: Callable[..., None]
) -> None:
    chance = random.Random(17)
    customers = [a_customer(f"Nobody {number}") for number in range(6)]
    sales: dict[str, list[tuple[SaleOutcome, date]]] = {each: [] for each in customers}
    day = date(2026, 2, 1)
    for _ in range(60):
        day += timedelta(days=chance.randrange(1, 6))
        customer = chance.choice(customers)
        if sales[customer] and chance.random() < 0.3:
            sale, _ = sales[customer].pop(chance.randrange(len(sales[customer])))
            give_back(sale, chance.choice([None, 1_000]), on=day.isoformat())
        else:
            paid = chance.choice([2_000, 6_000, 15_000])
            sales[customer].append((sell(customer, paid, on=day.isoformat()), day))
    for customer in customers:
        for days in (0, 40, 100, 400):
            moment = on_day((day + timedelta(days=days)).isoformat()).moment()
            history = tier_history(moment, customer)
            held = tier_track(moment, customer).held
            last = history[-1].tier if history else None
            assert (last.id if last else None) == (held.tier.id if held else None)
            assert [each.day for each in history] == sorted(each.day for each in history)


@pytest.mark.usefixtures("ladder")
def test_tiers_are_known_as_they_are_on_a_day_by_their_name_of_today(
    session: Session, on_day: OnDay
) -> None:
    edit_tier(session, tier="Gold", changes={"name": "Ginkgo", "threshold": "1"}, operation_id="e")
    assert tier_named(session.db, "Ginkgo").threshold == 1
    assert [tier.threshold for tier in tiers_on(session.db, session.today)] == [10_000, 30_000]
    long_ago = tiers_on(session.db, date(2025, 1, 1))  # before there were any: as they began
    assert [tier.threshold for tier in long_ago] == [10_000, 30_000]
    assert [tier.threshold for tier in all_tiers(session.db)] == [10_000, 1]
    assert tier_track(on_day("2026-12-01").moment(), "nobody").missing == 10_000
