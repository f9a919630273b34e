"""The BG/NBD model comes to what its authors published of CDNOW."""

import numpy as np
import pytest

from db.value.bgnbd import fit_bgnbd
from db.value.dropout import DropoutModel
from db.value.histories import Histories


@pytest.fixture(scope="module")
def model(cdnow: Histories) -> DropoutModel:
    return fit_bgnbd(cdnow.grouped)


def test_it_learns_what_was_published_of_cdnow(model: DropoutModel) -> None:
    learnt = (model.r, model.alpha, model.a, model.b)
    assert [round(each, 4) for each in learnt] == [0.2426, 4.4136, 0.7929, 2.4259]
    assert round(model.log_likelihood, 2) == -9582.43


def test_a_customer_of_the_paper_expects_1_226_purchases(model: DropoutModel) -> None:
    one = (np.array([2]), np.array([30.43]), np.array([38.86]))
    assert round(float(model.expected_purchases(39, *one)[0]), 3) == 1.226


def test_it_calls_everybody_alive_who_bought_once(model: DropoutModel) -> None:
    once = (np.array([0, 0]), np.array([0.0, 0.0]), np.array([1.0, 500.0]))
    assert model.chance_alive(*once).tolist() == [1, 1]
