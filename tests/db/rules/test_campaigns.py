"""What a campaign may claim: Newcombe's interval, false alarms by counting, the money."""

import math
from datetime import date
from fractions import Fraction
from itertools import product
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import gammaln
from scipy.stats import binom, fisher_exact

from db.errors import BadDate, BadRequest
from db.rules.campaigns import (
    Arm,
    Campaign,
    Measured,
    check_arms,
    customers_needed,
    held_of,
    is_chance,
    more_needed,
    newcombe,
    read_days,
    read_offer,
    smallest_lift,
)
from db.rules.segments import Segment
from db.rules.shop import Gift
from db.rules.surprises import drawn

Table = np.ndarray[Any, np.dtype[Any]]
TENTH = Fraction(1, 10)
AT_THE_END, BEFORE = 0.049, 0.0001

ARMS = st.integers(1, 400).flatmap(
    lambda customers: st.builds(Arm, st.just(customers), st.integers(0, customers))
)


# Newcombe (1998), Statistics in Medicine 17, 873-890, table II, the line of method 10.
@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((56, 70), (48, 80), "0.0524", "0.3339"),
        ((9, 10), (3, 10), "0.1705", "0.8090"),
        ((6, 7), (2, 7), "0.0582", "0.8062"),
        ((5, 56), (0, 29), "-0.0381", "0.1926"),
        ((0, 10), (0, 20), "-0.1611", "0.2775"),
        ((0, 10), (0, 10), "-0.2775", "0.2775"),
        ((10, 10), (0, 20), "0.6791", "1.0000"),
        ((10, 10), (0, 10), "0.6075", "1.0000"),
    ],
)
def test_the_interval_is_that_of_the_published_examples(
    first: tuple[int, int], second: tuple[int, int], low: str, high: str
) -> None:
    found = newcombe(Arm(first[1], first[0]), Arm(second[1], second[0]))
    assert (f"{float(found.low):.4f}", f"{float(found.high):.4f}") == (low, high)


@given(ARMS, ARMS)
def test_the_interval_agrees_with_the_roots_of_the_score_equation(first: Arm, second: Arm) -> None:
    found = newcombe(first, second)
    (p, p_low, p_high), (q, q_low, q_high) = _scores(first), _scores(second)
    low = p - q - math.hypot(p - p_low, q_high - q)
    high = p - q + math.hypot(p_high - p, q - q_low)
    assert math.isclose(float(found.low), low, abs_tol=1e-9)
    assert math.isclose(float(found.high), high, abs_tol=1e-9)
    assert -1 <= found.low <= found.high <= 1
    mirrored = newcombe(second, first)
    assert (mirrored.low, mirrored.high) == (-found.high, -found.low)
    measured = Measured(first, second)
    assert measured.lift is not None
    assert measured.lift in found


@given(ARMS, ARMS)
def test_chance_is_fishers_exact_test(first: Arm, second: Arm) -> None:
    table = [[arm.came_back, arm.customers - arm.came_back] for arm in (first, second)]
    p_value = float(fisher_exact(table).pvalue)
    for line in (Fraction(49, 1000), Fraction(1, 10_000)):
        if not math.isclose(p_value, line, rel_tol=1e-6):
            assert is_chance(first, second, line) == (p_value > line)


def test_many_thousands_are_judged_as_well() -> None:
    assert Measured(Arm(45_000, 9_000), Arm(5_000, 990)).verdict == "too_few"
    assert Measured(Arm(45_000, 9_000), Arm(5_000, 700)).verdict == "better"


SIZES = [
    (18, 2), (20, 20), (40, 5), (60, 15), (90, 10), (100, 100), (180, 20), (400, 100), (450, 50),
    (900, 100), (500, 500), (1800, 200),
]  # fmt: skip
SHARES = np.linspace(0.02, 0.9, 89)


@pytest.mark.parametrize(("treated", "held"), SIZES)
def test_where_a_campaign_does_nothing_at_most_one_in_twenty_seems_to_do_something(
    treated: int, held: int
) -> None:
    """Counts every outcome of both arms, not a sample of them."""
    alarms = _how_often(_claimed(treated, held, AT_THE_END), SHARES, SHARES)
    assert alarms.max() <= 0.05


