"""A shop in which anything may happen: sales, slips, refunds, undoing, merging, plans, choices.

For tests of figures that must hold whatever people do, in whatever order they enter it.
"""

import random
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from db.clock import fixed_clock
from db.errors import ShopError
from db.rules.customers import NewCustomer
from db.rules.rewards import Terms
from db.session import Session
from db.usecases.coupons import Issue, issue_coupons
from db.usecases.customers import add_customer
from db.usecases.feedback import give_feedback
from db.usecases.merging import merge_customers
from db.usecases.points import adjust_points
from db.usecases.referrals import attach_referral
from db.usecases.refunds import refund_sale
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from db.usecases.shop import set_shop
from db.usecases.tiers import NewTier, add_tier, edit_tier
from db.usecases.undo import last_act, undo
from tests.db.plan_acts_by_chance import act_by_chance, offer_plans

_TOKYO = ZoneInfo("Asia/Tokyo")
_SLIPS = (0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 3, 20, 45)  # days ago


class ShopByChance:
    """A book in which `go_on` does something, on a day that moves on."""

    def __init__(self, session: Session, seed: int, *, first: date) -> None:
        self.book = session
        self.chance = random.Random(seed)
        self.today = first
        self.people: list[str] = []
        self.sales: list[str] = []
        self.done = 0
        offer_plans(self.at(first))
        for name, threshold in (("Silver", "3000"), ("Gold", "9000")):
            add_tier(self.at(first), NewTier(name, threshold, keep_months=1),
                     operation_id=f"tier-{name}")  # fmt: skip
        set_shop(
            self.at(first),
            changes={
                "expiry": {"months": 1}, "earn": {"per": "10", "points": 1}, "active_days": 20,
                "redeem_minimum": 1, "redeem_step": 1,
                "referral": {"referrer": {"points": 30}, "referee": {"points": 20},
                             "minimum": "100", "hold_days": 2, "max_per_month": 9},
            },
            operation_id="choices",
        )  # fmt: skip
        for _ in range(6):
            self.add_somebody(self.at(first))

    def at(self, day: date, hour: int = 10) -> Session:
        """Return the session at an hour of a day."""
        moment = datetime.combine(day, time(hour), tzinfo=_TOKYO)
        return self.book.with_request(clock=fixed_clock(moment))

    def now(self) -> Session:
        """Return the session as it is now."""
        return self.at(self.today, 20)

    def go_on(self) -> str:
        """Do something, perhaps on an earlier day; returns what, nothing where it was refused."""
        self.done += 1
        self.today += timedelta(days=self.chance.choice([0, 0, 0, 1, 1, 2, 5]))
        day = self.today - timedelta(days=self.chance.choice(_SLIPS))
        session = self.at(day, self.chance.randrange(9, 20))
        kinds = list(_ACTS)
        kind = self.chance.choices(kinds, [_ACTS[each][0] for each in kinds])[0]
        try:
            _ACTS[kind][1](self, session)
        except ShopError:
            return ""
        return kind

    @property
    def name(self) -> str:
        """Return a name for the next act."""
        return f"act-{self.done}-{self.chance.random()}"

    def somebody(self) -> str:
        """Return one of the customers."""
        return self.chance.choice(self.people)

    def add_somebody(self, session: Session) -> None:
        """Add a customer."""
        new = NewCustomer(name=f"客 {self.done}")
        self.people.append(add_customer(session, new=new, operation_id=self.name).id)

    def sell(self, session: Session) -> None:
        """Record a sale, with points or a coupon now and then."""
        customer = self.chance.choice([None, *self.people, *self.people])
        coupons: tuple[str, ...] = ()
        if self.chance.random() < 0.25:
            terms = Terms("amount_off", self.chance.choice([50, 100, 700]), "Okaeri")
            until = session.today + timedelta(days=self.chance.choice([0, 9, 40]))
            issue = Issue(terms, customer_id=customer, valid_until=until)
            coupons = (issue_coupons(session, issue, operation_id=self.name)[0].code,)
        order = SaleOrder(
            (OrderLine(self.chance.choice([0, 120, 700, 990, 3300])),),
            customer,
            points_used=self.chance.choice([0, 0, 1, 5, 20]) if customer else 0,
            coupons=coupons,
        )
        sale = record_sale(session, order, operation_id=self.name).sale
        assert sale is not None
        self.sales.append(sale)

    def ring_up(self, amount: int = 700, *, by: int = 0) -> None:
        """Record a plain sale to one of the customers, now."""
        self.done += 1
        order = SaleOrder((OrderLine(amount),), self.people[by])
        record_sale(self.now(), order, operation_id=self.name)

    def refund(self, session: Session) -> None:
        """Hand money back for a sale."""
        refund_sale(
            session,
            sale=self.chance.choice(self.sales or ["0-0"]),
            amount=self.chance.choice([None, 10, 120]),
            reason=None,
            operation_id=self.name,
        )

    def undo(self, session: Session) -> None:
        """Take back what was done last on that day."""
        act = last_act(session.moment())
        if act is not None:
            undo(session, act=act.operation, operation_id=self.name)

    def plan(self, session: Session) -> None:
        """Do something with a plan, or merge two customers."""
        act_by_chance(self.chance, session, self.people, self.name)

    def merge(self, session: Session) -> None:
        """Let two customers be one."""
        keep, other = self.chance.sample(self.people, 2)
        merge_customers(session, keep=keep, merge=other, operation_id=self.name)
        self.people.remove(other)

    def friend(self, session: Session) -> None:
        """Let somebody new be brought by a customer."""
        self.add_somebody(session)
        attach_referral(session, referee_id=self.people[-1], referrer_id=self.somebody(),
                        operation_id=self.name)  # fmt: skip

    def feedback(self, session: Session) -> None:
        """Keep an answer."""
        give_feedback(session, customer_id=self.somebody(), score=self.chance.randrange(11),
                      operation_id=self.name)  # fmt: skip

    def adjust(self, session: Session) -> None:
        """Correct a balance."""
        adjust_points(session, customer_id=self.somebody(), reason="miscounted",
                      points=self.chance.choice([40, -10]), operation_id=self.name)  # fmt: skip

    def choose(self, session: Session) -> None:
        """Change one of the shop's choices."""
        changes: dict[str, Any] = self.chance.choice(
            [{"active_days": self.chance.choice([7, 20, 45])}, {"expiry": "never"},
             {"expiry": {"inactive_months": 1}}, {"expiry": {"months": 1}}, {"pending_days": 3},
             {"pending_days": 0}, {"point_value": self.chance.choice(["1", "2"])}]
        )  # fmt: skip
        set_shop(session, changes=changes, operation_id=self.name)

    def change_tier(self, session: Session) -> None:
        """Change what a tier asks for."""
        edit_tier(session, tier="Silver", operation_id=self.name,
                  changes={"threshold": self.chance.choice(["1000", "3000"])})  # fmt: skip


_ACTS: dict[str, tuple[float, Callable[[ShopByChance, Session], None]]] = {
    "sale": (30, ShopByChance.sell),
    "refund": (4, ShopByChance.refund),
    "undo": (3, ShopByChance.undo),
    "plan": (9, ShopByChance.plan),
    "merge": (1, ShopByChance.merge),
    "friend": (3, ShopByChance.friend),
    "feedback": (3, ShopByChance.feedback),
    "adjust": (2, ShopByChance.adjust),
    "choice": (1, ShopByChance.choose),
    "tier": (0.5, ShopByChance.change_tier),
    "customer": (4, ShopByChance.add_somebody),
}
