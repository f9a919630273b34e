"""Money handed back at the desk, as the journal keeps it, for pasts that tests write by hand."""

from db.journal import Draft


def refund_of(
    sale: str,
    customer: str | None,
    money_back: int,
    *,
    amount: int | None = None,
    points_reversed: int = 0,
    points_returned: int = 0,
    whole: bool = False,
) -> Draft:
    """Return the fact of a refund; `amount` is of the sale's total, the money by default."""
    doc = {
        "sale": sale,
        "amount": money_back if amount is None else amount,
        "money_back": money_back,
        "points_reversed": points_reversed,
        "points_returned": points_returned,
        "whole": whole,
        "reason": None,
        "promotions": {},
    }
    if customer is None:
        return Draft("refund", doc)
    return Draft("refund", doc, customer, "spent", -money_back)
