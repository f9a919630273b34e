"""Points that no sale moves: corrections, what was brought along, gifts between customers."""

from collections.abc import Callable

import pytest

from db.clock import new_id
from db.errors import BadRequest, NotAllowed, NotEnoughPoints, UnknownCustomer
from db.journal import Draft
from db.queries.points import account_at, holdings
from db.session import Action, Session
from db.usecases.merging import merge_customers
from db.usecases.points import PointsMoved, adjust_points, give_points, open_points
from db.usecases.sales import SaleOutcome

OnDay = Callable[[str], Session]
Sell = Callable[..., SaleOutcome]
Make = Callable[..., str]


def adjust(session: Session, customer: str, points: int, reason: str | None = "slip") -> int:
    return adjust_points(
        session, customer_id=customer, points=points, reason=reason, operation_id=new_id()
    ).balance


def open_with(session: Session, customer: str, points: int = 100) -> int:
    return open_points(
        session, customer_id=customer, points=points, reason=None, operation_id=new_id()
    ).balance


def give(session: Session, customer: str, to: str, points: int) -> PointsMoved:
    return give_points(
        session, customer_id=customer, to=to, points=points, note=None, operation_id=new_id()
    )


def lots(session: Session, customer: str) -> list[tuple[int, str | None]]:
    moment = session.moment()
    held = holdings(account_at(moment, customer), on=moment.today)
    return [(lot.points, str(lot.expires_on) if lot.expires_on else None) for lot in held.lots]


# -- Corrections ----------------------------------------------------------------------------


def test_a_correction_goes_up_as_a_lot_of_today_and_down_by_expiry(
    session: Session, a_customer: Make, sell: Sell, set_shop: Callable[..., None]
) -> None:
    set_shop(expiry={"months": 6})
    customer = a_customer()
    sell(customer, 2000, on="2026-09-01")
    assert adjust(session, customer, 50) == 70
    assert adjust(session, customer, -25) == 45
    assert lots(session, customer) == [(45, "2027-05-22")]


def test_nothing_is_taken_that_is_not_there(session: Session, a_customer: Make, sell: Sell) -> None:
    customer = a_customer()
    sell(customer, 1000)
    with pytest.raises(NotEnoughPoints) as refused:
        adjust(session, customer, -11)
    assert refused.value.max == 10
    assert adjust(session, customer, -10) == 0


def test_what_is_owed_cannot_be_taken_a_second_time(session: Session, a_customer: Make) -> None:
    customer = a_customer()
    waiting = {"usable_from": "2026-11-22", "expiry": {}}
    for kind, doc, points, day in (
        ("points.earn", {**waiting, "usable_from": "2026-12-01"}, 50, session),
        ("points.earn", waiting, 20, session),
        ("points.reverse", {}, -40, session),
    ):
        with day.write(Action.RECORD_SALE, new_id()) as tx:
            tx.post(Draft(kind, doc, customer, "points", points))
    assert adjust(session, customer, 5) == -15  # it pays some of the debt of 20
    with pytest.raises(NotEnoughPoints) as refused:
        adjust(session, customer, -1)
    assert refused.value.max == 0


@pytest.mark.parametrize(
    ("points", "reason", "field"),
    [(0, "slip", "points"), (5, None, "reason"), (5, "", "reason"), (5, " ", "reason"),
     (5, "a" * 201, "reason"), (10**10, "slip", "points")],
)  # fmt: skip
def test_a_correction_says_how_many_and_why(
    session: Session, a_customer: Make, points: int, reason: str | None, field: str
) -> None:
    customer, facts = a_customer(), session.db["facts"].count
    with pytest.raises(BadRequest) as refused:
        adjust(session, customer, points, reason)
    assert refused.value.field == field
    assert session.db["facts"].count == facts


@pytest.mark.parametrize(
    ("role", "points", "allowed"),
    [("staff", 500, True), ("staff", 501, False), ("staff", -501, False), ("manager", 501, True),
     ("owner", 10**6, True)],
)  # fmt: skip
def test_staff_correct_up_to_the_shops_limit(
    session: Session, a_customer: Make, role: str, points: int, allowed: bool
) -> None:
    customer = a_customer()
    adjust(session, customer, 10_000)
    person = session.with_request(role=role, staff="Mio")
    if allowed:
        assert adjust(person, customer, points) == 10_000 + points
        return
    with pytest.raises(NotAllowed) as refused:
        adjust(person, customer, points)
    assert (refused.value.limit, refused.value.staff) == (500, "Mio")