def test_of_draws_among_people_who_come_anyway_few_claim_anything() -> None:
    chance = Random(6)
    claims = 0
    for _ in range(2000):
        held = drawn(range(75), held_of(75, 20), below=chance.randrange)
        back = sum(each < 30 for each in held)  # the first thirty come, whatever they get
        measured = Measured(Arm(60, 30 - back), Arm(15, back))
        claims += measured.verdict != "too_few"
    assert 0 < claims <= 100


def test_the_tables_of_the_proof_are_the_verdicts_of_the_rule() -> None:
    for (treated, held), whole in product([(18, 2), (23, 7)], (True, False)):
        claimed = _claimed(treated, held, AT_THE_END if whole else BEFORE)
        for back, held_back in product(range(treated + 1), range(held + 1)):
            measured = Measured(Arm(treated, back), Arm(held, held_back), whole=whole)
            is_claim = measured.verdict != "too_few"
            assert is_claim == claimed[back, held_back], (back, held_back)
            if is_claim and measured.lift is not None:
                assert (measured.verdict == "better") == (measured.lift > 0)


def test_looking_every_day_raises_no_more_false_alarms() -> None:
    """Judged each day as if it were the last, one in five would claim something."""
    draw = np.random.default_rng(6)
    treated, held, days, trials = 400, 100, 30, 4000
    at_the_end, before = _claimed(treated, held, AT_THE_END), _claimed(treated, held, BEFORE)
    for share in (0.1, 0.5):
        back, held_back = (
            _came_by_day(draw, customers, share, days, trials) for customers in (treated, held)
        )
        final = at_the_end[back[:, -1], held_back[:, -1]]
        early = before[back[:, :-1], held_back[:, :-1]].any(axis=1)
        naive = at_the_end[back, held_back].any(axis=1)
        assert (final | early).mean() <= 0.05
        assert naive.mean() > 0.15


@pytest.mark.parametrize(
    ("base", "lift", "part"), [(20, 10, 2), (20, 10, 5), (10, 15, 4), (50, 20, 5), (60, -20, 5)]
)
def test_so_many_customers_see_such_a_lift_four_times_in_five(
    base: int, lift: int, part: int
) -> None:
    need = customers_needed(Fraction(base, 100), Fraction(lift, 100), treated=part - 1, held=1)
    held = need // part
    claimed = _claimed(need - held, held, AT_THE_END)
    (seen,) = _how_often(claimed, np.array([(base + lift) / 100]), np.array([base / 100]))
    assert 0.78 <= seen <= 0.87


def test_how_many_more_and_which_lift_can_be_seen() -> None:
    few = Measured(Arm(60, 12), Arm(15, 4))
    more = more_needed(few, TENTH)
    assert few.verdict == "too_few"
    assert more is not None
    assert more > 500
    assert more_needed(Measured(Arm(8000, 1600), Arm(2000, 400)), TENTH) == 0
    assert more_needed(Measured(Arm(8), Arm()), TENTH) is None
    assert smallest_lift(Fraction(1, 5), treated=60, held=15) == Fraction(43, 100)
    assert smallest_lift(Fraction(1, 5), treated=5, held=1) is None


def test_money_is_compared_by_head_and_told_for_those_written_to() -> None:
    measured = Measured(Arm(60, 12, 72_000), Arm(15, 2, 9_000))
    assert measured.treated.money_each == 1200
    assert measured.gained == (1200 - 600) * 60
    assert Measured(Arm(60, 12, 72_000), Arm()).gained is None
    assert Measured(Arm(60, 12), Arm()).verdict == "no_holdout"


@pytest.mark.parametrize(
    ("size", "percent", "held"), [(75, 20, 15), (10, 25, 3), (7, 50, 4), (100, 0, 0), (2, 50, 1)]
)
def test_a_holdout_is_rounded_half_up(size: int, percent: int, held: int) -> None:
    assert held_of(size, percent) == held
    check_arms(size, held, percent=percent)


def test_no_arm_is_empty_unless_none_was_asked_for() -> None:
    for size, percent in ((0, 0), (1, 20), (1, 50), (2, 10)):
        with pytest.raises(BadRequest):
            check_arms(size, held_of(size, percent), percent=percent)


