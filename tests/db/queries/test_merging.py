"""Who was merged into whom, now and as of any moment."""

from collections.abc import Callable

import pytest

from db.clock import milliseconds
from db.errors import UnknownCustomer
from db.queries.customers import owner_now
from db.queries.merging import family_at, family_of, kept_ids, refuse_merged
from db.session import Session
from db.usecases.merging import merge_customers

OnDay = Callable[[str], Session]


@pytest.fixture
def three(a_customer: Callable[..., str], on_day: OnDay) -> tuple[str, str, str]:
    """Return three entries: the first was merged into the second, and that into the third."""
    first, second, third = (a_customer(name) for name in ("A", "B", "C"))
    for day, keep, other in (("2026-11-10", second, first), ("2026-11-20", third, second)):
        merge_customers(on_day(day), keep=keep, merge=other, operation_id=day)
    return first, second, third


def test_everyone_is_followed_to_the_last_one_kept(
    session: Session, three: tuple[str, str, str]
) -> None:
    first, second, third = three
    assert [owner_now(session.db, each) for each in three] == [third] * 3
    assert kept_ids(session.db) == {first: third, second: third}
    assert set(family_of(session.db, third)) == set(three)
    assert family_of(session.db, "nobody") == ("nobody",)


def test_those_who_were_merged_are_told_apart(
    session: Session, three: tuple[str, str, str]
) -> None:
    first, _, third = three
    refuse_merged(session.db, third)
    with pytest.raises(UnknownCustomer):
        refuse_merged(session.db, first)


def test_before_a_merging_somebody_was_somebody_else(
    session: Session, three: tuple[str, str, str], on_day: OnDay
) -> None:
    first, second, third = three

    def who(customer: str, day: str) -> frozenset[str]:
        until = milliseconds(on_day(day).moment().now)
        return family_at(session.db, customer, until_ms=until)

    assert who(third, "2026-11-09") == who(third, "2026-11-19") == {third}
    assert who(third, "2026-11-20") == {first, second, third}
