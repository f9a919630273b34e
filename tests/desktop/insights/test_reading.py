"""A period is read beside the one before it."""

from datetime import date

from db.rules.spans import period_of
from db.session import Session
from desktop.insights.reading import read_period


def test_the_first_period_has_nothing_before_it(session: Session) -> None:
    asked = {"number": 7, "today": session.today, "settings": session.settings}
    may = period_of("month", date(2026, 5, 1))
    first = read_period(session.path, period=may, **asked)  # type: ignore[arg-type]
    assert (first.number, first.before, first.now.period) == (7, None, may)
    june = read_period(session.path, period=may.after, **asked)  # type: ignore[arg-type]
    assert june.before == first.now
    assert sum(june.spent.values()) > 0
