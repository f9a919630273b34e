"""Random counters with stamp cards: the book and a slow obvious model agree on every card."""

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.simulation.slow_stamps import Card, SlowStamps
from tests.simulation.stamp_machine import StampShop
from tests.simulation.test_points import PROFILE


def test_random_counters_with_stamp_cards_agree_with_a_slow_obvious_model() -> None:
    run_state_machine_as_test(StampShop, settings=PROFILE)


FAULTS = {
    "every sale is a visit": (SlowStamps, "live", lambda *_: []),
    "rounds up": (Card, "worth", lambda card, sale, **_: -(-sale.total // card.each)),
    "voids no coupon": (SlowStamps, "latest_unused", lambda *_: None),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_counter_with_a_fault_is_told_apart(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place, name, wrong = FAULTS[fault]
    monkeypatch.setattr(place, name, wrong)
    soon = settings(PROFILE, max_examples=60, phases=[Phase.generate], report_multiple_bugs=False)
    with pytest.raises((AssertionError, ValueError)):
        run_state_machine_as_test(StampShop, settings=soon)
