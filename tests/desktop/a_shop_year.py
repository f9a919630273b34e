"""A small shop's months, lived through the use-cases: eight customers, points, a plan, a friend."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from db.clock import fixed_clock
from db.rules.customers import NewCustomer
from db.rules.periods import add_months
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.plans import NewPlan, add_plan
from db.usecases.rewards import NewReward, add_reward, redeem_reward
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from db.usecases.subscriptions import start_subscription

FIRST = date(2026, 5, 4)
NAMES = (
    "田中 美咲",
    "伊藤 直樹",
    "Maria Santos",
    "小林 愛",
    "高橋 翔",
    "佐々木 結衣",
    "山本 浩",
    "Ken",
)
# How often each came in each of the months from May to October.
VISITS = (
    (2, 2, 2, 2, 2, 2),
    (1, 1, 1, 1, 1, 1),
    (1, 0, 1, 0, 1, 2),
    (1, 1, 0, 0, 0, 0),
    (0, 1, 0, 0, 0, 1),
    (0, 0, 1, 1, 0, 0),
    (0, 0, 0, 1, 2, 1),
    (0, 0, 0, 0, 0, 1),
)


def live_a_year(session: Session) -> None:
    """Let the shop live from May to October 2026."""
    there = at(session, FIRST)
    add_reward(there, NewReward("Free coffee", "free_item", "450", 20), operation_id="reward")
    add_plan(there, NewPlan("Bean Club", "980", "month"), operation_id="plan")
    people = [
        add_customer(there, new=NewCustomer(name=name), operation_id=f"person-{name}").id
        for name in NAMES
    ]
    for month in range(6):
        for person, visits in zip(people, VISITS, strict=True):
            for visit in range(visits[month]):
                day = add_months(FIRST, month) + timedelta(days=9 * visit + people.index(person))
                sell(session, day, 800 + 130 * people.index(person) + 70 * visit, person)
        sell(session, add_months(FIRST, month) + timedelta(days=20), 640, None)
    october = at(session, date(2026, 10, 28))
    redeem_reward(october, customer_id=people[0], reward="Free coffee", operation_id="redeem")
    start_subscription(
        october, customer_id=people[1], plan="Bean Club", trial=None, paid=None, operation_id="join"
    )


def sell(session: Session, day: date, amount: int, customer_id: str | None) -> None:
    """Record a sale of that day."""
    record_sale(
        at(session, day),
        SaleOrder(lines=(OrderLine(amount),), customer_id=customer_id),
        operation_id=f"sale-{day}-{customer_id}-{amount}",
    )


def at(session: Session, day: date) -> Session:
    """Return the same desk on another day."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=session.settings.timezone)
    return replace(session, clock=fixed_clock(noon))
