"""Random shops of months: the book and a slow obvious model agree on every answer and day."""

import os
from math import ceil

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.simulation import slow_earning
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


def test_a_model_that_always_rounds_up_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slow_earning, "round_fraction", lambda exact, _: ceil(exact))
    soon = settings(PROFILE, max_examples=40, phases=[Phase.generate], report_multiple_bugs=False)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(Shop, settings=soon)
