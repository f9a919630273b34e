"""The Gamma-Gamma model comes to what was published of CDNOW, in any currency."""

from dataclasses import replace

import numpy as np
import pytest

from db.value.gammagamma import Payments, fit_gammagamma, log_likelihood
from db.value.histories import Histories
from tests.db.value import slow_models
from tests.db.value.slow_models import Customer


def test_it_learns_the_known_figures_of_those_946_who_came_again(
    cdnow: Histories, people: list[Customer]
) -> None:
    model = fit_gammagamma(cdnow, unit=100)
    assert model is not None
    assert [round(each, 3) for each in (model.p, model.q, model.v)] == [6.250, 3.744, 15.444]
    assert model.customers == 946
    slow = slow_models.gammagamma(model.p, model.q, model.v, people)
    assert model.log_likelihood == pytest.approx(slow, abs=1e-6)


def test_its_slope_is_that_of_its_likelihood(cdnow: Histories) -> None:
    chosen = cdnow.again > 0
    again = cdnow.again[chosen]
    paid = Payments(again, cdnow.paid_again[chosen] / again / 100)
    here, step = np.array([3.0, 2.0, 20.0]), 1e-6
    _, slope = log_likelihood(here, paid)
    for place in range(3):
        aside = np.exp(step * np.eye(3)[place])
        up, down = log_likelihood(here * aside, paid)[0], log_likelihood(here / aside, paid)[0]
        assert (up - down) / (2 * step) == pytest.approx(slope[place], rel=1e-5)


def test_yen_and_dollars_say_the_same(cdnow: Histories) -> None:
    dollars = fit_gammagamma(cdnow, unit=100)
    yen = fit_gammagamma(replace(cdnow, paid_again=cdnow.paid_again * 150), unit=100)
    assert dollars is not None
    assert yen is not None
    assert (yen.p, yen.q, yen.v / 150) == pytest.approx((dollars.p, dollars.q, dollars.v), rel=1e-6)
    again, average = np.array([0, 1, 50]), np.array([0.0, 10.0, 10.0])
    nobody, once, often = dollars.expected_amount(again, average)
    assert nobody > once > often > 10  # between what all spend and what this one did


@pytest.mark.parametrize("paid", [[0, 0, 0], [0, -500, 300], [200, 200, 200]])
def test_of_too_little_nothing_is_learnt(cdnow: Histories, paid: list[int]) -> None:
    few = Histories(cdnow.until, ("a", "b", "c"), *np.array([[1] * 3, [5] * 3, [9] * 3, paid]))
    assert fit_gammagamma(few, unit=100) is None
