"""A follow-up in the words of its row."""

from datetime import date, time
from fractions import Fraction

from db.rules.follow_ups import FollowUp, Promised, Slipping
from db.session import Session
from desktop.today.lines import kind_choices, line_of

PROMISE = FollowUp(
    id="f-1", kind="complaint", customer_id="c1", number="2000000000015", name="Yamamoto",
    phone="+819000000142", due_day=date(2026, 11, 22), due_time=time(14),
    facts=Promised("Stale beans", date(2026, 11, 21)), owed_by=None, late=False, act="call",
    channel="call",
)  # fmt: skip
SLIPPING = FollowUp(
    id="slipping_away:c2:2026-09-27", kind="slipping_away", customer_id="c2",
    number="2000000000022", name="Ito", phone=None, due_day=date(2026, 10, 20), due_time=None,
    facts=Slipping(28, 56, 40, date(2024, 11, 1), date(2026, 9, 27), 90_000), owed_by=None,
    late=False, act="counter", channel=None,
)  # fmt: skip


def test_a_call_shows_the_number_and_when_it_is_due(session: Session) -> None:
    line = line_of(PROMISE, session.moment())
    assert (line.kind, line.tone, line.when) == ("Complaint", "warn", "due 14:00")
    assert line.act == "Call · 090-0000-0142"


def test_a_chance_is_told_with_the_reason_where_one_is_known(session: Session) -> None:
    line = line_of(SLIPPING, session.moment(), chance=Fraction(31))
    assert "31 % chance" in line.why
    assert "chance" not in line_of(SLIPPING, session.moment()).why
    assert (line.when, line.act) == ("56 days since last visit", "Tell them at the counter")


def test_kinds_are_offered_with_how_many_there_are() -> None:
    assert kind_choices({"birthday": 3, "renewal": 0, "promise": 1}) == [
        ("", "All 4"),
        ("birthday", "Birthdays 3"),
        ("promise", "Promised 1"),
    ]