def test_a_campaign_is_planned_runs_and_is_over() -> None:
    day = date(2026, 11, 22)
    campaign = Campaign(
        id="c", name="Autumn", segment=Segment(), offer=None, channel="letter", message=None,
        first_day=date(2026, 11, 20), last_day=date(2026, 12, 20), holdout_percent=20, cost_each=0,
        added_on=day, started_on=day,
    )  # fmt: skip
    assert (campaign.state(date(2026, 12, 20)), campaign.is_whole(date(2026, 12, 20))) == (
        "running", True,
    )  # fmt: skip
    assert campaign.state(date(2026, 12, 21)) == "over"
    assert (campaign.counted_from, campaign.counted_to) == (day, date(2026, 12, 20))
    assert not campaign.is_whole(date(2026, 12, 19))


def test_days_and_offers_are_understood() -> None:
    today = date(2026, 11, 22)
    assert read_days({}, today=today) == (today, date(2026, 12, 21))
    with pytest.raises(BadDate):
        read_days({"from": "2026-11-23", "to": "2026-11-22"}, today=today)
    assert (read_offer(None), read_offer({"points": 50})) == (None, Gift(50))
    assert read_offer("Tea") == read_offer({"reward": "Tea"}) == Gift(reward="Tea")
    with pytest.raises(BadRequest):
        read_offer({"points": 0})


def _scores(arm: Arm) -> tuple[float, float, float]:
    """Return a share and both shares p for which |share − p| = z √(p (1 − p) ÷ n), by halving."""
    z, n, share = 1.959963984540054, arm.customers, arm.came_back / arm.customers

    def root(inside: float, outside: float) -> float:
        for _ in range(200):
            middle = (inside + outside) / 2
            if abs(share - middle) <= z * math.sqrt(middle * (1 - middle) / n):
                inside = middle
            else:
                outside = middle
        return inside

    return share, root(share, 0.0), root(share, 1.0)


def _claimed(treated: int, held: int, line: float) -> Table:
    """Return for each outcome whether a difference is claimed, worked out apart from the rule."""
    back, held_back = np.arange(treated + 1)[:, None], np.arange(held + 1)[None, :]
    p, p_low, p_high = _wilson(back, treated)
    q, q_low, q_high = _wilson(held_back, held)
    low = p - q - np.hypot(p - p_low, q_high - q)
    high = p - q + np.hypot(p_high - p, q - q_low)
    by_chance = np.ones((treated + 1, held + 1))
    here_ways, there_ways, all_ways = map(_log_ways, (treated, held, treated + held))
    for all_back in range(treated + held + 1):
        here = np.arange(max(0, all_back - held), min(treated, all_back) + 1)
        ways = np.exp(here_ways[here] + there_ways[all_back - here] - all_ways[all_back])
        ordered = np.sort(ways)
        rank = np.searchsorted(ordered, ways * (1 + 1e-9), side="right")
        by_chance[here, all_back - here] = np.cumsum(ordered)[rank - 1]
    return np.asarray(((low > 0) | (high < 0)) & (by_chance <= line + 1e-12))


def _log_ways(people: int) -> Table:
    """Return the logarithm of how many ways there are to take 0, 1, … of so many people."""
    taken = np.arange(people + 1)
    ways = gammaln(people + 1) - gammaln(taken + 1) - gammaln(people - taken + 1)
    return np.asarray(ways)


def _wilson(back: Table, count: int) -> tuple[Table, Table, Table]:
    z = 1.959963984540054
    share = back / count
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    reach = z * np.sqrt(share * (1 - share) / count + z * z / (4 * count**2)) / (1 + z * z / count)
    return share, middle - reach, middle + reach


def _how_often(claimed: Table, shares: Table, held_shares: Table) -> Table:
    """Return how often something is claimed where people come back with these shares."""
    treated, held = (size - 1 for size in claimed.shape)
    here = binom.pmf(np.arange(treated + 1), treated, shares[:, None])
    there = binom.pmf(np.arange(held + 1), held, held_shares[:, None])
    return np.asarray(((here @ claimed.astype(float)) * there).sum(axis=1))


def _came_by_day(
    draw: np.random.Generator, customers: int, share: float, days: int, trials: int
) -> Table:
    """Return for each trial how many had come by the end of each day."""
    each_day = draw.multinomial(
        draw.binomial(customers, share, size=trials), np.full(days, 1 / days)
    )
    return np.cumsum(each_day, axis=1)
