"""Lives of members by number: a seed, and years of acts on plans that follow from it."""

import random
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.simulation.bonds_machine import BondsShop
from tests.simulation.random_bonds import Wait
from tests.simulation.slow_friends import Programme
from tests.simulation.slow_plans import Plan
from tests.simulation.slow_tiers import Tier

DAYS = ("2024-01-31", "2026-01-31", "2024-02-29", "2023-12-31", "2025-08-31", "2027-01-30")
KINDS = ("renew",) * 7 + ("pause", "resume") * 3 + ("change",) * 4 + ("cancel", "start") * 2 + (
    "keep", "extend", "slip", "undo", "sell", "sell", "count", "look", "merge",
)  # fmt: skip


class Life(BondsShop):
    """One shop, lived from a number alone: what fails is found again by it."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self.chance = random.Random(seed)

    def live(self, acts: int) -> None:
        """Do so many acts, each compared, and look at every day that mattered at the end."""
        one_of = self.chance.choice
        plans = [self.some_plan() for _ in range(self.chance.randint(2, 4))]
        self.open_shop(
            opening=date.fromisoformat(one_of(DAYS)),
            plans=plans,
            measure=one_of(("spend", "points", "visits")),
            levels=[Tier("", 2, Fraction("1.5"), 3, 12, "one"), Tier("", 4, Fraction(2), 6, 3)],
            programme=Programme(500, 3, None, 100, 50),
            joined=[(0, None), (1, False)],
        )
        try:
            for _ in range(acts):
                self.act(one_of(KINDS), self.chance.randrange(2))
        finally:
            self.teardown()

    def some_plan(self) -> Plan:
        one_of = self.chance.choice
        return Plan(
            "",
            price=one_of((500, 999, 1000, 1500, 3000, 12000)),
            months=one_of((1, 1, 1, 12)),
            trial_days=one_of((0, 0, 1, 14)),
            grace_days=one_of((0, 7, 7, 30)),
            multiplier=one_of((Fraction(1), Fraction(2))),
            discount=one_of((0, 10)),
            points=one_of((0, 10)),
            bonus=one_of((None, (5, 0), (7, 3))),
            offer=one_of((0, 1, 2, 6)),
        )

    def act(self, kind: str, who: int) -> None:
        one_of = self.chance.choice
        given: dict[str, Any] = {
            "pause": (one_of((None, None, 1, 5, 29, 60)),),
            "change": (self.chance.randrange(4),),
            "cancel": (one_of((None, 0, 5)),),
            "start": (self.chance.randrange(4), one_of((None, False))),
            "slip": (self.chance.randint(1, 30), one_of(("renew", "pause", "resume", "cancel"))),
        }
        self.now += timedelta(minutes=1)
        if kind == "sell":
            amounts = [one_of((99, 500, 1980, 3000))]
            self.sell(wait=self.some_wait(), who=who, amounts=amounts, till=None)
        elif kind == "count":
            self.count(self.chance.randint(0, 24))
        elif kind == "look":
            self.look(who, self.chance.randint(-400, 400))
        elif kind == "merge":
            self.meet(who)
        else:
            if kind != "undo":
                self.wait(self.some_wait(), who)
            getattr(self, kind)(who, *given.get(kind, ()))

    def meet(self, who: int) -> None:
        """Now and then a third one joins, and turns out to be one of the two."""
        if len(self.slow.emails) < 5:
            self.add_customer(email="hana@example.jp", by=None, family="0900001")
            self.start(2, self.chance.randrange(4), None)
            self.wait(("days", self.chance.randint(0, 40)), who)
            self.merge(keep=who, merge=2)

    def some_wait(self) -> Wait:
        one_of = self.chance.choice
        days = one_of((0, 0, 1, 2, 7, 11, 29))
        about_the_end = one_of((-9, -3, -1, 0, 0, 1, 1, 2, 7, 8))
        return one_of((("days", days), ("plan", about_the_end), ("plan", about_the_end)))
