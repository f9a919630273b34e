"""What pays for a sale besides cash and cards: store credit and gift vouchers; rules.md §2, §6.

They are money, not points: they lower neither what a sale earns nor what counts for a tier.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from db.errors import BadAmount, BadRequest, NotEnoughCredit
from db.rules.coupons import spoken_code


@dataclass(frozen=True)
class PayWith:
    """What is asked to pay a part of a sale: a voucher by its code as typed, or the credit."""

    voucher: str | None = None  # None: the customer's credit
    amount: int | None = None  # minor units; None: as much as is left of it, or is needed


@dataclass(frozen=True)
class Source:
    """Where a part of the money is to come from, and what there is."""

    voucher: str | None  # its code; None: the customer's credit
    held: int  # minor units
    amount: int | None  # asked for; None: as much as is left of it, or is needed


@dataclass(frozen=True)
class Payment:
    """A part of a sale's money; amounts in minor units."""

    amount: int
    voucher: str | None = None  # its code; None: the customer's credit
    left: int = 0  # of the voucher or the credit, afterwards


def split(sources: Sequence[Source], *, to_pay: int) -> tuple[Payment, ...]:
    """Say what each pays of a sale: first those with an amount, then the others what is left.

    Raises NotEnoughCredit where less is there, BadAmount for nothing and for more than the sale
    takes, BadRequest for the same voucher, or the credit, twice.
    """
    _check_once(sources)
    for source in sources:
        if source.amount is not None:
            _check(source, source.amount)
    rest = to_pay - sum(source.amount or 0 for source in sources)
    if rest < 0:
        raise BadAmount("…", max=to_pay)
    payments = []
    for source in sources:
        amount = source.amount
        if amount is None:
            if rest and not source.held:
                raise NotEnoughCredit(rest, 0, _spoken(source))
            amount = min(source.held, rest)
            rest -= amount
        payments.append(Payment(amount, source.voucher, source.held - amount))
    return tuple(payments)


def going_back(
    payments: Sequence[Payment], *, before: int, money: int
) -> tuple[tuple[Payment, int], ...]:
    """Say to which payments `money` of a refund returns, after `before` of earlier refunds.

    To vouchers first, the last named before the others, then to the credit: so that a voucher
    cannot be turned into cash. What they did not pay is handed back. The parts of several
    refunds add up to what was paid, whatever their sizes.
    """
    parts, already, until = [], before, before + money
    vouchers = [payment for payment in reversed(payments) if payment.voucher]
    for payment in [*vouchers, *(payment for payment in payments if not payment.voucher)]:
        part = min(until, payment.amount) - min(already, payment.amount)
        until, already = max(0, until - payment.amount), max(0, already - payment.amount)
        if part:
            parts.append((payment, part))
    return tuple(parts)


def least_from(movements: Iterable[tuple[int, int]], *, at: int) -> int:
    """Return the most that can be taken at an instant, of movements in their order of time.

    On a slip of an earlier day that is less where money was taken since: what was taken after it
    must stay covered (rulings 52).
    """
    balance = 0
    least: int | None = None
    for moved_at, delta in movements:
        if moved_at > at:
            least = balance if least is None else least
        balance += delta
        least = None if least is None else min(least, balance)
    return max(0, balance if least is None else least)


def payments_doc(payments: Sequence[Payment]) -> list[dict[str, Any]]:
    """Return payments as a sale keeps them; one of nothing is none."""
    return [
        {"amount": each.amount} | ({"voucher": each.voucher} if each.voucher else {})
        for each in payments
        if each.amount
    ]


def read_payments(spoken: Iterable[Mapping[str, Any]]) -> tuple[Payment, ...]:
    """Return payments from the way a sale keeps them."""
    return tuple(Payment(each["amount"], each.get("voucher")) for each in spoken)


def _check_once(sources: Sequence[Source]) -> None:
    seen: set[str | None] = set()
    for source in sources:
        if source.voucher in seen:
            raise BadRequest("pay_with", "twice", _spoken(source) or "credit")
        seen.add(source.voucher)


def _check(source: Source, amount: int) -> None:
    if amount <= 0:
        raise BadAmount(str(amount))
    if amount > source.held:
        raise NotEnoughCredit(amount, source.held, _spoken(source))


def _spoken(source: Source) -> str | None:
    return spoken_code(source.voucher) if source.voucher else None
