"""Who opened the drawer on a day."""

from datetime import datetime, timedelta

from db.clock import fixed_clock
from db.queries.day import day_report
from db.queries.drawer import drawer_openings
from db.session import Session
from db.usecases.drawer import open_drawer

YESTERDAY = datetime.fromisoformat("2026-11-21T18:00+09:00")


def test_each_day_has_its_own(session: Session) -> None:
    open_drawer(
        session.with_request(clock=fixed_clock(YESTERDAY)), reason="Count", operation_id="1"
    )
    open_drawer(session, reason="Change", operation_id="2")
    (today,) = drawer_openings(session.db, session.today)
    assert today.reason == "Change"
    assert day_report(session.db, session.today).drawer == (today,)
    (before,) = drawer_openings(session.db, session.today - timedelta(days=1))
    assert before.at == YESTERDAY
