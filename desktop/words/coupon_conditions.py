"""What a coupon gives and asks for, in a few words; they stand in windows and on paper."""

from collections.abc import Callable

from db.rules.rewards import Terms
from db.rules.shop import ShopSettings
from desktop import formats
from desktop.i18n import tr, trn
from desktop.words.offers import money, points

WriteMoney = Callable[[int, ShopSettings], str]  # minor units


def conditions_of(
    terms: Terms, settings: ShopSettings, *, write: WriteMoney = money
) -> tuple[str, ...]:
    """Return what a coupon asks for, in ready words; `write` writes money for where they stand."""
    conditions = []
    if terms.max_discount is not None:
        most = write(terms.max_discount, settings)
        conditions.append(tr("{amount} off at most").format(amount=most))
    if terms.minimum:
        conditions.append(tr("from {amount}").format(amount=write(terms.minimum, settings)))
    if terms.categories:
        conditions.append(tr("for {categories}").format(categories=", ".join(terms.categories)))
    return tuple(conditions)


def what_terms_give(terms: Terms, settings: ShopSettings, *, write: WriteMoney = money) -> str:
    """Return what a coupon gives where nobody named it: "¥500 off", "10 % off"."""
    if terms.kind == "percent_off":
        return tr("{percent} % off").format(percent=terms.value)
    if terms.kind == "points":
        return points(terms.value)
    if terms.kind == "free_months":
        words = trn("{count} month free", "{count} months free", terms.value)
        return words.format(count=formats.number(terms.value))
    words = {
        "amount_off": tr("{amount} off"),
        "donation": tr("{amount} for a good cause"),
    }.get(terms.kind, tr("Gift worth {amount}"))
    return words.format(amount=write(terms.value, settings))
