"""Random shops of months: the book and a slow obvious model agree on every answer and day."""

import os
from datetime import date, timedelta
from math import ceil

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.simulation import slow_earning
from tests.simulation.machine import Shop
from tests.simulation.slow_accounts import Account, Lot

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


def ends_a_day_late(lot: Lot) -> date | None:
    last = LAST_DAY(lot)
    return last + timedelta(days=1) if last else None


def takes_the_newest(account: Account, points: int, day: date) -> list[tuple[Lot, int]]:
    """Let the lots that end first seem empty while the newest are enough."""
    hidden = {}
    for lot in account.spendable(day):
        if sum(one.left for one in account.spendable(day)) - lot.left >= points:
            hidden[lot.name], lot.left = lot.left, 0
    uses = TAKE(account, points, day)
    for lot in account.lots:
        lot.left += hidden.get(lot.name, 0)
    return uses


def forgets_debts(account: Account, lot: Lot) -> None:
    account.lots.append(lot)


LAST_DAY, TAKE = Lot.last_day, Account.take
FAULTS = {
    "rounds up": (slow_earning, "round_fraction", lambda exact, _: ceil(exact)),
    "ends a day late": (Lot, "last_day", ends_a_day_late),
    "takes the newest": (Account, "take", takes_the_newest),
    "forgets debts": (Account, "give", forgets_debts),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_shop_with_a_fault_is_told_apart(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place, name, wrong = FAULTS[fault]
    monkeypatch.setattr(place, name, wrong)
    soon = settings(PROFILE, max_examples=60, phases=[Phase.generate], report_multiple_bugs=False)
    with pytest.raises(AssertionError, match="the slow shop"):
        run_state_machine_as_test(Shop, settings=soon)
