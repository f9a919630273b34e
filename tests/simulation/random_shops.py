"""What random shops do: owners' choices, promotions, sales and days, as hypothesis draws them."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from tests.simulation.slow_accounts import NEVER, Expiry
from tests.simulation.slow_earning import Kind
from tests.simulation.slow_promotions import WEEKDAYS
from tests.simulation.slow_tiers import Measure

CATEGORIES = ("Bread", "Tea", "Tobacco")
BIRTHDAYS = (None, "1980-02-29", "1953-01-31", "--12-31", "--09-02", "1999-11-24")
MINUTE, HOUR, DAY = 1, 60, 24 * 60

STARTS = st.sampled_from(
    [datetime.fromisoformat(text) for text in (
        "2026-01-29T23:10", "2026-08-30T10:00", "2027-12-27T16:30", "2028-02-26T02:00",
        "2026-11-20T22:45",
    )]
)  # fmt: skip
KINDS = st.sampled_from(
    [Kind(), Kind(earns=False), Kind(rate=(100, 3)), Kind(rate=(150, 1)), Kind(rate=(10, 0))]
)
WAITS = st.sampled_from(
    [MINUTE] * 6 + [37, HOUR, 5 * HOUR, 9 * HOUR, 13 * HOUR] * 2 + [DAY] * 6
    + [2 * DAY, 3 * DAY, 7 * DAY, 20 * DAY, 29 * DAY, 31 * DAY, 65 * DAY]
)  # fmt: skip
AMOUNTS = st.one_of(
    st.sampled_from([0, 1, 99, 100, 101, 425, 850, 900, 1780, 1980, 1999, 3333, 12000]),
    st.integers(0, 6000),
)
LINES = st.one_of(
    AMOUNTS.map(lambda amount: [(amount, None)]),
    st.lists(st.tuples(AMOUNTS, st.sampled_from([None, *CATEGORIES])), min_size=1, max_size=3),
)
PARTS = st.sampled_from(
    [Fraction(part) for part in ("0", "1/100", "1/7", "1/3", "1/2", "2/3", "19/20", "1", "2")]
)
MULTIPLIERS = st.sampled_from(["1", "1.15", "1.5", "2", "2.25", "3", "10"])
DAYS_OF_MONTH = st.sampled_from(["02-28", "02-29", "03-31", "12-31", "01-31", "06-30"])


@dataclass(frozen=True)
class Choice:
    """One of the owner's choices: as shop.set speaks it (amounts still numbers), as it is meant."""

    spoken: dict[str, Any]
    meant: dict[str, Any]


def same(name: str, meant: str, values: st.SearchStrategy[Any]) -> st.SearchStrategy[Choice]:
    return values.map(lambda value: Choice({name: value}, {meant: value}))


def expiry(kind: str, months: int, yearly: str) -> Choice:
    if kind == "never":
        return Choice({"expiry": "never"}, {"expiry": NEVER})
    if kind == "yearly":
        spoken: dict[str, Any] = {"yearly": yearly, "minimum_months": months}
        return Choice({"expiry": spoken}, {"expiry": Expiry("yearly", months, yearly)})
    assert kind in ("months", "inactive_months")
    meant = Expiry("months" if kind == "months" else "inactive_months", months)
    return Choice({"expiry": {kind: months}}, {"expiry": meant})


EXPIRIES = st.builds(
    expiry,
    st.sampled_from(["months", "inactive_months", "yearly", "never"]),
    st.sampled_from([1, 2, 3, 6]),
    DAYS_OF_MONTH,
)
EARNINGS = st.builds(
    lambda per, points: Choice(
        {"earn": {"per": per, "points": points}}, {"per": per, "points": points}
    ),
    st.sampled_from([100, 10, 1000, 150, 7]),
    st.sampled_from([1, 2, 10]),
)
CHOICES = st.one_of(
    EXPIRIES,
    EARNINGS,
    same("rounding", "rounding", st.sampled_from(["down", "nearest", "up"])),
    same("stacking", "stacking", st.sampled_from(["add", "best"])),
    same("point_value", "point_value", st.sampled_from([1, 2, 5])),
    same("redeem_step", "step", st.sampled_from([1, 10, 7])),
    same("redeem_minimum", "minimum", st.sampled_from([1, 20])),
    same("redeem_max_percent", "max_percent", st.sampled_from([100, 50, 33, 0])),
    same("pending_days", "pending_days", st.sampled_from([0, 1, 3, 40])),
    same("return_days", "return_days", st.sampled_from([30, 0, 90])),
    same("max_points_per_sale", "max_points_per_sale", st.sampled_from([None, 10, 40])),
    same("max_points_per_day", "max_points_per_day", st.sampled_from([None, 15, 50])),
)


