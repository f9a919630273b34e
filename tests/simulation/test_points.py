"""Random shops of months: the book and a slow obvious model agree on every answer and day."""

import os

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.simulation.machine import Shop

# By hand, far more: OKAERI_SIMULATION_EXAMPLES=2000 pytest tests/simulation
EXAMPLES = int(os.environ.get("OKAERI_SIMULATION_EXAMPLES", "0"))

PROFILE = settings(
    max_examples=EXAMPLES or 10,
    stateful_step_count=22,
    derandomize=not EXAMPLES,
    database=None,
    deadline=None,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)


def test_random_shops_agree_with_a_slow_obvious_model() -> None:
    run_state_machine_as_test(Shop, settings=PROFILE)
