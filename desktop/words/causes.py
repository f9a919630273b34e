"""Says where a good cause stands: what it was given, what is owed, what was handed over."""

from db.queries.causes import CausePayment, CauseStanding
from db.rules.shop import ShopSettings
from desktop import formats
from desktop.i18n import tr, trn
from desktop.theme import Tone
from desktop.words.offers import OPEN, in_line, in_sentences, money, points


def cause_line(cause: CauseStanding, settings: ShopSettings) -> str:
    """Return what the list says of a cause: "1,230 points from 45 customers · worth ¥1,230"."""
    if not cause.worth and not cause.donors:
        return tr("Nothing was given yet.")
    words = trn("{points} from {count} customer", "{points} from {count} customers", cause.donors)
    given = words.format(points=points(cause.points), count=formats.number(cause.donors))
    return in_line([given, tr("worth {amount}").format(amount=money(cause.worth, settings))])


def paid_line(cause: CauseStanding, settings: ShopSettings) -> str:
    """Return what was handed over, and when last; nothing where nothing was."""
    if not cause.payments:
        return ""
    last = cause.payments[-1].day
    said = [
        tr("{amount} handed over, last on {day}").format(
            amount=money(cause.paid, settings), day=formats.day(last)
        )
    ]
    if cause.ahead:
        said.append(tr("{amount} ahead").format(amount=money(cause.ahead, settings)))
    return in_line(said)


def cause_chips(cause: CauseStanding, settings: ShopSettings) -> list[tuple[str, Tone]]:
    """Return what should be seen at once: money to hand over."""
    if not cause.owed:
        return []
    return [(tr("{amount} to hand over").format(amount=money(cause.owed, settings)), "gold")]


def payment_story(cause: CauseStanding, amount: int | None, settings: ShopSettings) -> str:
    """Return in sentences what handing over an amount does."""
    words = tr("{amount} go to “{cause}”.")
    shown = OPEN if amount is None else money(amount, settings)
    sentences = [words.format(amount=shown, cause=cause.name)]
    if amount is not None:
        left = cause.owed - amount
        if left > 0:
            sentences.append(
                tr("Then {amount} are still owed.").format(amount=money(left, settings))
            )
        elif left < 0:
            more = money(-left, settings)
            sentences.append(tr("That is {amount} more than is owed.").format(amount=more))
        else:
            sentences.append(tr("Then nothing is owed."))
    return in_sentences(sentences)


def payment_words(payment: CausePayment, settings: ShopSettings) -> str:
    """Return a payment in a line: "3 Nov 2026 · ¥800 · receipt 12"."""
    said = [formats.day(payment.day), money(payment.amount, settings)]
    return in_line([*said, payment.note] if payment.note else said)
