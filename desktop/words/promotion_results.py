"""Says whether a promotion paid: what it gave, what was sold on its days, what cannot be known."""

from fractions import Fraction

from db.rules.promotion_results import LEAST_DAYS, PromotionResult
from db.rules.shop import ShopSettings
from desktop import formats
from desktop.i18n import tr, trn
from desktop.words.offers import money


def verdict_words(result: PromotionResult) -> str:
    """Return the answer in a few words: "sold 12.0 % more", "too close to say"."""
    percent = result.more_percent
    if result.verdict in ("more", "less") and percent is not None:
        words = tr("sold {percent} more") if percent > 0 else tr("sold {percent} less")
        return words.format(percent=formats.percent(abs(percent)))
    return {
        "cannot_tell": tr("too close to say"),
        "too_few": tr("too few days yet"),
        "nothing_to_compare": tr("nothing to compare with"),
        "never_held": tr("did not hold yet"),
    }.get(result.verdict, tr("too close to say"))


def result_sentences(result: PromotionResult, settings: ShopSettings) -> tuple[str, ...]:
    """Return the whole answer: what it gave, what was sold, how sure that is, what is not known."""
    if result.verdict == "never_held":
        return (
            tr("From {first} to {last} it held on no day on which something was sold.").format(
                first=formats.day(result.first), last=formats.day(result.last)
            ),
        )
    said = [_given(result, settings)]
    if result.compared:
        said.append(_sold(result, settings))
    said.append(_how_sure(result, settings))
    if result.compared:
        said.append(
            tr(
                "Sales are no profit, and nobody was held back: weather, season or another offer "
                "may be in it. A campaign with a group that gets nothing would tell."
            )
        )
    return tuple(said)


def _given(result: PromotionResult, settings: ShopSettings) -> str:
    words = trn(
        "From {first} to {last} it held on {count} day and gave {points} points in {sales} sales "
        "to {customers} customers: worth {worth} if all of them are used.",
        "From {first} to {last} it held on {count} days and gave {points} points in {sales} sales "
        "to {customers} customers: worth {worth} if all of them are used.",
        result.days,
    )
    return words.format(
        first=formats.day(result.first),
        last=formats.day(result.last),
        count=formats.number(result.days),
        points=formats.number(result.points),
        sales=formats.number(result.sales),
        customers=formats.number(result.customers),
        worth=money(result.worth, settings),
    )


def _sold(result: PromotionResult, settings: ShopSettings) -> str:
    words = trn(
        "On {count} of its days {revenue} were sold. The same weekdays without it, up to four "
        "weeks before and after, would have made {expected}: that is {more}.",
        "On {count} of its days {revenue} were sold. The same weekdays without it, up to four "
        "weeks before and after, would have made {expected}: that is {more}.",
        result.compared,
    )
    return words.format(
        count=formats.number(result.compared),
        revenue=money(result.revenue, settings),
        expected=money(round(result.expected), settings),
        more=_more(result.more, settings),
    )


def _how_sure(result: PromotionResult, settings: ShopSettings) -> str:
    if result.verdict == "nothing_to_compare":
        return tr(
            "It holds on all days of its kind, so there is no day to compare with. Leave it out on "
            "some weeks, and you will see."
        )
    if result.low is None or result.high is None:
        return tr(
            "That says nothing yet: it takes at least {least} days with it and {least} without."
        ).format(least=formats.number(LEAST_DAYS))
    between = {"low": _more(result.low, settings), "high": _more(result.high, settings)}
    words = {
        "more": tr(
            "In 95 of 100 cases the truth lies between {low} and {high}: more was sold on its days."
        ),
        "less": tr(
            "In 95 of 100 cases the truth lies between {low} and {high}: less was sold on its days."
        ),
    }.get(
        result.verdict,
        tr(
            "In 95 of 100 cases the truth lies between {low} and {high}: that may be chance, so "
            "nothing can be said yet."
        ),
    )
    return words.format(**between)


def _more(amount: Fraction, settings: ShopSettings) -> str:
    """Return how much more or less: "¥12,000 more"."""
    words = tr("{amount} more") if amount >= 0 else tr("{amount} less")
    return words.format(amount=money(abs(round(amount)), settings))
