"""Customers who buy by chance until they drop out, unseen: what BG/NBD and MBG/NBD share.

While alive a customer buys as a Poisson process, with a rate λ that varies among customers as a
gamma (r, α). After each purchase the customer drops out with a probability p that varies as a beta
(a, b). In the BG/NBD the first purchase is no such moment, so that whoever bought once is alive for
certain; in the MBG/NBD it is. With k = 0 for the BG/NBD and 1 for the MBG/NBD:

    L(x, t_x, T) = Γ(r+x)/Γ(r) · α^r · B(a, b+x+k)/B(a, b)
                   · [ (α+T)^−(r+x) + δ · a/(b+x+k−1) · (α+t_x)^−(r+x) ]

where δ is 1, except for x = 0 in the BG/NBD, where it is 0.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import betaln, expit, gammaln, hyp2f1, psi

from db.value.fitting import Real, most_likely
from db.value.histories import Groups, Whole

_STARTS = ((1.0, 8.0, 1.0, 2.5), (0.2, 3.0, 0.5, 3.0), (3.0, 3.0, 0.3, 6.0))
_POLE = 1e-6  # at a = 1 the expectation is a limit; nearer than this it is worked out beside it


@dataclass(frozen=True)
class DropoutModel:
    """One of the two models with its parameters; time in weeks."""

    k: Literal[0, 1]
    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float

    def chance_alive(self, again: Whole, last: Real, known: Real) -> Real:
        """Return the probability that customers with these histories have not dropped out.

        P = 1 ÷ (1 + δ · a/(b+x+k−1) · ((α+T)/(α+t_x))^(r+x))
        """
        alive: Real = expit(-self._log_odds_gone(again, last, known))
        return alive

    def expected_purchases(self, weeks: float, again: Whole, last: Real, known: Real) -> Real:
        """Return how many purchases to expect of each history in so many weeks to come.

        E = C/(a−1) · [1 − ((α+T)/(α+T+t))^(r+x) · ₂F₁(r+x, b+x+k; C; z)] · P(alive), with
        C = a+b+x+k−1 and z = t/(α+T+t). Euler's transformation of ₂F₁ keeps it from overflowing
        for frequent customers: (1−z)^(r+x) · ₂F₁(…) = (1−z)^(a−1) · ₂F₁(a+b+k−1−r, a−1; C; z).
        """
        a = self.a if abs(self.a - 1) > _POLE else 1 + _POLE
        c = a + self.b + again + self.k - 1
        z = weeks / (self.alpha + known + weeks)
        rest = (1 - z) ** (a - 1) * hyp2f1(a + self.b + self.k - 1 - self.r, a - 1, c, z)
        expected: Real = c / (a - 1) * (1 - rest) * self.chance_alive(again, last, known)
        return expected

    def _log_odds_gone(self, again: Whole, last: Real, known: Real) -> Real:
        odds: Real = _log_hazard(self.a, self.b, again, self.k) + (self.r + again) * (
            np.log(self.alpha + known) - np.log(self.alpha + last)
        )
        return odds


def fit_dropout(groups: Groups, *, k: Literal[0, 1]) -> DropoutModel:
    """Return the model under which the histories are most likely."""
    parameters, likelihood = most_likely(
        lambda parameters: log_likelihood(parameters, groups, k=k),
        _STARTS,
        weight=float(groups.counts.sum()),
    )
    r, alpha, a, b = map(float, parameters)
    return DropoutModel(k, r, alpha, a, b, likelihood)


def log_likelihood(parameters: Real, groups: Groups, *, k: Literal[0, 1]) -> tuple[float, Real]:
    """Return the log-likelihood of all customers, and its slope by the parameters' logarithms."""
    r, alpha, a, b = parameters
    x, counts = groups.again, groups.counts
    kinds, places = groups.kinds_of_again
    log_known, log_last = np.log(alpha + groups.known), np.log(alpha + groups.last)
    stays = -(r + x) * log_known
    gone = _log_hazard(a, b, x, k) - (r + x) * log_last
    by_kind = gammaln(r + kinds) - gammaln(r) + r * np.log(alpha)
    by_kind += betaln(a, b + kinds + k) - betaln(a, b)
    # Sums, not dot products: the threads of BLAS would wait for each other on a busy shop's PC.
    value = float((counts * (by_kind[places] + np.logaddexp(stays, gone))).sum())

    share = expit(gone - stays)  # of having dropped out
    both = psi(a + b) - psi(a + b + kinds + k)
    slopes = (
        (psi(r + kinds) - psi(r) + np.log(alpha))[places]
        - log_known + share * (log_known - log_last),
        r / alpha - (r + x) * (
            (1 - share) / (alpha + groups.known) + share / (alpha + groups.last)
        ),
        both[places] + share / a,
        (both + psi(b + kinds + k) - psi(b))[places] - share / np.maximum(b + x + k - 1, b),
    )  # fmt: skip
    return value, np.array([(counts * slope).sum() for slope in slopes]) * parameters


def _log_hazard(a: float, b: float, again: Whole, k: int) -> Real:
    """Return ln(a/(b+x+k−1)), −∞ for whoever cannot have dropped out yet."""
    after = again + k - 1
    hazard = np.log(a) - np.log(b + np.maximum(after, 0))
    return np.where(after < 0, -np.inf, hazard)
