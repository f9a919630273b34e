"""Who may be asked on the customers' screen."""

from datetime import date, timedelta

from desktop.score_question import Asking, choose_asking, chosen_asking, may_ask, note_asked

TODAY = date(2026, 11, 22)


def test_nobody_is_asked_until_the_owner_wishes_it() -> None:
    assert chosen_asking() == Asking(on=False, every_days=90)
    assert not may_ask("c1", today=TODAY, answered=None)


def test_nobody_is_asked_twice_within_the_days_whether_they_answered_or_not() -> None:
    choose_asking(Asking(on=True, every_days=30))
    assert may_ask("c1", today=TODAY, answered=None)
    note_asked("c1", today=TODAY)
    later = TODAY + timedelta(days=29)
    assert not may_ask("c1", today=later, answered=None)
    assert may_ask("c2", today=later, answered=None)
    again = TODAY + timedelta(days=30)
    assert may_ask("c1", today=again, answered=None)
    assert not may_ask("c1", today=again, answered=TODAY + timedelta(days=1))
    assert may_ask("c1", today=again, answered=TODAY)
    note_asked("c2", today=again)  # and c1 is forgotten
    assert may_ask("c1", today=again, answered=None)
    assert not may_ask("c2", today=again, answered=None)
