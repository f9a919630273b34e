"""The models written down once more, one customer at a time, straight from the papers."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, lgamma, log


@dataclass(frozen=True)
class Customer:
    """One history: weeks, and the average amount of repeat purchases."""

    again: int
    last: float
    known: float
    average: float = 0.0


def log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def bgnbd(r: float, alpha: float, a: float, b: float, customers: Iterable[Customer]) -> float:
    """Fader, Hardie & Lee (2005), equation 6."""
    total = 0.0
    for each in customers:
        x = each.again
        stays = log_beta(a, b + x) - log_beta(a, b) - (r + x) * log(alpha + each.known)
        inner = exp(stays)
        if x > 0:
            gone = log_beta(a + 1, b + x - 1) - log_beta(a, b) - (r + x) * log(alpha + each.last)
            inner += exp(gone)
        total += lgamma(r + x) - lgamma(r) + r * log(alpha) + log(inner)
    return total


def mbgnbd(r: float, alpha: float, a: float, b: float, customers: Iterable[Customer]) -> float:
    """Batislam et al. (2007), equation 8; one may drop out after the first purchase."""
    total = 0.0
    for each in customers:
        x = each.again
        stays = log_beta(a, b + x + 1) - log_beta(a, b) - (r + x) * log(alpha + each.known)
        gone = log_beta(a + 1, b + x) - log_beta(a, b) - (r + x) * log(alpha + each.last)
        total += lgamma(r + x) - lgamma(r) + r * log(alpha) + log(exp(stays) + exp(gone))
    return total


def gammagamma(p: float, q: float, v: float, customers: Iterable[Customer]) -> float:
    """Fader & Hardie (2013), equation 1a."""
    total = 0.0
    for each in customers:
        x, m = each.again, each.average
        if x and m:
            total += lgamma(p * x + q) - lgamma(p * x) - lgamma(q) + q * log(v)
            total += (p * x - 1) * log(m) + p * x * log(x) - (p * x + q) * log(v + m * x)
    return total
