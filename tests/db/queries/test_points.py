"""What customers hold as of any moment: kept tables and the facts themselves say the same."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from db.clock import fixed_clock, milliseconds
from db.errors import NotEnoughPoints
from db.queries.facts import Fact
from db.queries.points import (
    Holdings,
    account_at,
    earned_on,
    holdings,
    load_account,
    movement_of,
    replayed_account,
    spendable,
)
from db.rules.lots import SharedDay
from db.session import Action, Session
from db.usecases.sales import OrderLine, SaleOrder, SaleOutcome, record_sale
from tests.db.queries.handed_back import refund_of

OnDay = Callable[[str], Session]
Sell = Callable[..., SaleOutcome]
_FOR_EVER_MS = 2**62


def held_on(on_day: OnDay, customer: str, day: str) -> Holdings:
    moment = on_day(day).moment()
    return holdings(account_at(moment, customer), on=moment.today)


def test_a_balance_of_the_past_is_what_it_was_then(
    set_shop: Callable[..., None], a_customer: Callable[..., str], sell: Sell, on_day: OnDay
) -> None:
    set_shop(expiry={"months": 1})
    customer = a_customer()
    sell(customer, 1000, on="2026-10-01")
    sell(customer, 2000, on="2026-10-20", points_used=5)
    balances = {
        day: held_on(on_day, customer, day).balance
        for day in ("2026-09-30", "2026-10-01", "2026-10-20", "2026-11-01", "2026-11-02",
                    "2026-11-20", "2026-11-21")
    }  # fmt: skip
    assert list(balances.values()) == [0, 10, 24, 24, 19, 19, 0]


def test_a_slip_found_later_moves_what_was_spent_meanwhile_to_the_lots_that_were_there(
    session: Session,
    set_shop: Callable[..., None],
    a_customer: Callable[..., str],
    sell: Sell,
    on_day: OnDay,
) -> None:
    set_shop(expiry={"months": 1})
    customer = a_customer()
    sell(customer, 1000, on="2026-10-20")
    sell(customer, 500, on="2026-11-05", points_used=10)
    assert held_on(on_day, customer, "2026-11-06").lots == (SharedDay(4, date(2026, 12, 5)),)
    sell(customer, 800, on="2026-10-10")
    assert held_on(on_day, customer, "2026-11-06").lots == (
        SharedDay(8, date(2026, 11, 20)),
        SharedDay(4, date(2026, 12, 5)),
    )
    kept = load_account(session.db, customer)
    replayed = replayed_account(session.db, customer, until_ms=_FOR_EVER_MS)
    left = {name: lot for name, lot in replayed.lots.items() if lot.points_left}
    assert (kept.lots, kept.debt, kept.last_visit) == (left, 0, date(2026, 11, 5))


def test_a_moment_within_a_day_knows_only_what_came_before_it(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    customer = a_customer()
    sell(customer, 1000)  # at ten o'clock
    for clock, points in (("09:59:59.999", 0), ("10:00:00", 10)):
        then = datetime.fromisoformat(f"2026-11-22T{clock}+09:00")
        moment = session.with_request(clock=fixed_clock(then)).moment()
        assert account_at(moment, customer).balance(moment.today) == points


def test_points_that_wait_are_shown_apart_and_lots_of_one_last_day_together(
    set_shop: Callable[..., None], a_customer: Callable[..., str], sell: Sell, on_day: OnDay
) -> None:
    set_shop(pending_days=3, expiry={"months": 6})
    customer = a_customer()
    sell(customer, 1000, on="2026-08-31")
    sell(customer, 2000, on="2026-08-31")
    sell(customer, 4000, on="2026-09-02")
    last = date(2027, 2, 28)
    assert held_on(on_day, customer, "2026-09-02") == Holdings(0, 70, 0, ())
    assert held_on(on_day, customer, "2026-09-03") == Holdings(30, 40, 0, (SharedDay(30, last),))
    assert held_on(on_day, customer, "2027-02-28").balance == 70
    assert held_on(on_day, customer, "2027-03-01").balance == 40


def test_a_new_rule_of_expiry_is_for_new_points(
    set_shop: Callable[..., None], a_customer: Callable[..., str], sell: Sell, on_day: OnDay
) -> None:
    customer = a_customer()
    sell(customer, 1000, on="2026-10-01")
    set_shop(expiry={"months": 1})
    sell(customer, 2000, on="2026-10-02")
    assert held_on(on_day, customer, "2026-11-02").balance == 30
    assert held_on(on_day, customer, "2026-11-03").balance == 10


def test_a_visit_keeps_idle_points_alive(
    set_shop: Callable[..., None], a_customer: Callable[..., str], sell: Sell, on_day: OnDay
) -> None:
    set_shop(expiry={"inactive_months": 1})
    customer = a_customer()
    sell(customer, 1000, on="2026-10-01")
    sell(customer, 0, on="2026-10-31")
    assert held_on(on_day, customer, "2026-11-30").balance == 10
    assert held_on(on_day, customer, "2026-12-01").balance == 0
    sell(customer, 0, on="2026-12-05")
    assert held_on(on_day, customer, "2026-12-06").balance == 0, "what is gone stays gone"


def test_what_sales_of_a_day_gave_goes_by_the_shop_s_own_day(
    session: Session, set_shop: Callable[..., None], a_customer: Callable[..., str]
) -> None:
    set_shop(day_starts="04:00")
    customer = a_customer()
    for moment in ("2026-11-21T04:00+09:00", "2026-11-22T03:59+09:00", "2026-11-22T04:00+09:00"):
        then = session.with_request(clock=fixed_clock(datetime.fromisoformat(moment)))
        record_sale(then, SaleOrder((OrderLine(1000),), customer), operation_id=moment)
    assert earned_on(session.db, customer, day=date(2026, 11, 21)) == 20
    assert earned_on(session.db, customer, day=date(2026, 11, 22)) == 10
    assert earned_on(session.db, customer, day=date(2026, 11, 23)) == 0


def test_what_sales_of_a_day_gave_is_less_what_refunds_of_them_took_back_on_any_day(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    customer = a_customer()
    first, other = sell(customer, 3000, on="2026-11-20"), sell(customer, 500, on="2026-11-21")
    assert first.sale is not None
    assert other.sale is not None
    with session.write(Action.REFUND_SALE, "back") as tx:
        for _ in range(2):
            tx.post(refund_of(first.sale, customer, 1000, points_reversed=10))
        tx.post(refund_of(other.sale, customer, 500, points_reversed=5, whole=True))
    assert earned_on(session.db, customer, day=date(2026, 11, 20)) == 10
    assert earned_on(session.db, customer, day=date(2026, 11, 21)) == 0


def test_a_fact_that_moves_no_points_is_no_movement() -> None:
    def fact(kind: str, account: str | None, delta: int | None, **doc: object) -> Fact:
        day = "2026-11-22"
        return Fact("1-1", milliseconds(datetime.fromisoformat(f"{day}T00:00+00:00")), day, None,
                    "op", kind, "c", account, delta, None, dict(doc))  # fmt: skip

    assert movement_of(fact("coupon.use", None, None)) is None
    assert movement_of(fact("points.adjust", "points", 0)) is None
    assert movement_of(fact("sale", "spent", -100, refund=True)) is None
    visit = movement_of(fact("sale", "spent", 100))
    taken = movement_of(fact("points.spend", "points", -7))
    assert visit is not None
    assert taken is not None
    assert (visit.kind, taken.kind, taken.points) == ("visit", "take", 7)


def test_a_slip_of_an_earlier_day_spends_only_what_nobody_needed_since(
    a_customer: Callable[..., str], sell: Sell, on_day: OnDay
) -> None:
    customer = a_customer()
    sell(customer, 10_000, on="2026-11-01")
    sell(customer, 5000, on="2026-11-10", points_used=80)
    earlier = on_day("2026-11-05").moment()
    account = account_at(earlier, customer)
    assert (account.balance(earlier.today), spendable(earlier, customer, account)) == (100, 20)
    with pytest.raises(NotEnoughPoints) as refused:
        sell(customer, 1000, on="2026-11-05", points_used=21)
    assert refused.value.max == 20
    assert sell(customer, 1000, on="2026-11-05", points_used=20).balance == 89
