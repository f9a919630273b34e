"""The paper of a membership tells what the book knows, and only of one that runs."""

import io
from collections.abc import Callable
from datetime import datetime

import pytest

from db.clock import fixed_clock
from db.errors import NotSubscribed
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.plans import NewPlan, add_plan
from db.usecases.subscriptions import start_subscription
from desktop.i18n import speaking
from desktop.papers.membership import membership_sheet, print_membership
from tests.desktop.read_back import about, codes_of, text_of

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def who(session: Session, set_shop: Callable[..., None]) -> str:
    set_shop(name="Café Komorebi")
    plan = NewPlan("Coffee Pass", "980", "month", multiplier="2", points_each_period=50)
    add_plan(session, plan, operation_id="plan")
    return add_customer(session, new=NewCustomer("Misaki Tanaka"), operation_id="who").id


def join(session: Session, who: str) -> None:
    start_subscription(
        session, customer_id=who, plan="Coffee Pass", trial=None, paid=None, operation_id="join"
    )


def test_it_is_printed_with_its_number_in_both_languages(session: Session, who: str) -> None:
    join(session, who)
    papers = {}
    for language in ("en", "ja"):
        with speaking(language):
            to = io.BytesIO()
            print_membership(session, who, to, paper="a4")
            papers[language] = to.getvalue()
            again = io.BytesIO()
            print_membership(session, who, again, paper="a4")
            assert again.getvalue() == to.getvalue()
    assert about(papers["en"]) == ("Membership: Coffee Pass", "en")
    assert about(papers["ja"]) == ("会員プラン：Coffee Pass", "ja")
    assert codes_of(papers["en"]) == {"2000000000015"}
    for expected in ("Paid until 21 Dec 2026", "Points × 2", "50 points every month"):
        assert expected in text_of(papers["en"])
    for expected in ("2026年12月21日", "毎回のお買い物でポイント2倍", "解約"):
        assert expected in text_of(papers["ja"])


def test_the_code_for_friends_stands_there_only_where_friends_bring_something(
    session: Session, who: str, set_shop: Callable[..., None]
) -> None:
    join(session, who)
    assert membership_sheet(session, who).friend == ""
    set_shop(referral={"referrer": {"points": 100}})
    assert membership_sheet(session, who).friend.startswith("bring a friend: MISAKI")


def test_another_plan_is_spoken_of_only_where_there_is_one(session: Session, who: str) -> None:
    join(session, who)
    assert "Changing" not in dict(membership_sheet(session, who).rules)
    add_plan(session, NewPlan("Year", "9800", "year"), operation_id="year")
    assert "Changing" in dict(membership_sheet(session, who).rules)


def test_without_a_running_plan_there_is_no_paper(
    open_session: Callable[..., Session], session: Session, who: str
) -> None:
    with pytest.raises(NotSubscribed):
        membership_sheet(session, who)
    join(session, who)
    after = open_session(fixed_clock(datetime.fromisoformat("2026-12-29T10:00+09:00")))
    with pytest.raises(NotSubscribed):
        membership_sheet(after, who)
    late = open_session(fixed_clock(datetime.fromisoformat("2026-12-28T10:00+09:00")))
    assert "Pay by 28 Dec 2026" in membership_sheet(late, who).note
