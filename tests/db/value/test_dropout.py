"""What both models share: the likelihood of the papers, its slope, and forecasts that come true."""

from typing import Literal

import numpy as np
import pytest

from db.value.dropout import DropoutModel, fit_dropout, log_likelihood
from db.value.fitting import Real
from db.value.histories import Groups, Histories, Whole
from tests.db.value import slow_models
from tests.db.value.slow_models import Customer

BOTH = pytest.mark.parametrize("k", [0, 1])
Model = Literal[0, 1]
ELSEWHERE = np.array([0.7, 3.1, 1.9, 0.8])


@BOTH
def test_the_likelihood_of_all_is_the_sum_over_one_customer_after_the_other(
    k: Model, cdnow: Histories, people: list[Customer]
) -> None:
    slow = (slow_models.bgnbd, slow_models.mbgnbd)[k]
    value, _ = log_likelihood(ELSEWHERE, cdnow.grouped, k=k)
    r, alpha, a, b = ELSEWHERE
    assert value == pytest.approx(slow(r, alpha, a, b, people), rel=1e-12)
    assert len(cdnow.grouped.counts) < cdnow.customers / 2  # that is what makes it fast


@BOTH
def test_the_slope_is_that_of_the_likelihood(k: Model, cdnow: Histories) -> None:
    _, slope = log_likelihood(ELSEWHERE, cdnow.grouped, k=k)
    step = 1e-6
    for place in range(4):
        aside = np.exp(step * np.eye(4)[place])
        up, _ = log_likelihood(ELSEWHERE * aside, cdnow.grouped, k=k)
        down, _ = log_likelihood(ELSEWHERE / aside, cdnow.grouped, k=k)
        assert (up - down) / (2 * step) == pytest.approx(slope[place], rel=1e-5)


@BOTH
def test_forecasts_come_true_for_customers_who_live_by_the_model(k: Model) -> None:
    """Sixty thousand invented customers, known for a year; what they did in the year after."""
    model = DropoutModel(k, 0.9, 6.0, 1.2, 3.0, 0.0)
    again, last, alive, later = lived(model, customers=60_000, known=52.0, ahead=52.0)
    known = np.full(len(again), 52.0)
    chance = model.chance_alive(again, last, known)
    expected = model.expected_purchases(52.0, again, last, known)
    for group in (again == 0, again == 1, (again >= 2) & (again < 6), again >= 6):
        assert chance[group].mean() == pytest.approx(alive[group].mean(), abs=0.015)
        assert expected[group].mean() == pytest.approx(later[group].mean(), rel=0.06)


def test_frequent_customers_and_the_pole_at_one_overflow_nothing() -> None:
    often = (np.array([0, 3000]), np.array([0.0, 519.0]), np.array([520.0, 520.0]))
    for a in (1.0, 1 + 1e-9, 0.2, 7.0):
        expected = DropoutModel(1, 0.3, 2.0, a, 5.0, 0.0).expected_purchases(52.0, *often)
        assert 0 <= expected[0] < 1
        assert 100 < expected[1] < 301


@pytest.mark.parametrize(
    "histories",
    [
        [(1, 7, 14)],
        [(0, 0, 0), (1, 1, 1)],
        [(30, 210, 210)] * 40,  # nobody ever stays away
        [(0, 0, 700)] * 40 + [(1, 1, 700)],  # hardly anybody comes again
    ],
)
@BOTH
def test_books_at_the_edge_are_learnt_without_a_warning(
    k: Model, histories: list[tuple[int, int, int]]
) -> None:
    model = fit_dropout(groups_of(histories), k=k)
    assert model == fit_dropout(groups_of(histories), k=k)
    assert np.isfinite([model.r, model.alpha, model.a, model.b, model.log_likelihood]).all()


def groups_of(histories: list[tuple[int, int, int]]) -> Groups:
    again, last, known = np.array(histories).T
    return Groups(again, last, known, np.ones(len(again), int), np.arange(len(again)))


def lived(
    model: DropoutModel, *, customers: int, known: float, ahead: float
) -> tuple[Whole, Real, Whole, Whole]:
    """Let customers live by the model; returns x, t_x, who is alive, purchases ahead."""
    draw = np.random.default_rng(1997)
    rate = draw.gamma(model.r, 1 / model.alpha, customers)
    quits = draw.beta(model.a, model.b, customers)
    alive = draw.random(customers) >= quits * model.k
    again, later = np.zeros(customers, int), np.zeros(customers, int)
    last, still_alive = np.zeros(customers), np.zeros(customers, bool)
    clock = np.zeros(customers)
    while alive.any():
        clock = clock + draw.exponential(1 / rate)
        still_alive |= alive & (clock > known)
        buys = alive & (clock <= known)
        again[buys] += 1
        last[buys] = clock[buys]
        later[alive & (clock > known) & (clock <= known + ahead)] += 1
        alive = alive & (clock <= known + ahead) & (draw.random(customers) >= quits)
    return again, last, still_alive, later