CONDITIONS: dict[str, st.SearchStrategy[Any]] = {
    "from": st.integers(-3, 20),  # days from now
    "to": st.integers(3, 70),
    "weekdays": st.sets(st.sampled_from(WEEKDAYS), min_size=3).map(sorted),
    "hours": st.sampled_from([("17:00", "22:45"), ("22:00", "03:00"), ("00:00", "12:00")]).map(
        lambda span: {"from": span[0], "to": span[1]}
    ),
    "categories": st.sets(st.sampled_from(sorted(CATEGORIES)), min_size=1).map(sorted),
    "minimum": st.sampled_from([1, 500, 1000, 1500]),  # minor units
    "tier": st.just("Gold"),
    "tag": st.just("regular"),
    "birthday": st.sampled_from(["day", "week", "month"]),
    "first_sale": st.just(value=True),
    "nth_visit": st.integers(1, 3),
    "days_since_last_visit": st.sampled_from([1, 2, 20]),
}
HOW_MANY = st.sampled_from([0, 1, 1, 1, 1, 2, 2])
WHEN = HOW_MANY.flatmap(
    lambda count: st.lists(
        st.sampled_from([*sorted(CONDITIONS), "birthday", "birthday"]),
        min_size=count,
        max_size=count,
        unique=True,
    )
).flatmap(lambda names: st.fixed_dictionaries({name: CONDITIONS[name] for name in names}))
GIFTS = st.one_of(
    MULTIPLIERS.map(lambda factor: {"multiplier": factor}),
    st.sampled_from([1, 5, 30]).map(lambda points: {"points": points}),
    st.tuples(MULTIPLIERS, st.sampled_from(sorted(CATEGORIES))).map(
        lambda pair: {"multiplier": pair[0], "category": pair[1]}
    ),
)
ONCE = st.sampled_from([None, None, "ever", "year", "month", "day"])
BUDGETS = st.sampled_from([None, None, None, 3, 20, 100])


@dataclass(frozen=True)
class Offer:
    """A promotion as promotion.add is asked, but that days and amounts are numbers still."""

    gift: dict[str, Any]
    when: dict[str, Any]
    once: str | None
    budget: int | None


OFFERS = st.lists(
    st.builds(Offer, gift=GIFTS, when=WHEN, once=ONCE, budget=BUDGETS), min_size=1, max_size=4
)


