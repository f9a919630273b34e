"""Members on plans, read from the book as they were known on a day."""

from datetime import date

from db.queries.memberships import memberships
from db.session import Session
from tests.db.queries.plan_pasts import agreed, write_past

TODAY = date(2026, 11, 22)
JOINED = (date(2026, 1, 31), "start", agreed("m"))


def test_a_renewal_adds_a_period_counted_from_the_anchor(session: Session) -> None:
    write_past(session, "a", [JOINED, (date(2026, 3, 2), "renew", {})])
    (membership,) = memberships(session.db, began_by=date(2026, 1, 31), known_on=TODAY)
    (stretch,) = membership.stretches
    assert (stretch.plan, stretch.price, stretch.every) == ("Club", 980, "month")
    assert (membership.began, membership.until) == (date(2026, 1, 31), date(2026, 3, 30))


def test_a_payment_after_the_known_day_does_not_count(session: Session) -> None:
    write_past(session, "a", [JOINED, (date(2026, 3, 2), "renew", {})])
    (membership,) = memberships(session.db, began_by=date(2026, 1, 31), known_on=date(2026, 3, 1))
    assert membership.until == date(2026, 2, 27)


def test_who_joins_later_is_left_out(session: Session) -> None:
    write_past(session, "a", [JOINED])
    assert memberships(session.db, began_by=date(2026, 1, 30), known_on=date(2026, 3, 1)) == []


def test_one_that_ended_before_its_time_tells_its_last_day(session: Session) -> None:
    ended = (date(2026, 3, 10), "end", {"credit": 0, "reason": "merge"})
    write_past(session, "a", [JOINED, (date(2026, 3, 2), "renew", {}), ended])
    (membership,) = memberships(session.db, began_by=date(2026, 1, 31), known_on=TODAY)
    assert (membership.until, membership.ended) == (date(2026, 3, 30), date(2026, 3, 9))


def test_tables_and_facts_tell_the_same(session: Session) -> None:
    write_past(
        session, "a",
        [
            JOINED, (date(2026, 2, 10), "pause", {"days": 5}), (date(2026, 2, 20), "renew", {}),
            (date(2026, 3, 5), "change", {**agreed("p"), "at_once": True}),
            (date(2026, 3, 20), "cancel", {"reason": "too dear", "offer": 2}),
            (date(2026, 3, 20), "keep", {"months": 2}), (date(2026, 4, 1), "pause", {}),
        ],
    )  # fmt: skip
    (from_tables,) = memberships(session.db, began_by=TODAY, known_on=TODAY)
    write_past(session, "b", [(date(2026, 12, 1), "start", agreed("m"))])
    write_past(session, "c", [])
    (again,) = memberships(session.db, began_by=TODAY, known_on=TODAY)
    assert again == from_tables
    (then,) = memberships(session.db, began_by=TODAY, known_on=date(2026, 3, 31))
    assert (then.paused_from, from_tables.paused_from) == (None, date(2026, 4, 1))
    assert then.stretches == from_tables.stretches
