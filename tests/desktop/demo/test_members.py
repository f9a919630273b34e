"""The demo's members do over two years all that members do, and each of them only what they may."""

import random
from collections import Counter
from datetime import date, datetime, time, timedelta
from itertools import count

import pytest

from db import checks
from db.clock import fixed_clock
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from desktop.demo.members import Members
from desktop.demo.offers import open_shop
from desktop.i18n import speaking

MEMBERS = 60
DAYS = 700


def on_day(session: Session, day: date) -> Session:
    ten = datetime.combine(day, time(10), tzinfo=session.settings.timezone)
    return session.with_request(clock=fixed_clock(ten))


def guest(session: Session, number: int) -> str:
    new = NewCustomer(name=f"Guest {number}")
    return add_customer(session, new=new, operation_id=f"guest-{number}").id


@pytest.mark.parametrize("language", ["en", "ja"])
def test_over_two_years_members_do_everything_that_a_plan_allows(
    session: Session, language: str
) -> None:
    numbers = count()
    with speaking(language):
        first = on_day(session, date(2024, 11, 22))
        open_shop(first, lambda: f"demo-{next(numbers)}")
        members = Members(random.Random(7), lambda: f"demo-{next(numbers)}")
        members.offer(first)
        customers = [guest(first, number) for number in range(MEMBERS)]
        for day in (date(2024, 11, 22) + timedelta(days=each) for each in range(DAYS)):
            today = on_day(session, day)
            members.come(today)
            members.may_join(today, customers[day.toordinal() % MEMBERS], visits=3)
    kinds = Counter(
        kind.removeprefix("subscription.")
        for (kind,) in session.db.conn.execute(
            "SELECT kind FROM facts WHERE kind LIKE 'subscription.%'"
        )
    )
    assert set(kinds) == {"start", "renew", "pause", "change", "cancel", "keep"}
    assert checks.problems(session.db) == []


@pytest.mark.parametrize("seed", range(5))
def test_whatever_the_draw_nobody_who_paused_is_asked_before_the_pause_is_over(
    session: Session, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.demo.members._PAUSES", 0.8)
    monkeypatch.setattr("desktop.demo.members._JOINS", 1)
    numbers = count()
    first = on_day(session, date(2024, 11, 22))
    open_shop(first, lambda: f"demo-{next(numbers)}")
    members = Members(random.Random(seed), lambda: f"demo-{next(numbers)}")
    members.offer(first)
    for number in range(10):
        members.may_join(first, guest(first, number), visits=3)
    for day in (date(2024, 11, 22) + timedelta(days=each) for each in range(150)):
        members.come(on_day(session, day))
    paused = session.db.conn.execute("SELECT 1 FROM facts WHERE kind = 'subscription.pause'")
    assert paused.fetchall()
    assert checks.problems(session.db) == []


def test_who_came_less_often_is_not_asked_to_join(session: Session) -> None:
    members = Members(random.Random(7), lambda: "never")
    for number in range(100):
        members.may_join(session, guest(session, number), visits=2)
    assert members.plans == {}
