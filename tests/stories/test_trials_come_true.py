"""What a trial says a promotion would have given is what it gives when the past is lived again.

A small shop is lived twice through the feed, by chance: once without the promotion and once with
it, offered before the first sale. The trial on the first book must say how the two differ.
"""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import checks
from db.connection import hurried, open_book
from db.session import Session
from desktop.feed import answer

FIRST = datetime.fromisoformat("2026-01-02T09:30")
CATEGORIES = ("Bread", "Beer", "Tea")
Request = dict[str, Any]


@dataclass(frozen=True)
class Bought:
    """One thing that happens: a sale, some time after the one before, and what is undone of it."""

    after: timedelta
    customer: int
    lines: list[Request]
    percent_used: int  # of the customer's points
    coupon: bool
    refunded: int | None  # percent


@dataclass(frozen=True)
class Past:
    """A shop's rules and what happened there."""

    choices: Request
    categories: list[Request]
    birthdays: list[str | None]
    sales: list[Bought]


@dataclass
class Shop:
    """A book that is asked through the feed; what was answered before is said again."""

    session: Session
    customers: list[str] = field(default_factory=list)

    def ask(self, op: str, **request: object) -> Request:
        answered = answer(self.session, json.dumps({"op": op, **request}).encode())
        assert answered["ok"], (op, request, answered)
        return answered

    def points(self) -> int:
        """Return the points given by sales and not taken back."""
        return int(
            self.session.db.conn.execute(
                "SELECT coalesce(sum(points), 0) - (SELECT coalesce(sum(points_reversed), 0)"
                " FROM refunds) FROM sales"
            ).fetchone()[0]
        )


BIRTHDAYS = st.one_of(
    st.none(), st.sampled_from(["1980-01-05", "1992-02-29", "--03-01", "1971-12-30"])
)
LINES = st.lists(
    st.fixed_dictionaries(
        {"amount": st.integers(0, 3000), "category": st.sampled_from([None, *CATEGORIES])}
    ),
    min_size=1,
    max_size=3,
)
RATES = st.fixed_dictionaries({"per": st.sampled_from([7, 100, 150]), "points": st.integers(0, 9)})
SALES = st.lists(
    st.builds(
        Bought,
        after=st.one_of(
            st.timedeltas(timedelta(minutes=5), timedelta(hours=30)),
            st.timedeltas(timedelta(days=1), timedelta(days=45)),
        ),
        customer=st.integers(0, 1),
        lines=LINES,
        percent_used=st.sampled_from([0, 0, 0, 40, 100]),
        coupon=st.booleans(),
        refunded=st.sampled_from([None, None, None, 35, 100]),
    ),
    min_size=1,
    max_size=8,
)
PASTS = st.builds(
    Past,
    choices=st.fixed_dictionaries(
        {
            "timezone": st.sampled_from(["Asia/Tokyo", "Europe/Berlin"]),
            "day_starts": st.sampled_from(["00:00", "04:00"]),
            "earn": RATES,
            "rounding": st.sampled_from(["down", "nearest", "up"]),
            "stacking": st.sampled_from(["add", "best"]),
            "max_points_per_sale": st.sampled_from([None, None, 40]),
            "max_points_per_day": st.sampled_from([None, None, 60]),
        }
    ),
    categories=st.tuples(
        *(
            st.fixed_dictionaries(
                {"name": st.just(name), "earns": st.booleans(), "earn": st.none() | RATES}
            )
            for name in CATEGORIES
        )
    ).map(list),
    birthdays=st.lists(BIRTHDAYS, min_size=2, max_size=2),
    sales=SALES,
)
CONDITIONS = st.fixed_dictionaries(
    {},
    optional={
        "from": st.sampled_from(["2026-01-03", "2026-02-01"]),
        "to": st.sampled_from(["2026-02-02", "2026-04-01"]),
        "weekdays": st.just(["fri", "sat", "mon"]),
        "hours": st.sampled_from(
            [{"from": "09:00", "to": "17:00"}, {"from": "20:00", "to": "04:30"}]
        ),
        "categories": st.lists(st.sampled_from(CATEGORIES), min_size=1, max_size=2),
        "minimum": st.sampled_from(["500", "1500"]),
        "birthday": st.sampled_from(["day", "week", "month"]),
        "first_sale": st.booleans(),
        "nth_visit": st.integers(1, 3),
        "days_since_last_visit": st.sampled_from([0, 1, 20]),
    },
)
GIFTS = st.one_of(
    st.fixed_dictionaries({"points": st.integers(1, 50)}),
    st.fixed_dictionaries(
        {"multiplier": st.sampled_from(["1.15", "2", "3.5"])},
        optional={"category": st.sampled_from(CATEGORIES)},
    ),
)
LIMITS = st.fixed_dictionaries(
    {},
    optional={
        "once": st.sampled_from([True, "year", "month", "day"]),
        "points_budget": st.sampled_from([15, 80]),
    },
)


