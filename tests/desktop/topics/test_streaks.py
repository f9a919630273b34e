"""Weeks in a row through the feed: set up, told on sales, listed."""

import json
from typing import Any

from db.session import Session
from desktop.feed import answer


def ask(session: Session, **request: Any) -> dict[str, Any]:  # noqa: ANN401
    return answer(session, json.dumps(request).encode())


def test_two_weeks_in_a_row_bring_their_points(session: Session) -> None:
    ask(session, op="customer.add", name="Misaki", card="A-77", at="2026-11-01T10:00")
    added = ask(
        session, op="streak.add", name="Weekly", weeks=2, gift={"points": 50}, at="2026-11-01"
    )
    assert added == {"ok": True, "streak": "Weekly"}
    first = ask(session, op="sale", customer="A-77", amount="100", at="2026-11-15T10:00")
    (told,) = first["streaks"]
    assert told == {
        "name": "Weekly", "weeks": 2, "visits": 1, "have": 1, "need": 1, "visits_this_week": 1,
        "completed": 0,
    }  # fmt: skip
    second = ask(session, op="sale", customer="A-77", amount="100", at="2026-11-16T10:00")
    assert (second["streaks"][0]["completed"], second["balance"]) == (1, 52)
    shown = ask(session, op="customer.show", customer="A-77", as_of="2026-11-15")
    assert shown["streaks"] == [{name: told[name] for name in told if name != "completed"}]


def test_streaks_are_listed_changed_and_stopped(session: Session) -> None:
    ask(session, op="streak.add", name="Weekly", weeks=4, visits=2, gift={"points": 50})
    ask(session, op="streak.edit", streak="Weekly", weeks=3, gift={"points": 60}, offered=False)
    (told,) = ask(session, op="streak.list")["streaks"]
    assert told["terms"] == {"name": "Weekly", "weeks": 3, "visits": 2, "gift": {"points": 60}}
    assert (told["since"], told["offered"], told["given"]) == ("2026-11-22", False, 0)
    refused = ask(session, op="streak.edit", streak="Monthly", weeks=3)["error"]
    assert (refused["code"], refused["field"]) == ("bad_request", "streak")
