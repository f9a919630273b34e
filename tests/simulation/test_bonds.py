"""Random shops of years: plans, tiers and friends agree with slow obvious models, day by day."""

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.simulation.bonds_machine import BondsShop
from tests.simulation.test_points import EXAMPLES, PROFILE


def test_random_shops_of_years_agree_with_slow_obvious_models() -> None:
    years = settings(PROFILE, max_examples=EXAMPLES or 15, stateful_step_count=40)
    run_state_machine_as_test(BondsShop, settings=years)
