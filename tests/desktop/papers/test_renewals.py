"""The list of renewals names whom to speak to in the weeks to come, in words that stay true."""

import io
from collections.abc import Callable
from datetime import datetime

import pytest

from db.clock import fixed_clock
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.plans import NewPlan, add_plan
from db.usecases.subscriptions import (
    cancel_subscription,
    change_subscription,
    start_subscription,
)
from desktop.i18n import speaking
from desktop.papers.renewals import print_renewals, renewals_sheet
from tests.desktop.read_back import about, text_of

pytestmark = pytest.mark.usefixtures("english")

Join = Callable[..., str]


@pytest.fixture
def join(session: Session) -> Join:
    """Return a way to let somebody join a plan that ends so many days after 22 November."""
    plain = NewPlan("Plain", "980", "month", trial_days=14)
    early = NewPlan("Early", "980", "month", renew_bonus={"points": 100, "days_before": 3})
    for plan in (plain, early, NewPlan("Large", "1980", "month")):
        add_plan(session, plan, operation_id=plan.name)

    phones = dict(zip(("Late", "Soon"), ("090-0000-0004", "090-0000-0005"), strict=True))

    def made(name: str, plan: str, *, on: str, trial: bool = False) -> str:
        then = session.with_request(clock=fixed_clock(datetime.fromisoformat(f"{on}T10:00+09:00")))
        new = NewCustomer(name, phone=phones.get(name))
        who = add_customer(then, new=new, operation_id=f"add {name}").id
        start_subscription(
            then, customer_id=who, plan=plan, trial=trial, paid=None, operation_id=f"join {name}"
        )
        return who

    return made


def test_members_stand_week_by_week_with_what_to_say(session: Session, join: Join) -> None:
    join("Late", "Plain", on="2026-10-21")
    join("Soon", "Early", on="2026-10-28")
    join("Trial", "Plain", on="2026-11-20", trial=True)
    join("Far away", "Plain", on="2026-11-22")
    leaving = join("Leaving", "Plain", on="2026-10-29")
    cancel_subscription(session, customer_id=leaving, reason="x", operation_id="leave")
    weeks = renewals_sheet(session).weeks
    assert [(week.heading, [line.name for line in week.lines]) for week in weeks] == [
        ("Late, in the days of grace", ["Late"]),
        ("Next week, 23 Nov to 29 Nov", ["Soon"]),
        ("30 Nov to 6 Dec", ["Trial"]),
    ]
    late, soon, trial = (week.lines[0] for week in weeks)
    assert (late.until, late.amount, late.late) == ("paid until 20 Nov 2026", "¥980", True)
    assert late.beside == "090-0000-0004 · No. 2000 0000 0001 5"
    assert late.say == "“Pay by 27 Nov 2026, and your plan goes on without a gap.”"
    assert soon.say == "“Renew by 24 Nov 2026, and you get 100 extra points.”"
    assert trial.say == "“Your free days end on 3 Dec 2026. Would you like to stay?”"
    assert weeks[0].sums == "1 member · ¥980"
    assert len(renewals_sheet(session, weeks=6).weeks) == 4


def test_credit_is_taken_off_what_is_to_be_paid(session: Session, join: Join) -> None:
    who = join("Ann", "Large", on="2026-11-22")
    add_plan(session, NewPlan("Small year", "100", "year"), operation_id="year")
    change_subscription(session, customer_id=who, plan="Small year", paid=None, operation_id="c")
    sheet = renewals_sheet(session, weeks=53)
    (line,) = (line for week in sheet.weeks for line in week.lines)
    assert line.amount == "¥0"
    assert line.say.endswith("¥100 of credit is taken off already.")


def test_it_is_printed_in_both_languages_and_says_where_there_is_nobody(
    session: Session, join: Join
) -> None:
    assert renewals_sheet(session).nobody == "No plan ends until 13 Dec 2026."
    join("Misaki", "Plain", on="2026-10-28")
    for language, expected in (("en", "Plans to renew"), ("ja", "プラン更新のご案内リスト")):
        with speaking(language):
            first, again = io.BytesIO(), io.BytesIO()
            print_renewals(session, first, paper="letter")
            print_renewals(session, again, paper="letter")
            assert first.getvalue() == again.getvalue()
            assert about(first.getvalue()) == (expected, language)
            assert "Misaki" in text_of(first.getvalue())