def test_a_correction_of_last_week_leaves_every_later_balance_allowed(
    a_customer: Make, sell: Sell, on_day: OnDay
) -> None:
    customer = a_customer()
    sell(customer, 1000, on="2026-11-01")
    sell(customer, 100, on="2026-11-20", points_used=8)
    with pytest.raises(NotEnoughPoints) as refused:
        adjust(on_day("2026-11-10"), customer, -5)
    assert refused.value.max == 2
    assert adjust(on_day("2026-11-10"), customer, -2) == 8


# -- What was brought along -----------------------------------------------------------------


def test_points_are_brought_along_once(session: Session, a_customer: Make) -> None:
    customer = a_customer()
    assert open_with(session, customer) == 100
    with pytest.raises(NotAllowed) as refused:
        open_with(session, customer)
    assert refused.value.action == "points.opening again"
    with pytest.raises(BadRequest):
        open_with(session, a_customer("佐藤 健"), 0)
    with pytest.raises(UnknownCustomer):
        open_with(session, "nobody")


def test_whoever_was_merged_had_brought_theirs(session: Session, a_customer: Make) -> None:
    customer, other = a_customer(), a_customer("佐藤 健")
    open_with(session, other)
    merge_customers(session, keep=customer, merge=other, operation_id="merge")
    with pytest.raises(NotAllowed):
        open_with(session, customer)


def test_staff_do_not_enter_what_was_brought_along(session: Session, a_customer: Make) -> None:
    customer = a_customer()
    with pytest.raises(NotAllowed):
        open_with(session.with_request(role="staff", staff="Mio"), customer)
    assert open_with(session.with_request(role="manager", staff="Aoi"), customer) == 100


# -- Gifts ----------------------------------------------------------------------------------


@pytest.fixture
def gifts(set_shop: Callable[..., None]) -> None:
    set_shop(points_gifts=True, expiry={"months": 6})


@pytest.mark.usefixtures("gifts")
def test_points_that_are_given_keep_their_last_day(
    session: Session, a_customer: Make, sell: Sell
) -> None:
    giver, other = a_customer(), a_customer("佐藤 健")
    sell(giver, 2000, on="2026-09-01")
    sell(giver, 3000, on="2026-10-01")
    sell(other, 1000, on="2026-11-01")
    moved = give(session, giver, other, 30)
    assert (moved.balance, moved.to_balance) == (20, 40)
    assert lots(session, giver) == [(20, "2027-04-01")]
    assert lots(session, other) == [(20, "2027-03-01"), (10, "2027-04-01"), (10, "2027-05-01")]


@pytest.mark.usefixtures("gifts")
def test_no_more_is_given_than_there_is_and_not_to_oneself(
    session: Session, a_customer: Make, sell: Sell
) -> None:
    giver, other = a_customer(), a_customer("佐藤 健")
    sell(giver, 2000)
    with pytest.raises(NotEnoughPoints) as refused:
        give(session, giver, other, 21)
    assert refused.value.max == 20
    for to, points in ((giver, 5), (other, 0), (other, -5)):
        with pytest.raises(BadRequest):
            give(session, giver, to, points)
    with pytest.raises(UnknownCustomer):
        give(session, giver, "nobody", 5)
    assert give(session, giver, other, 20).balance == 0


def test_a_shop_that_does_not_let_them_says_so(session: Session, a_customer: Make) -> None:
    giver, other = a_customer(), a_customer("佐藤 健")
    adjust(session, giver, 10)
    with pytest.raises(NotAllowed) as refused:
        give(session, giver, other, 5)
    assert refused.value.action == "points.give"


def test_what_is_given_between_customers_leaves_the_shops_sum_as_it_was(
    session: Session, a_customer: Make, set_shop: Callable[..., None]
) -> None:
    set_shop(points_gifts=True)
    giver, other = a_customer(), a_customer("佐藤 健")
    adjust(session, giver, 10)
    give(session, giver, other, 5)
    row = session.db.conn.execute("SELECT sum(delta) FROM facts WHERE account = 'points'")
    assert row.fetchone() == (10,)
