"""What a shop of years may look like, and what may come to its counter."""

from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from tests.simulation.slow_friends import Programme
from tests.simulation.slow_plans import Plan
from tests.simulation.slow_tiers import Measure, Tier

UNIT = {"spend": 1000, "points": 10, "visits": 1}  # of a tier's threshold
Wait = tuple[str, int]

OPENINGS = st.sampled_from(
    [
        date.fromisoformat(day)
        for day in (
            "2026-01-31", "2024-02-29", "2023-12-31", "2024-01-30", "2027-02-28", "2023-01-29",
            "2024-01-31", "2025-08-31", "2026-11-30", "2026-02-01", "2027-03-01",
        )
    ]
)  # fmt: skip
WAITS = st.one_of(
    st.tuples(st.just("days"), st.sampled_from([0, 0, 0, 1, 1, 3, 7, 28, 31, 90, 366])),
    st.tuples(st.just("plan"), st.sampled_from([-30, -3, -1, 0, 0, 1, 1, 2, 7, 8])),
    st.tuples(st.just("tier"), st.sampled_from([-1, 0, 1])),
)
PAUSES = st.sampled_from([None, None, 1, 5, 29, 30, 60])
WHO = st.sampled_from([0, 0, 1, 1, 2, 3, 4, 5])
PLAN_ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("start"), WAITS, WHO, st.tuples(
            st.integers(0, 3), st.sampled_from([None, None, False]))),
        st.tuples(st.just("renew"), WAITS, WHO, st.just(())),
        st.tuples(st.just("renew"), WAITS, WHO, st.just(())),
        st.tuples(st.just("pause"), WAITS, WHO, st.tuples(PAUSES)),
        st.tuples(st.just("resume"), WAITS, WHO, st.just(())),
        st.tuples(st.just("change"), WAITS, WHO, st.tuples(st.integers(0, 3))),
        st.tuples(st.just("change"), WAITS, WHO, st.tuples(st.integers(0, 3))),
        st.tuples(st.just("cancel"), WAITS, WHO, st.tuples(st.sampled_from([None, 0, 5, 15]))),
        st.tuples(st.just("keep"), WAITS, WHO, st.just(())),
        st.tuples(st.just("extend"), WAITS, WHO, st.just(())),
        st.tuples(st.just("undo"), st.just(("days", 0)), WHO, st.just(())),
        st.tuples(st.just("slip"), WAITS, WHO, st.tuples(
            st.integers(1, 40), st.sampled_from(["renew", "pause", "resume", "cancel", "keep"]))),
    ),
    min_size=1, max_size=5,
)  # fmt: skip
JOINED = st.lists(st.tuples(st.integers(0, 3), st.sampled_from([None, False])), max_size=2)
AHEAD = st.sampled_from([-900, -365, -60, -31, -30, -7, -1, 0, 1, 7, 8, 28, 31, 60, 366, 1000])
AMOUNTS = st.sampled_from([0, 99, 500, 999, 1000, 1980, 3000, 5000])
PARTS = st.sampled_from([Fraction(part) for part in ("1/7", "1/2", "19/20", "1", "1", "1")])
EMAILS = st.sampled_from(
    ["misaki@example.jp", "hana@example.jp", "ren@example.jp", "Ren@example.jp"]
)
PHONES = st.sampled_from(["0900000", "0900001", "0900000"])  # families: four digits follow
MEASURES = st.sampled_from(["spend", "points", "visits"])
PLANS = st.lists(
    st.builds(
        Plan,
        name=st.just(""),
        price=st.sampled_from([500, 1000, 1000, 999, 1500, 12000]),
        months=st.sampled_from([1, 1, 1, 12]),
        trial_days=st.sampled_from([0, 0, 1, 14, 30]),
        grace_days=st.sampled_from([0, 7, 7, 30]),
        multiplier=st.sampled_from([Fraction(1), Fraction(2), Fraction("1.5")]),
        discount=st.sampled_from([0, 0, 10, 33]),
        points=st.sampled_from([0, 0, 10]),
        bonus=st.sampled_from([None, None, (5, 0), (7, 3)]),
        offer=st.sampled_from([0, 1, 2, 2, 6]),
    ),
    min_size=1,
    max_size=4,
)
LEVELS = st.lists(
    st.builds(
        Tier,
        name=st.just(""),
        threshold=st.integers(1, 4),
        multiplier=st.sampled_from([Fraction(1), Fraction("1.25"), Fraction(2)]),
        keep_months=st.sampled_from([1, 3, 12]),
        window_months=st.sampled_from([None, 1, 3, 12]),
        drop=st.sampled_from(["met", "one"]),
    ),
    max_size=2,
    unique_by=lambda tier: tier.threshold,
)
PROGRAMMES = st.builds(
    Programme,
    minimum=st.sampled_from([0, 500, 1000]),
    hold_days=st.sampled_from([0, 0, 3, 30]),
    most_a_month=st.sampled_from([None, None, 1, 2]),
    referrer=st.just(100),
    friend=st.just(50),
    ask_owner=st.booleans(),
)


def spoken_plan(plan: Plan) -> dict[str, Any]:
    bonus = plan.bonus and {"points": plan.bonus[0], "days_before": plan.bonus[1]}
    return {
        "name": plan.name,
        "price": str(plan.price),
        "every": "year" if plan.months == 12 else "month",
        "trial_days": plan.trial_days,
        "grace_days": plan.grace_days,
        "multiplier": str(float(plan.multiplier)),
        "discount_percent": plan.discount,
        "points_each_period": plan.points,
        "renew_bonus": bonus,
        "save_offer_months": plan.offer,
    }


def spoken_tier(tier: Tier, measure: Measure) -> dict[str, Any]:
    months = tier.window_months
    return {
        "name": tier.name,
        "measure": measure,
        "threshold": str(tier.threshold),
        "multiplier": str(float(tier.multiplier)),
        "keep_months": tier.keep_months,
        "window": {"months": months} if months else "calendar_year",
        "drop": tier.drop,
    }


def spoken_programme(programme: Programme) -> dict[str, Any]:
    told: dict[str, Any] = {
        "referrer": {"points": programme.referrer},
        "referee": {"points": programme.friend},
        "minimum": str(programme.minimum),
        "hold_days": programme.hold_days,
    }
    if programme.most_a_month is not None:
        told["max_per_month"] = programme.most_a_month
    if programme.ask_owner:
        told["ask_owner"] = True
    return told
