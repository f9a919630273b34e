"""Months of a small shop by chance: each day's list is the one that the slow model works out."""

import random
from datetime import date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest

from db.clock import fixed_clock
from db.queries.follow_ups import follow_ups, follow_ups_of
from db.rules.customers import NewCustomer
from db.rules.follow_ups import what_of
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.feedback import give_feedback
from db.usecases.follow_ups import (
    add_promise,
    defer_follow_up,
    finish_follow_up,
    make_contact,
)
from db.usecases.refunds import refund_sale
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from db.usecases.undo import undo
from tests.simulation.slow_follow_ups import Key, SlowAnswer, SlowSale, SlowShop

TOKYO = ZoneInfo("Asia/Tokyo")
FIRST = date(2025, 12, 20)
DAYS = 130
CUSTOMERS = 12


class ShopByChance:
    """Lets things happen in the book and in the slow model alike."""

    def __init__(self, session: Session, seed: int) -> None:
        self.book = session
        self.slow = SlowShop()
        self.random = random.Random(seed)
        self.ids = map(str, count())
        self.sold: list[tuple[str, SlowSale]] = []
        self.rhythms: dict[str, int] = {}

    def at(self, day: date, hour: int) -> Session:
        moment = datetime.combine(day, time(hour), tzinfo=TOKYO)
        return self.book.with_request(clock=fixed_clock(moment))

    def live(self, day: date) -> None:
        """Let a day pass: some come, some are spoken to, some things are done."""
        desk = self.at(day, 12)
        if len(self.rhythms) < CUSTOMERS and self.random.random() < 0.3:
            self._join(desk, day)
        for who, rhythm in self.rhythms.items():
            if self.random.random() < 1 / rhythm:
                self._sell(desk, who, day)
        for act in (self._give_back, self._speak, self._promise, self._answer, self._unhappy):
            if self.rhythms and self.random.random() < 0.15:
                act(self.at(day, 13), day)

    def keys(self, day: date) -> set[Key]:
        found = follow_ups(self.at(day, 23).moment())
        return {(each.kind, each.customer_id, what_of(each.id)) for each in found}

    def _join(self, desk: Session, day: date) -> None:
        birthday = (day + timedelta(days=self.random.randrange(60))).isoformat()[5:]
        joined = day - timedelta(days=self.random.choice([0, 300, 330]))
        new = NewCustomer("客", birthday=f"--{birthday}", joined=joined.isoformat())
        who = add_customer(desk, new=new, operation_id=next(self.ids)).id
        self.slow.joined[who], self.slow.birthdays[who] = joined, birthday
        self.rhythms[who] = self.random.choice([1, 3, 7, 14, 200])
        self._sell(desk, who, day)

    def _sell(self, desk: Session, who: str, day: date) -> None:
        amount = self.random.randrange(1, 50) * 100
        order = SaleOrder((OrderLine(amount),), who)
        sale = record_sale(desk, order, operation_id=next(self.ids)).sale
        slow = SlowSale(who, day, amount)
        self.slow.sales.append(slow)
        self.sold.append((str(sale), slow))
        if self.random.random() < 0.02:  # they stay away from now on
            self.rhythms[who] = 1000

    def _give_back(self, desk: Session, day: date) -> None:
        if self.sold:
            sale, slow = self.sold.pop(self.random.randrange(len(self.sold)))
            refund_sale(desk, sale=sale, amount=None, reason=None, operation_id=next(self.ids))
            slow.given_back = day

    def _speak(self, desk: Session, day: date) -> None:
        who, operation = self.random.choice([*self.rhythms]), next(self.ids)
        make_contact(desk, customer_id=who, by="call", operation_id=operation)
        if self.random.random() < 0.2:
            undo(desk, act=operation, operation_id=next(self.ids))
        else:
            self.slow.contacts.append((who, day))

    def _promise(self, desk: Session, day: date) -> None:
        who = self.random.choice([*self.rhythms])
        promised = add_promise(
            desk, customer_id=who, kind="promise", why="A call back", due_day=day, due_time=None,
            owed_by=None, operation_id=next(self.ids),
        )  # fmt: skip
        self.slow.promises.append((promised, who, day))

    def _unhappy(self, desk: Session, day: date) -> None:
        who, score = self.random.choice([*self.rhythms]), self.random.randrange(11)
        given = give_feedback(desk, customer_id=who, score=score, operation_id=next(self.ids))
        if score <= 6:
            self.slow.unhappy.append((given.id, who, day))

    def _answer(self, desk: Session, day: date) -> None:
        found = follow_ups(desk.moment())
        if not found:
            return
        each, operation = self.random.choice(found), next(self.ids)
        key = (each.kind, each.customer_id, what_of(each.id))
        until = day + timedelta(days=self.random.randrange(1, 20))
        is_done = self.random.random() < 0.5
        if is_done:
            finish_follow_up(desk, follow_up=each.id, operation_id=operation)
        else:
            defer_follow_up(desk, follow_up=each.id, until=until, operation_id=operation)
        if self.random.random() < 0.2:
            undo(desk, act=operation, operation_id=next(self.ids))
        else:
            self.slow.answers.append(SlowAnswer(key, day, None if is_done else until))


@pytest.mark.parametrize("seed", [1, 2])
def test_every_day_has_the_list_of_the_slow_model_on_the_day_and_when_asked_later(
    session: Session, seed: int
) -> None:
    shop = ShopByChance(session, seed)
    days = [FIRST + timedelta(days=ahead) for ahead in range(DAYS)]
    for day in days:
        shop.live(day)
        assert shop.keys(day) == shop.slow.follow_ups(day), day
    kinds = set()
    for day in (*days, *(days[-1] + timedelta(days=ahead) for ahead in range(1, 40, 3))):
        expected = shop.slow.follow_ups(day)
        assert shop.keys(day) == expected, day
        kinds |= {kind for kind, *_ in expected}
    assert kinds == {
        "promise", "unhappy", "slipping_away", "newcomer", "birthday", "anniversary",
        "best_customer",
    }  # fmt: skip
    _of_one_are_those_of_the_list(shop, days[-1])


def _of_one_are_those_of_the_list(shop: ShopByChance, day: date) -> None:
    moment = shop.at(day, 23).moment()
    for who in shop.rhythms:
        theirs = [each for each in follow_ups(moment) if each.customer_id == who]
        assert follow_ups_of(moment, who) == theirs
