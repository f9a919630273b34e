"""On which days promotions hold, and how they stand today."""

from collections.abc import Callable
from datetime import date, datetime

from db.clock import fixed_clock
from db.queries.promotion_days import promotion_days, promotions_today
from db.session import Session
from db.usecases.promotions import add_promotion, call_promotion, edit_promotion

FIRST, TODAY, LAST = date(2026, 11, 1), date(2026, 11, 22), date(2026, 11, 30)


def test_days_to_come_go_by_the_terms_of_now(session: Session) -> None:
    terms = {"name": "Sundays", "multiplier": "2", "when": {"weekdays": ["sun"]}}
    add_promotion(session, terms=terms, operation_id="a")
    (sundays,) = promotion_days(session.moment(), first=TODAY, last=LAST)
    assert sorted(sundays.days) == [TODAY, date(2026, 11, 29)]
    assert sundays.waits == frozenset()


def test_past_days_go_by_the_terms_they_had(
    session: Session, open_session: Callable[..., Session]
) -> None:
    def on(day: int) -> Session:
        at = datetime.fromisoformat(f"2026-11-{day:02}T12:00:00+09:00")
        return open_session(fixed_clock(at))

    add_promotion(on(5), terms={"name": "Double", "multiplier": "2"}, operation_id="a")
    edit_promotion(on(10), promotion="Double", changes={"offered": False}, operation_id="b")
    edit_promotion(on(20), promotion="Double", changes={"offered": True, "multiplier": "3"},
                   operation_id="c")  # fmt: skip
    (double,) = promotion_days(session.moment(), first=FIRST, last=TODAY)
    assert [day.day for day in sorted(double.days)] == [5, 6, 7, 8, 9, 20, 21, 22]
    assert double.days[date(2026, 11, 6)].multiplier == 2
    assert double.days[date(2026, 11, 21)].multiplier == 3


def test_a_day_that_was_not_called_did_not_hold_and_one_to_come_waits(session: Session) -> None:
    terms = {"name": "Rain", "multiplier": "2", "when": {"called": True}}
    add_promotion(session, terms=terms, operation_id="a")
    moment = session.moment()
    (rain,) = promotion_days(moment, first=FIRST, last=LAST)
    assert min(rain.days) == TODAY
    assert rain.waits == frozenset(rain.days)
    call_promotion(session, promotion="Rain", holds=True, operation_id="b")
    (rain,) = promotion_days(moment, first=FIRST, last=LAST)
    assert TODAY in rain.days
    assert TODAY not in rain.waits


def test_what_is_stopped_has_no_days_to_come(session: Session) -> None:
    add_promotion(session, terms={"name": "Double", "multiplier": "2"}, operation_id="a")
    edit_promotion(session, promotion="Double", changes={"offered": False}, operation_id="b")
    assert promotion_days(session.moment(), first=TODAY, last=LAST) == []


def test_each_promotion_says_how_it_stands_and_what_it_gave(session: Session) -> None:
    rain = {"name": "Rain", "multiplier": "2", "when": {"called": True}}
    add_promotion(session, terms=rain, operation_id="a")
    add_promotion(session, terms={"name": "Five", "points": 5}, operation_id="b")
    found = promotions_today(session.moment())
    assert [(each.promotion.name, each.state.kind) for each in found] == [
        ("Rain", "waits"),
        ("Five", "now"),
    ]
    call_promotion(session, promotion="Rain", holds=True, operation_id="c")
    first = promotions_today(session.moment())[0]
    assert (first.state.kind, first.called, first.points, first.sales) == ("now", True, 0, 0)
