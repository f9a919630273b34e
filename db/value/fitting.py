"""Finds the parameters of a model: the same ones for the same histories, wherever it begins."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Real = NDArray[np.float64]
Likelihood = Callable[[Real], tuple[float, Real]]

# Parameters are above nothing, so their logarithms are sought; where the data say "without end",
# as when nobody ever stays away, the bounds say where to stop.
_LEAST, _MOST = np.log(1e-4), np.log(1e5)
_FIRST_STEPS, _STEPS = 8, 500


def most_likely(
    likelihood: Likelihood, starts: Sequence[Sequence[float]], *, weight: float
) -> tuple[Real, float]:
    """Return the parameters that make the data most likely, and their log-likelihood.

    `likelihood` gives the log-likelihood and its slope by the logarithms of the parameters;
    `weight` is the number of customers, by which it is evened out. All starts go a few steps,
    and the one that came furthest goes to the end.
    """

    def loss(logs: Real) -> tuple[float, Real]:
        value, slope = likelihood(np.exp(logs))
        return -value / weight, -slope / weight

    bounds = [(_LEAST, _MOST)] * len(starts[0])
    tried = [
        minimize(
            loss, np.log(start), jac=True, method="L-BFGS-B", bounds=bounds,
            options={"maxiter": _FIRST_STEPS},
        )
        for start in starts
    ]  # fmt: skip
    furthest = min(tried, key=lambda each: float(each.fun))
    found = minimize(
        loss, furthest.x, jac=True, method="L-BFGS-B", bounds=bounds,
        options={"ftol": 1e-15, "gtol": 1e-8, "maxiter": _STEPS, "maxcor": 20},
    )  # fmt: skip
    parameters: Real = np.exp(found.x)
    return parameters, likelihood(parameters)[0]