def ladder(tiers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Let the tier that asks for more give more."""
    asked = sorted(tier["threshold"] for tier in tiers)
    given = sorted(Fraction(tier["multiplier"]) for tier in tiers)
    return [
        {**tier, "threshold": threshold, "multiplier": str(float(multiplier))}
        for tier, threshold, multiplier in zip(tiers, asked, given, strict=True)
    ]


TIERS = st.lists(
    st.fixed_dictionaries(
        {
            "threshold": st.sampled_from([2, 3, 5]),  # visits, thousands, or tens of points
            "multiplier": MULTIPLIERS,
            "keep_months": st.sampled_from([1, 2, 12]),
            "window": st.sampled_from([{"months": 1}, {"months": 12}, "calendar_year"]),
            "drop": st.sampled_from(["met", "one"]),
        }
    ),
    max_size=2,
    unique_by=lambda tier: tier["threshold"],
).map(ladder)


@dataclass(frozen=True)
class Purchase:
    """Somebody buys, so many minutes later."""

    wait: int
    who: int  # 4: nobody in particular
    lines: list[tuple[int, str | None]]
    part: Fraction  # of the points held that are used, or asked for
    off: int  # by a coupon


@dataclass(frozen=True)
class Slip:
    """A sale is entered so many minutes after it was made."""

    who: int
    lines: list[tuple[int, str | None]]
    used: int
    back: int


@dataclass(frozen=True)
class MoneyBack:
    """A part of a sale is refunded, all that is left of it, or too much."""

    wait: int
    which: int
    part: Fraction


@dataclass(frozen=True)
class TakenBack:
    """A sale is undone."""

    wait: int
    which: int


@dataclass(frozen=True)
class Correction:
    wait: int
    who: int
    points: int


@dataclass(frozen=True)
class Redemption:
    """Somebody wants a reward for points."""

    wait: int
    who: int


@dataclass(frozen=True)
class Present:
    """Somebody gives points to somebody."""

    wait: int
    who: int
    to: int
    part: Fraction


Act = Present | Purchase | Slip | MoneyBack | TakenBack | Correction | Redemption

PURCHASES = st.builds(
    Purchase,
    wait=WAITS,
    who=st.integers(0, 4),
    lines=LINES,
    part=st.sampled_from([Fraction(part) for part in ("0", "0", "0", "1", "1", "1/2", "11/10")]),
    off=st.sampled_from([0] * 7 + [300, 5000]),
)
REFUNDS = st.builds(MoneyBack, wait=WAITS, which=st.integers(0, 7), part=PARTS)
SLIPS = st.builds(
    Slip,
    who=st.integers(0, 3),
    lines=LINES,
    used=st.sampled_from([0, 0, 5]),
    back=st.sampled_from([30, 150, 900, DAY, 4 * DAY, 40 * DAY]),
)
UNDOINGS = st.builds(
    TakenBack, wait=st.sampled_from([MINUTE, MINUTE, DAY]), which=st.integers(0, 1)
)
CORRECTIONS = st.builds(
    Correction,
    wait=WAITS,
    who=st.integers(0, 3),
    points=st.sampled_from([1, 30, 200, -1, -10, -1000]),
)
REDEMPTIONS = st.builds(Redemption, wait=WAITS, who=st.integers(0, 3))
OFTEN: list[st.SearchStrategy[Any]] = [PURCHASES] * 9 + [REFUNDS] * 6 + [SLIPS] * 2
PRESENTS = st.builds(
    Present,
    wait=WAITS,
    who=st.integers(0, 3),
    to=st.integers(0, 3),
    part=st.sampled_from([Fraction(part) for part in ("1/3", "1", "2")]),
)
NOW_AND_THEN: list[st.SearchStrategy[Any]] = [UNDOINGS, CORRECTIONS, REDEMPTIONS, PRESENTS]
ACTS: st.SearchStrategy[list[Act]] = st.lists(
    st.sampled_from(range(len(OFTEN + NOW_AND_THEN))).flatmap(
        lambda kind: (OFTEN + NOW_AND_THEN)[kind]
    ),
    max_size=8,
)


@dataclass(frozen=True)
class Opening:
    """How a shop begins: its first day, choices, tiers and customers (by their birthdays)."""

    start: datetime
    day_starts: str
    dollars: bool
    choices: list[Choice]
    measure: Measure
    tiers: list[dict[str, Any]]
    people: list[str | None]
    offers: list[Offer]
    kinds: list[Kind]  # of goods: bread, tea, tobacco


OPENINGS = st.builds(
    Opening,
    start=STARTS,
    day_starts=st.sampled_from(["00:00", "04:00"]),
    dollars=st.booleans(),
    choices=st.tuples(EXPIRIES, st.lists(CHOICES, max_size=4)).map(
        lambda pair: [pair[0], *pair[1]]
    ),
    measure=st.sampled_from(["spend", "points", "visits"]),
    tiers=TIERS,
    people=st.lists(st.sampled_from(BIRTHDAYS), min_size=1, max_size=3),
    offers=OFFERS,
    kinds=st.tuples(st.just(Kind()), KINDS, st.just(Kind(earns=False))).map(list),
)
