"""Who counts as a customer, who came back, and what they bought: the laws of rules.md §10.

Shares are exact: a Fraction of 100, or None where there is nothing to take a share of. They are
rounded where they are shown, never here.
"""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

Percent = Fraction | None
"""A share of 100, exact; None where there is no figure ("–")."""


@dataclass(frozen=True)
class CustomersHeld:
    """How many customers a period began and ended with, and what became of them."""

    start: int = 0  # S: active on the day before the period
    end: int = 0  # E: active on its last day
    first_time: int = 0  # of those gained: first sale ever within the period
    reactivated: int = 0  # of those gained: had bought before, but not lately

    @property
    def gained(self) -> int:
        """Return N: active at the end and not at the start."""
        return self.first_time + self.reactivated

    @property
    def retained(self) -> int:
        """Return K: active at the start and at the end."""
        return self.end - self.gained

    @property
    def lapsed(self) -> int:
        """Return L: active at the start and no more at the end."""
        return self.start - self.retained

    @property
    def retention_percent(self) -> Percent:
        """Return (E − N) ÷ S × 100."""
        return percent(self.end - self.gained, self.start)

    @property
    def churn_percent(self) -> Percent:
        """Return L ÷ S × 100; together with retention it makes 100."""
        return percent(self.lapsed, self.start)


@dataclass(frozen=True)
class Trade:
    """What a period's customers bought; sales without a customer stand apart."""

    sales: int = 0
    buyers: int = 0
    revenue: int = 0  # minor units paid by money for sales
    refunds: int = 0  # minor units handed back, by the day of the refund
    new_customers: int = 0  # buyers whose first sale ever lies in the period
    revenue_new: int = 0  # all the period's sales to them
    anonymous_sales: int = 0
    anonymous_revenue: int = 0
    anonymous_refunds: int = 0
    taken_off: int = 0  # by coupons, points used and discounts, from these customers' sales
    taken_off_new: int = 0  # of that, from sales to new customers

    @property
    def net_revenue(self) -> int:
        """Return sales less refunds, in minor units."""
        return self.revenue - self.refunds

    @property
    def average_sale(self) -> Fraction | None:
        """Return minor units for each sale."""
        return Fraction(self.revenue, self.sales) if self.sales else None

    @property
    def sales_per_buyer(self) -> Fraction | None:
        """Return how many sales a buyer made."""
        return Fraction(self.sales, self.buyers) if self.buyers else None

    @property
    def returning_customers(self) -> int:
        """Return the buyers who had bought before the period."""
        return self.buyers - self.new_customers

    @property
    def revenue_returning(self) -> int:
        """Return the sales to customers who had bought before, in minor units."""
        return self.revenue - self.revenue_new

    @property
    def taken_off_returning(self) -> int:
        """Return what was taken off sales to customers who had bought before, in minor units."""
        return self.taken_off - self.taken_off_new

    @property
    def returning_revenue_share_percent(self) -> Percent:
        """Return which share of sales came from customers who had bought before."""
        return percent(self.revenue_returning, self.revenue)


@dataclass(frozen=True)
class Repeats:
    """How many of those who bought had bought, or bought again.

    The names are those of a month; of a week, quarter or year it is the one before that counts.
    """

    buyers_last_month: int = 0
    buyers_of_both: int = 0  # bought last month and in this one
    buyers: int = 0
    buyers_twice: int = 0  # two or more sales in the month
    buyers_not_first: int = 0  # two or more sales to date
    customers_to_date: int = 0  # one or more sales to date
    customers_twice: int = 0  # two or more sales to date
    second_visit_month: date | None = None  # the first day of the time whose newcomers these are
    newcomers: int = 0
    newcomers_back: int = 0  # came on another day within 60 days

    @property
    def month_on_month_percent(self) -> Percent:
        """Return which share of last month's buyers bought in this one."""
        return percent(self.buyers_of_both, self.buyers_last_month)

    @property
    def repeat_rate_percent(self) -> Percent:
        """Return which share of the month's buyers bought twice or more in it."""
        return percent(self.buyers_twice, self.buyers)

    @property
    def returning_rate_percent(self) -> Percent:
        """Return which share of the month's buyers have bought twice or more to date."""
        return percent(self.buyers_not_first, self.buyers)

    @property
    def repeat_rate_to_date_percent(self) -> Percent:
        """Return which share of all customers have bought twice or more to date."""
        return percent(self.customers_twice, self.customers_to_date)

    @property
    def second_visit_percent(self) -> Percent:
        """Return which share of the newcomers looked at came again within 60 days."""
        return percent(self.newcomers_back, self.newcomers)


@dataclass(frozen=True)
class TopBuyers:
    """The fifth of the period's buyers who spent most."""

    count: int = 0
    revenue: int = 0  # minor units
    revenue_of_all: int = 0

    @property
    def share_percent(self) -> Percent:
        """Return their share of the period's sales."""
        return percent(self.revenue, self.revenue_of_all)


@dataclass(frozen=True)
class Cohort:
    """The customers whose first sale lies in one month; `active[k]` bought k months later.

    Months to come are absent.
    """

    month: date  # its first day
    size: int
    active: tuple[int, ...]
    revenue: tuple[int, ...] = ()  # what they paid for sales k months later, minor units

    def share_percent(self, months_later: int) -> Percent:
        """Return which share of them bought so many months later."""
        return percent(self.active[months_later], self.size)

    def revenue_percent(self, months_later: int) -> Percent:
        """Return what they paid then as a share of what they paid in their first month."""
        return percent(self.revenue[months_later], self.revenue[0])


@dataclass(frozen=True)
class Stages:
    """Customers by the whole months since their first sale, each stage with its own measure."""

    new: int = 0  # [0, 3) months
    new_came_again: int = 0  # bought on a second day
    settling: int = 0  # [3, 18) months
    settling_with_rhythm: int = 0  # three visit days or more
    settling_on_time: int = 0  # of these: not later than their own rhythm
    loyal: int = 0  # 18 months and more
    loyal_spent: int = 0  # minor units net in the last 12 months
    loyal_spent_before: int = 0  # in the 12 months before those

    @property
    def second_visit_percent(self) -> Percent:
        """Return which share of the new have come on a second day."""
        return percent(self.new_came_again, self.new)

    @property
    def rhythm_kept_percent(self) -> Percent:
        """Return which share of those with a rhythm are not late."""
        return percent(self.settling_on_time, self.settling_with_rhythm)

    @property
    def growth_percent(self) -> Percent:
        """Return how much more the loyal spent than in the year before, below zero: less."""
        if self.loyal_spent_before <= 0:
            return None
        return percent(self.loyal_spent - self.loyal_spent_before, self.loyal_spent_before)


@dataclass(frozen=True)
class PastPeriod:
    """One of the last twelve periods of a kind, for the chart."""

    first_day: date
    customers: CustomersHeld
    buyers: int
    revenue: int  # minor units
    newcomers: CustomersHeld = field(default_factory=CustomersHeld)
    """Of those active at the start, who had bought for the first time less than three months
    before; `end` is how many of them stayed."""

    @property
    def month(self) -> date:
        """Return the first day, where the period is a month."""
        return self.first_day


def percent(part: int | Fraction, whole: int | Fraction) -> Percent:
    """Return the share in hundredths, exact; None where the whole is nothing."""
    return Fraction(100 * part) / whole if whole else None
