"""What is known of each customer: visits, worth of the year, answers, plans that ended, friends."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from db.queries.signs import customer_signs
from db.rules.scoring import Signs
from db.session import Session
from db.usecases.feedback import give_feedback
from db.usecases.plans import NewPlan, add_plan
from db.usecases.referrals import attach_referral
from db.usecases.refunds import refund_sale
from db.usecases.sales import SaleOutcome
from db.usecases.subscriptions import start_subscription

Sell = Callable[..., SaleOutcome]
OnDay = Callable[[str], Session]
Customer = Callable[..., str]


def test_visits_and_the_worth_of_the_last_365_days(
    session: Session, on_day: OnDay, a_customer: Customer, sell: Sell
) -> None:
    misaki, ken, aoi, sho = (a_customer(name) for name in ("美咲", "健", "葵", "翔"))
    for day in ("2025-11-20", "2025-11-23", "2025-12-03", "2025-12-03", "2026-11-01"):
        sell(misaki, 1000, on=day)  # gaps of 3, 10 and 333 days
    sale = sell(ken, 5000, on="2026-11-20").sale or ""
    refund_sale(on_day("2026-11-21"), sale=sale, amount=4500, reason=None, operation_id="refund")
    sell(aoi, 900, on="2024-01-01")
    sell(sho, 0, on="2026-11-22")
    sell(None, 10_000)
    assert customer_signs(session.moment()) == {
        misaki: Signs(21, 20, 4000, Fraction(1)),
        ken: Signs(2, None, 500, Fraction(1, 2)),
        aoi: Signs(date(2026, 11, 22).toordinal() - date(2024, 1, 1).toordinal()),
        sho: Signs(0),
    }
    assert customer_signs(on_day("2025-12-31").moment()) == {
        misaki: Signs(28, 13, 4000, Fraction(1)), aoi: Signs(730)
    }  # fmt: skip


def test_the_latest_answer_holds_for_a_year(
    session: Session, on_day: OnDay, a_customer: Customer
) -> None:
    misaki = a_customer()
    for day, score in (("2026-01-10", 3), ("2026-10-10", 9), ("2026-11-10", 6)):
        give_feedback(on_day(day), customer_id=misaki, score=score, operation_id=day)
    known = customer_signs(session.moment())[misaki]
    assert (known.scored, known.scored_on) == (6, date(2026, 11, 10))
    assert customer_signs(on_day("2026-10-31").moment())[misaki].scored == 9
    assert misaki not in customer_signs(on_day("2027-11-11").moment())


def test_a_plan_that_ended_is_known_from_the_end_of_its_grace_until_it_is_no_news(
    on_day: OnDay, a_customer: Customer
) -> None:
    misaki = a_customer(joined="2026-01-01")
    there = on_day("2026-02-01")
    add_plan(there, NewPlan("Club", "980", "month", grace_days=7), operation_id="plan")
    start_subscription(
        there, customer_id=misaki, plan="Club", trial=None, paid=None, operation_id="join"
    )
    told = {
        day: customer_signs(on_day(day).moment()).get(misaki, Signs()).plan_ended_on
        for day in ("2026-02-20", "2026-03-07", "2026-03-08", "2026-08-27", "2026-08-28")
    }
    ended = date(2026, 2, 28)
    assert list(told.values()) == [None, None, ended, ended, None]
    start_subscription(
        on_day("2026-03-20"), customer_id=misaki, plan="Club", trial=None, paid=None,
        operation_id="again",
    )  # fmt: skip
    assert misaki not in customer_signs(on_day("2026-03-21").moment())


def test_friends_count_who_bought(
    session: Session, a_customer: Customer, sell: Sell, set_shop: Callable[..., None]
) -> None:
    set_shop(referral={"referrer": {"points": 10}})
    misaki, ken, aoi = (a_customer(name) for name in ("美咲", "健", "葵"))
    for friend in (ken, aoi):
        attach_referral(session, referee_id=friend, referrer_id=misaki, operation_id=friend)
    sell(ken, 500)
    assert customer_signs(session.moment())[misaki].friends == 1
