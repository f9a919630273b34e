"""Who is worth a call: best first, only those who may be called and were left alone of late."""

from collections.abc import Callable

import pytest

from db.session import Session
from db.usecases.customers import edit_customer
from db.usecases.follow_ups import make_contact
from db.usecases.sales import SaleOutcome
from db.value.worth_a_call import worth_a_call

Sell = Callable[..., SaleOutcome]
OnDay = Callable[[str], Session]


@pytest.fixture
def late(a_customer: Callable[..., str], sell: Sell) -> list[str]:
    """Return five who came weekly until mid-October, the later ones spent more each time."""
    people = [a_customer(f"客{n}", phone=f"090-0000-010{n}") for n in range(5)]
    for n, person in enumerate(people):
        for day in ("2026-10-01", "2026-10-08", "2026-10-15"):
            sell(person, 1000 + 100 * n, on=day)
    return people


def called(session: Session, limit: int = 10, quiet_days: int | None = None) -> list[str]:
    found = worth_a_call(session.moment(), limit, quiet_days=quiet_days)
    return [each.customer_id for each in found]


def test_the_best_come_first_and_only_so_many(
    session: Session, late: list[str], a_customer: Callable[..., str], sell: Sell
) -> None:
    in_time = a_customer("客9", phone="090-0000-0199")
    for day in ("2026-11-07", "2026-11-14", "2026-11-21"):
        sell(in_time, 100_000, on=day)
    assert called(session) == late[::-1]
    assert called(session, 2) == [late[4], late[3]]
    first = worth_a_call(session.moment(), 1)[0]
    assert (first.name, first.phone, first.score.points) == ("客4", "09000000104", 65)
    assert [part.name for part in first.score.told] == ["late", "worth"]
    assert (first.chance.days_late, first.signs.yearly_worth) == (31, 4200)


def test_nobody_is_listed_who_cannot_or_would_not_be_called(
    session: Session, late: list[str], a_customer: Callable[..., str], sell: Sell
) -> None:
    no_phone = a_customer("客8")
    for day in ("2026-10-01", "2026-10-08", "2026-10-15"):
        sell(no_phone, 9000, on=day)
    wishes: list[dict[str, object]] = [
        {"consent": ["no call"]}, {"channel": "letter", "address": "見本県見本市1-2-3"}, {},
        {"channel": "call"}, {"consent": ["none"]},
    ]  # fmt: skip
    for person, changes in zip(late, wishes, strict=True):
        if changes:
            edit_customer(session, customer_id=person, changes=changes, operation_id=person)
    assert called(session) == [late[3], late[2]]


def test_nobody_is_called_twice_within_the_quiet_days(
    session: Session, on_day: OnDay, late: list[str], set_shop: Callable[..., None]
) -> None:
    make_contact(on_day("2026-11-10"), customer_id=late[4], by="call", operation_id="call")
    assert called(session) == late[3::-1]  # spoken to twelve days ago; fourteen are quiet
    assert called(session, quiet_days=12) == late[::-1]
    set_shop(follow_ups={"quiet_days": 5})
    assert called(session) == late[::-1]
