"""The floor asks the very likelihoods that the models climb."""

import numpy as np
import pytest

from db.value import bare_likelihood, dropout, gammagamma
from db.value.histories import Histories


def test_the_floor_asks_the_same_likelihoods(cdnow: Histories) -> None:
    found = bare_likelihood.bare_likelihoods(cdnow, unit=100)() / bare_likelihood.TIMES
    here = np.array(bare_likelihood._DROPOUT)
    came = cdnow.again > 0
    paid = gammagamma.Payments(cdnow.again[came], cdnow.paid_again[came] / cdnow.again[came] / 100)
    ours = (
        dropout.log_likelihood(here, cdnow.grouped, k=0)[0]
        + dropout.log_likelihood(here, cdnow.grouped, k=1)[0]
        + gammagamma.log_likelihood(np.array(bare_likelihood._AMOUNTS), paid)[0]
    )
    assert found == pytest.approx(ours, rel=1e-12)
