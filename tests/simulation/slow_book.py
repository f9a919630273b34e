"""What a slow shop knows, and every question about a customer, answered from the first event on."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from tests.simulation import slow_tiers
from tests.simulation.slow_accounts import Account, History, account_of
from tests.simulation.slow_calendar import business_day, end_of_day
from tests.simulation.slow_earning import AS_A_NEW_SHOP, Choices, Kind, Sale, money_back
from tests.simulation.slow_promotions import Promotion
from tests.simulation.slow_tiers import Held, Progress, Tier

A_MOMENT = timedelta(microseconds=1)
LAST = datetime.max  # noqa: DTZ901 - the shop's wall clock, like every time here


@dataclass(frozen=True)
class Standing:
    points: int
    pending: int
    debt: int
    lots: list[tuple[int, date | None]]


@dataclass
class Customer:
    number: str
    birthday: str | None = None
    tags: frozenset[str] = frozenset()
    history: History = field(default_factory=History)
    became: str | None = None  # the one kept, once merged


@dataclass
class SlowBook:
    """Everything that is known, and what can be read from it alone."""

    day_starts: time = time(0)
    choices: Choices = AS_A_NEW_SHOP
    categories: dict[str, Kind] = field(default_factory=dict)
    tiers: list[Tier] = field(default_factory=list)
    measure: slow_tiers.Measure = "spend"
    promotions: list[Promotion] = field(default_factory=list)
    customers: dict[str, Customer] = field(default_factory=dict)
    sales: list[Sale] = field(default_factory=list)
    count: int = 0

    def choose(self, **changes: Any) -> None:  # noqa: ANN401
        self.choices = replace(self.choices, **changes)

    def day_of(self, at: datetime) -> date:
        return business_day(at, self.day_starts)

    def customer(self, number: str) -> Customer:
        """Every key of a merged customer finds the one kept."""
        found = self.customers[number]
        return self.customer(found.became) if found.became else found

    def standing(self, number: str, at: datetime) -> Standing:
        account, day = self.account(number, at), self.day_of(at)
        return Standing(
            account.balance(day), account.pending(day), account.debt, account.shown_lots(day)
        )

    def standing_on(self, number: str, day: date) -> Standing:
        return self.standing(number, end_of_day(day, self.day_starts) - A_MOMENT)

    def account(self, number: str, at: datetime) -> Account:
        return account_of(self.customer(number).history, at)

    def visits(self, number: str, at: datetime = LAST) -> int:
        return len(
            {sale.day for sale in self.sales_of(number, at) if not sale.whole(sale.until(at))}
        )

    def spent(self, number: str) -> int:
        return sum(sale.paid - money_back(sale.refunds) for sale in self.sales_of(number, LAST))

    def sales_of(self, number: str, at: datetime) -> list[Sale]:
        """The customer's sales up to a moment, those of everyone who was merged into them."""
        mine = self.customer(number)
        found = [
            sale
            for sale in self.sales
            if sale.at <= at and sale.customer and self.customer(sale.customer) is mine
        ]
        return sorted(found, key=lambda sale: (sale.at, sale.order))

    def tier(self, number: str, at: datetime) -> Held | None:
        walked = []
        for sale in self.sales_of(number, at):
            done = sale.until(at)
            spend = sale.paid - money_back(done)
            walked.append(Progress(sale.day, spend, sale.points(done), sale.whole(done)))
        return slow_tiers.tier_held(walked, self.tiers, self.measure, self.day_of(at))

    def next(self) -> int:
        self.count += 1
        return self.count
