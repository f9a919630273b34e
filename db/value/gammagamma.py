"""The Gamma-Gamma model: what a customer spends each time, apart from how often they come.

Fader & Hardie (2013), The Gamma-Gamma model of monetary value, note 025 of brucehardie.com. What
is paid varies from time to time as a gamma (p, ν), and ν among customers as a gamma (q, γ), which
is called v here. Of a customer whose x repeat purchases cost m̄ on average their equation 1a says:

    L(m̄, x) = Γ(px+q)/(Γ(px)·Γ(q)) · v^q · x^(px) · m̄^(px−1) / (v + x·m̄)^(px+q)

and the expected amount is p·(v + x·m̄)/(px+q−1): between what all spend and what this one did.
First purchases are left out, as in the data set CDNOW (n = 946); so is, in fitting, whoever paid
nothing on balance, of whom a gamma knows nothing. Amounts are in units of the currency.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np
from scipy.special import gammaln, psi

from db.value.fitting import Real, most_likely
from db.value.histories import Histories, Whole

_STARTS = ((1.0, 1.0, 1.0), (5.0, 4.0, 1.0), (2.0, 10.0, 5.0))


@dataclass(frozen=True)
class GammaGamma:
    """The model with its parameters; v in units of the currency."""

    p: float
    q: float
    v: float
    log_likelihood: float
    customers: int  # from whom it was learnt

    def expected_amount(self, again: Whole, average: Real) -> Real:
        """Return what each customer pays the next time, in units.

        Of whoever never came again the average of all, p·v/(q−1); where that has no end (q ≤ 1),
        the middle one, p·v/q.
        """
        above = self.p * again + self.q - 1
        amount = self.p * (self.v + again * np.maximum(average, 0))
        expected: Real = amount / np.where(above > 0, above, self.q)
        return expected


def fit_gammagamma(histories: Histories, *, unit: int) -> GammaGamma | None:
    """Return the model of what is paid; `unit` is how many minor units make one of the currency.

    None where fewer than two repeat customers paid different amounts: nothing can be learnt.
    """
    chosen = (histories.again > 0) & (histories.paid_again > 0)
    again = histories.again[chosen]
    average = histories.paid_again[chosen] / (again * unit)
    if len(average) < 2 or np.ptp(average) == 0:
        return None
    scale = float(average.mean())  # so that yen are sought where dollars are
    paid = Payments(again, average / scale)
    parameters, likelihood = most_likely(
        lambda parameters: log_likelihood(parameters, paid),
        _STARTS,
        weight=float(len(again)),
    )
    p, q, v = map(float, parameters)
    whole = likelihood - len(again) * float(np.log(scale))
    return GammaGamma(p, q, v * scale, whole, len(again))


@dataclass(frozen=True)
class Payments:
    """What repeat customers paid on average, with what of it does not change from try to try."""

    again: Whole
    average: Real

    @cached_property
    def kinds_of_again(self) -> tuple[Whole, Whole]:
        """Return the numbers x that occur, and the place of each customer's own among them."""
        kinds, places = np.unique(self.again, return_inverse=True)
        return kinds, places

    @cached_property
    def total(self) -> Real:
        """Return x·m̄."""
        return self.again * self.average

    @cached_property
    def log_total(self) -> Real:
        """Return ln(x·m̄)."""
        return np.log(self.total)

    @cached_property
    def log_averages(self) -> float:
        """Return the sum of ln m̄."""
        return float(np.log(self.average).sum())


def log_likelihood(parameters: Real, paid: Payments) -> tuple[float, Real]:
    """Return the log-likelihood of all customers, and its slope by the parameters' logarithms."""
    p, q, v = parameters
    x = paid.again
    kinds, places = paid.kinds_of_again  # gamma functions are asked once for each x
    whole = v + paid.total
    ratio = paid.log_total - np.log(whole)
    of_kind = gammaln(p * kinds + q) - gammaln(p * kinds) - gammaln(q) + q * np.log(v)
    both = psi(p * kinds + q)
    value = of_kind[places] + p * x * ratio - q * (paid.log_total - ratio)
    slope = np.array(
        [
            float((x * ((both - psi(p * kinds))[places] + ratio)).sum()),
            float(((both - psi(q) + np.log(v))[places] - paid.log_total + ratio).sum()),
            float((q / v - (p * x + q) / whole).sum()),
        ]
    )
    return float(value.sum()) - paid.log_averages, slope * parameters


def minor_units(amount: float, *, unit: int) -> int:
    """Return an amount of units as whole minor units, rounded half-even."""
    return round(Fraction(amount) * unit)
