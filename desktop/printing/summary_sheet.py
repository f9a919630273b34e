"""The record behind the monthly retention summary: every figure of it, worked out by `db`."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction


@dataclass(frozen=True)
class KeyFigures:
    """The eight figures a month is judged by; None where there is no figure."""

    retention_percent: Fraction | None
    churn_percent: Fraction | None
    repeat_rate_percent: Fraction | None
    second_visit_percent: Fraction | None
    returning_share_percent: Fraction | None  # of the revenue with members
    average_sale_minor: Fraction | None
    plan_members: int
    points_owed: int


@dataclass(frozen=True)
class PointsAccount:
    """Where the month's points came from and went; all positive except what was adjusted."""

    opening: int
    earned: int
    redeemed: int
    expired: int
    reversed: int
    returned: int
    adjusted: int
    closing: int
    pending: int
    liability_minor: int
    owed: int = 0  # by customers who used points that a refund took back


@dataclass(frozen=True)
class HistoryMonth:
    """One month of the last twelve."""

    month: date  # its first day
    retention_percent: Fraction | None
    buyers: int
    revenue_minor: int


@dataclass(frozen=True)
class Cohort:
    """The newcomers of one month, and how many of them bought so many months later."""

    month: date  # its first day
    size: int
    active: tuple[int, ...]  # of month +0, +1 …; months to come are absent


@dataclass(frozen=True)
class OtherFigures:
    """The month's further figures, each told in one line."""

    month_on_month_percent: Fraction | None  # of last month's buyers, those who bought again
    returning_rate_percent: Fraction | None  # of the buyers, those with two or more sales to date
    repeat_rate_to_date_percent: Fraction | None
    customers_to_date: int
    sales_per_buyer: Fraction | None
    top20_count: int
    top20_share_percent: Fraction | None


@dataclass(frozen=True)
class PlanFigures:
    """The members who pay for a plan, and what they bring in."""

    started: int
    ended: int
    monthly_minor: int  # recurring revenue a month
    net_revenue_churn_percent: Fraction | None
    by_plan: tuple[tuple[str, int], ...]  # a plan's name and its members


@dataclass(frozen=True)
class TopCustomer:
    """One of the month's best customers."""

    name: str
    visits: int
    spent_minor: int


@dataclass(frozen=True)
class StageFigures:
    """Customers by the time since their first purchase, each stage with its own measure."""

    new: int
    new_back_percent: Fraction | None  # came on a second day
    settling: int
    rhythm_kept_percent: Fraction | None  # of those with a rhythm, not late
    loyal: int
    growth_percent: Fraction | None  # spent more than in the year before


@dataclass(frozen=True)
class GroupFigures:
    """A group by recency, frequency and money, with its plain name and what to do."""

    name: str
    customers: int
    share_percent: Fraction | None
    advice: str


@dataclass(frozen=True)
class Call:
    """Somebody worth a call, and why in one line."""

    name: str
    phone: str
    score: int
    chance: str  # that they come back unasked; "" where too little is known
    why: str


@dataclass(frozen=True)
class AtRisk:
    """Those worth a call together."""

    customers: int
    yearly_minor: int  # what they brought in the last year


@dataclass(frozen=True)
class Bringer:
    """Somebody who brought friends."""

    name: str
    friends: int
    spent_minor: int  # by the friends, and by theirs


@dataclass(frozen=True)
class FriendFigures:
    """Friends brought in the month, and who brought most of them so far."""

    attached: int
    qualified: int
    rewards: int
    bringers: tuple[Bringer, ...] = ()


@dataclass(frozen=True)
class RewardFigures:
    """What rewards cost in the month, and how much of the trade hung on them."""

    cost_new_minor: int
    cost_returning_minor: int
    coupons_issued: int
    coupons_used: int
    coupons_expired: int
    coupon_discount_minor: int
    dependence_percent: Fraction | None  # of buyers, those who bought only with something off
    breakage_percent: Fraction | None  # of points that came to their end, those that lapsed


@dataclass(frozen=True)
class PromotionFigures:
    """What a promotion gave in the month."""

    name: str
    sales: int
    points: int
    worth_minor: int


@dataclass(frozen=True)
class CampaignFigures:
    """A campaign of the month, measured against those who got nothing."""

    name: str
    days: str
    told: str  # the result in one sentence


@dataclass(frozen=True)
class TeamFigures:
    """What somebody who works here did for customers to come back."""

    name: str
    sign_ups: int
    brought_back: int
    kind_words: int
    follow_ups: int


@dataclass(frozen=True)
class WordsOfCustomers:
    """What customers answered in the month, and kind words that may be printed."""

    answers: int
    net_score: str  # with its interval
    kind_words: tuple[str, ...] = ()


@dataclass(frozen=True)
class SummarySheet:
    """All that is printed on a retention summary, already decided by `db`."""

    shop_name: str
    first_day: date
    last_day: date
    printed_at: datetime  # in the shop's zone
    currency: str
    digits: int
    window_days: int

    # Counting customers, as in the rules: active at the start, at the end, and between.
    start: int
    end: int
    gained: int
    first_time: int
    reactivated: int
    retained: int
    lapsed: int

    figures: KeyFigures
    previous: KeyFigures | None  # of the month before; None where the book begins
    second_visit_month: date | None  # whose newcomers the second-visit figure looks at
    second_visit_size: int

    sales: int
    buyers: int
    new_customers: int
    returning_customers: int
    revenue_minor: int
    revenue_new_minor: int
    revenue_returning_minor: int
    refunds_minor: int  # positive
    net_revenue_minor: int
    anonymous_sales: int
    anonymous_revenue_minor: int

    points: PointsAccount
    history: tuple[HistoryMonth, ...]  # oldest first, this month last
    cohorts: tuple[Cohort, ...] = ()  # oldest first
    others: OtherFigures | None = None
    plans: PlanFigures | None = None
    top_customers: tuple[TopCustomer, ...] = ()
    so_far: date | None = None  # up to which day the present month is counted; None once it is over
    second_visit_is_chance: bool = False  # chance alone may have moved it since the month before
    newcomers_by_friends: int = 0  # of those who came for the first time
    stages: StageFigures | None = None
    groups: tuple[GroupFigures, ...] = ()
    calls: tuple[Call, ...] = ()
    at_risk: AtRisk | None = None  # None where nobody is
    friends: FriendFigures | None = None
    rewards: RewardFigures | None = None
    promotions: tuple[PromotionFigures, ...] = ()
    campaigns: tuple[CampaignFigures, ...] = ()
    team: tuple[TeamFigures, ...] = ()
    words: WordsOfCustomers | None = None
