"""The demo's team asks, listens, calls and promises, and each act stands under somebody's name."""

import random
from datetime import date, datetime, time
from itertools import count

import pytest

from db import checks
from db.clock import fixed_clock
from db.queries.campaigns import campaign_result, campaigns
from db.queries.follow_ups import follow_ups
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from desktop.demo.care import Care
from desktop.demo.offers import open_shop
from desktop.i18n import speaking


def on_day(session: Session, day: date) -> Session:
    ten = datetime.combine(day, time(10), tzinfo=session.settings.timezone)
    return session.with_request(clock=fixed_clock(ten))


@pytest.mark.parametrize("language", ["en", "ja"])
def test_people_are_asked_called_written_to_and_promised_something(
    session: Session, language: str
) -> None:
    numbers = count()
    with speaking(language):
        first = on_day(session, date(2026, 3, 2))
        open_shop(first, lambda: f"demo-{next(numbers)}")
        care = Care(random.Random(7), lambda: f"demo-{next(numbers)}")
        care.hire(first)
        customers = [guest(care.on_duty(first), number) for number in range(40)]
        for day in (date(2026, 3, 2), date(2026, 3, 16), date(2026, 3, 30)):
            for customer in customers:
                order = SaleOrder((OrderLine(2480),), customer)
                there = care.on_duty(on_day(session, day))
                record_sale(there, order, operation_id=f"demo-{next(numbers)}")
                care.may_answer(there, customer)
        late = on_day(session, date(2026, 5, 4))
        listed = len(follow_ups(late.moment()))
        care.look_after(late)
        assert len(follow_ups(late.moment())) < listed
        summer = on_day(session, date(2026, 8, 3))
        care.try_something(summer)
        care.promise(summer, customers[:2])
    [campaign] = campaigns(session.db, digits=0)
    result = campaign_result(on_day(session, date(2026, 9, 30)).moment(), campaign)
    assert (result.measured.treated.customers, result.measured.held.customers) == (30, 10)
    assert {each.kind for each in follow_ups(on_day(session, date(2026, 8, 4)).moment())} > {
        "promise", "complaint",
    }  # fmt: skip
    told = session.db.conn.execute(
        "SELECT DISTINCT staff FROM facts WHERE kind IN ('followup.done', 'feedback')"
    ).fetchall()
    assert {name for (name,) in told} <= {"Mio", "Ken", "Aya"}
    assert checks.problems(session.db) == []


def guest(session: Session, number: int) -> str:
    new = NewCustomer(
        name=f"Guest {number}", phone=f"090-0000-{number:04}", address=f"1-2-{number}",
        postcode="100-0001",
    )  # fmt: skip
    return add_customer(session, new=new, operation_id=f"guest-{number}").id
