"""The MBG/NBD model comes to the known figures of CDNOW, and doubts those who bought once."""

import numpy as np
import pytest

from db.value.histories import Histories
from db.value.mbgnbd import fit_mbgnbd


def test_it_learns_the_known_figures_and_doubts_one_time_buyers(cdnow: Histories) -> None:
    model = fit_mbgnbd(cdnow.grouped)
    learnt = (model.r, model.alpha, model.a, model.b)
    assert [round(each, 4) for each in learnt] == [0.5248, 6.1831, 0.8914, 1.6140]
    assert round(model.log_likelihood, 2) == -9582.14
    alive = model.chance_alive(np.zeros(3, int), np.zeros(3), np.array([0.0, 39.0, 500.0]))
    assert alive[0] == pytest.approx(model.b / (model.a + model.b))  # all that nobody can know
    assert alive[0] > alive[1] > alive[2] > 0
