"""Random shops of years: plans, tiers and friends agree with slow obvious models, day by day."""

from datetime import date

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.simulation.bonds_machine import BondsShop
from tests.simulation.long_lives import Life
from tests.simulation.slow_levels import SlowLevels
from tests.simulation.slow_plans import Membership, Plan
from tests.simulation.test_points import EXAMPLES, PROFILE

YEARS = settings(PROFILE, max_examples=EXAMPLES or 8, stateful_step_count=25)
SEEDS = range(EXAMPLES or 6)
SOME_ACTS = 60


def test_random_shops_of_years_agree_with_slow_obvious_models() -> None:
    run_state_machine_as_test(BondsShop, settings=YEARS)


@pytest.mark.parametrize("seed", SEEDS)
def test_years_of_members_agree_with_a_model_that_counts_days(seed: int) -> None:
    Life(seed).live(SOME_ACTS)


def forgets_the_anchor(membership: Membership, kind: str, plan: Plan, months: int) -> None:
    membership.anchor, membership.months = membership.next_day, 0
    LENGTHEN(membership, kind, plan, months)


def knows_no_grace(membership: Membership, day: date) -> str:
    state = STATE(membership, day)
    return "ended" if state == "past_due" else state


LENGTHEN, STATE = Membership.lengthen, Membership.state
FAULTS = {
    "forgets the anchor": (Membership, "lengthen", forgets_the_anchor),
    "knows no grace": (Membership, "state", knows_no_grace),
    "keeps a tier for ever": (SlowLevels, "look", lambda _, held, __: held),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_shop_with_a_fault_is_told_apart(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place, name, wrong = FAULTS[fault]
    monkeypatch.setattr(place, name, wrong)
    with pytest.raises(AssertionError, match="the slow shop"):
        live_some()


def live_some() -> None:
    for seed in range(30):
        Life(seed).live(SOME_ACTS)
