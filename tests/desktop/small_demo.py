"""A part of the demo's purchases, for tests that need not live all of them."""

from datetime import date

from desktop.demo.shop import Purchase

TODAY = date(2026, 11, 22)


def slice_of(purchases: list[Purchase], *, every: int = 60) -> list[Purchase]:
    """Return all that some of the sample's people bought: forty of them, or fewer."""
    people = sorted({purchase.person for purchase in purchases})[::every]
    return [purchase for purchase in purchases if purchase.person in people]
