"""The floor of the models: their likelihoods asked of every customer, in numpy, and nothing more.

A search for four parameters that were asked for fewer than twenty times would find nothing; what a
fit takes beyond this is its own.
"""

from collections.abc import Callable

import numpy as np
from scipy.special import betaln, gammaln

from db.value.fitting import Real
from db.value.histories import DAYS_OF_A_WEEK, Histories

TIMES = 20
_DROPOUT = (0.5, 6.0, 0.9, 1.6)
_AMOUNTS = (6.0, 4.0, 15.0)


def bare_likelihoods(histories: Histories, *, unit: int) -> Callable[[], float]:
    """Return what asks for the likelihoods of BG/NBD, MBG/NBD and Gamma-Gamma, 20 times each."""
    again = histories.again.astype(np.float64)
    last, known = histories.last_days / DAYS_OF_A_WEEK, histories.known_days / DAYS_OF_A_WEEK
    came = (histories.again > 0) & (histories.paid_again > 0)
    average = histories.paid_again[came] / (again[came] * unit)

    def ask() -> float:
        found = 0.0
        for _ in range(TIMES):
            found += _dropout(again, last, known, 0) + _dropout(again, last, known, 1)
            found += _gamma_gamma(again[came], average)
        return found

    return ask


def _dropout(x: Real, last: Real, known: Real, k: int) -> float:
    r, alpha, a, b = _DROPOUT
    stays = -(r + x) * np.log(alpha + known)
    hazard = np.where(x + k > 0, np.log(a) - np.log(np.maximum(b + x + k - 1, b)), -np.inf)
    gone = hazard - (r + x) * np.log(alpha + last)
    value = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + betaln(a, b + x + k) - betaln(a, b)
    return float((value + np.logaddexp(stays, gone)).sum())


def _gamma_gamma(x: Real, m: Real) -> float:
    p, q, v = _AMOUNTS
    value = gammaln(p * x + q) - gammaln(p * x) - gammaln(q) + q * np.log(v)
    value += (p * x - 1) * np.log(m) + p * x * np.log(x) - (p * x + q) * np.log(v + x * m)
    return float(value.sum())
