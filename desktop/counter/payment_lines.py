"""What credit and vouchers pay at the counter: lines of a sale, and what is left to pay."""

from db.queries.customer_card import CustomerCard
from db.rules.coupons import spoken_code
from db.rules.payments import Payment
from db.rules.shop import ShopSettings
from db.usecases.sales import SaleOutcome
from desktop import formats
from desktop.i18n import tr, trn
from desktop.theme import Tone
from desktop.widgets.breakdown import FigureLine
from desktop.words.history import money


def payment_lines(outcome: SaleOutcome, settings: ShopSettings) -> list[FigureLine]:
    """Return what credit and vouchers pay, and in large what is left to pay."""
    if not outcome.payments:
        return []
    paid = [_payment_line(each, settings) for each in outcome.payments if each.amount]
    if outcome.reckoning.paid == outcome.reckoning.amount:  # nothing was taken off before
        paid.insert(0, FigureLine(tr("Amount"), money(outcome.reckoning.amount, settings)))
    due = money(outcome.due, settings)
    return [*paid, FigureLine(tr("Left to pay"), due, "due", name="counter.due")]


def left_lines(outcome: SaleOutcome, settings: ShopSettings) -> list[FigureLine]:
    """Return what is still to be taken after a sale, and what is left of what paid."""
    if not outcome.payments:
        return []
    left = [
        FigureLine(_left_words(each), money(each.left, settings))
        for each in outcome.payments
        if each.amount
    ]
    due = money(outcome.due, settings)
    return [FigureLine(tr("Left to pay"), due, "due", name="counter.due"), *left]


def record_words(outcome: SaleOutcome, settings: ShopSettings) -> str:
    """Return what the button says where credit or a voucher pays: the money that is taken."""
    due = money(outcome.due, settings)
    if outcome.customer_id is None:
        return tr("Take {amount}").format(amount=due)
    words = trn(
        "Take {amount} and give {points} point",
        "Take {amount} and give {points} points",
        outcome.points,
    )
    return words.format(amount=due, points=formats.number(outcome.points))


def held_chips(card: CustomerCard, settings: ShopSettings) -> list[tuple[str, Tone]]:
    """Return what the customer holds in money: credit, and vouchers in their name."""
    chips: list[tuple[str, Tone]] = []
    if card.credit:
        credit = tr("Credit {amount}").format(amount=money(card.credit, settings))
        chips.append((credit, "good"))
    if card.vouchers:
        left = sum(voucher.left for voucher in card.vouchers)
        chips.append((tr("Vouchers {amount}").format(amount=money(left, settings)), "good"))
    return chips


def _payment_line(payment: Payment, settings: ShopSettings) -> FigureLine:
    words = tr("Credit")
    if payment.voucher is not None:
        words = tr("Voucher {code}").format(code=spoken_code(payment.voucher))
    return FigureLine(words, money(-payment.amount, settings))


def _left_words(payment: Payment) -> str:
    if payment.voucher is None:
        return tr("Credit left")
    return tr("Left on {code}").format(code=spoken_code(payment.voucher))