@contextmanager
def a_shop(empty_book_file: Path, past: Past) -> Iterator[Shop]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shop.okaeri"
        shutil.copy(empty_book_file, path)
        session = Session(open_book(path))
        with hurried(session.db):
            shop = Shop(session)
            set_up(shop, past)
            yield shop
        assert checks.problems(session.db) == []
        session.db.conn.close()


def set_up(shop: Shop, past: Past) -> None:
    """Make the owner's choices, and the customers."""
    shop.ask("shop.set", **past.choices)
    for category in past.categories:
        shop.ask("category.add", **category)
    for number, birthday in enumerate(past.birthdays):
        told = {"birthday": birthday} if birthday else {}
        added = shop.ask("customer.add", name=f"Nobody {number}", **told)
        shop.customers.append(added["customer"])


def live(shop: Shop, past: Past, points_used: list[int] | None = None) -> list[int]:
    """Let the past happen; returns the points used on each sale, for living it again."""
    used_before, used = points_used, []
    (coupon,) = shop.ask(
        "coupon.issue",
        at="2026-01-01T09:00",
        terms={"kind": "percent_off", "value": 30, "categories": ["Bread"], "name": "Bread"},
        uses=100,
    )["coupons"]
    now = FIRST.replace(tzinfo=ZoneInfo(past.choices["timezone"]))
    for number, bought in enumerate(past.sales):
        now = (now.astimezone(ZoneInfo("UTC")) + bought.after).astimezone(now.tzinfo)
        request: Request = {"customer": shop.customers[bought.customer], "lines": bought.lines}
        if bought.coupon and any(line["category"] == "Bread" for line in bought.lines):
            request["coupons"] = [coupon["code"]]
        if used_before is None:
            balance = shop.ask("customer.show", customer=request["customer"], as_of=now.isoformat())
            total = shop.ask("sale.preview", at=now.isoformat(), **request)["paid"]
            most = min(max(balance["points"], 0), int(total))
            used.append(most * bought.percent_used // 100)
        else:
            used.append(used_before[number])
        sold = shop.ask("sale", at=now.isoformat(), points_used=used[-1], **request)
        give_back(shop, sold, bought, now + timedelta(seconds=30), used[-1])
    return used


def give_back(shop: Shop, sold: Request, bought: Bought, now: datetime, points_used: int) -> None:
    """Refund a part of a sale, or the whole, before anything else happens."""
    total = int(sold["paid"]) + points_used
    if bought.refunded is None or total * bought.refunded // 100 == 0:
        return
    amount = str(total * bought.refunded // 100)
    shop.ask("refund", at=now.isoformat(), sale=sold["sale"], amount=amount)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(past=PASTS, when=CONDITIONS, gift=GIFTS, limits=LIMITS)
def test_a_trial_says_what_the_promotion_would_have_given(
    empty_book_file: Path, past: Past, when: Request, gift: Request, limits: Request
) -> None:
    terms = {"name": "Tried", "when": when, **gift, **limits}
    span = {"from": "2026-01-01", "to": "2027-06-30", "at": "2027-06-30T23:00"}
    with a_shop(empty_book_file, past) as without:
        used = live(without, past)
        trial = without.ask("promotion.try", **terms, **span)
        plain = without.points()
    with a_shop(empty_book_file, past) as promoted:
        promoted.ask("promotion.add", at="2026-01-01T08:00", **terms)
        live(promoted, past, used)
        assert trial["totals"]["points"] == promoted.points() - plain
