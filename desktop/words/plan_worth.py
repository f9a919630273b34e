"""Says whether a plan pays: what it brought and cost the shop, and from which visit on it pays."""

from db.rules.plan_worth import PlanForCustomer, PlanWorth
from db.rules.shop import ShopSettings
from desktop import formats
from desktop.i18n import tr, trc, trn
from desktop.words.history import money
from desktop.words.plan_figures import tenths


def worth_rows(worth: PlanWorth, settings: ShopSettings) -> list[tuple[str, str, bool]]:
    """Return what a plan brought and cost: words, amount, a sum; what is nothing is left out."""
    costs = worth.costs
    value = costs.point_value
    spent = (
        (tr("Discounts of the plan"), costs.discounts),
        (_points_words(tr("More points: {points}"), costs.more_points), costs.more_points * value),
        (
            _points_words(tr("Points with each payment: {points}"), costs.period_points),
            costs.period_points * value,
        ),
        (
            _points_words(tr("Points for renewing early: {points}"), costs.bonus_points),
            costs.bonus_points * value,
        ),
        (tr("Coupons of the plan, as used"), costs.coupons),
        (tr("Free months, at their price"), costs.free_months),
    )
    return [
        (tr("Paid for the plan"), money(worth.payments, settings), False),
        *((words, money(-amount, settings), False) for words, amount in spent if amount),
        (tr("What is left"), money(worth.left, settings), True),
    ]


def compared_sentences(worth: PlanWorth, settings: ShopSettings) -> tuple[str, ...]:
    """Return how members came before they joined and since, or that they are too few."""
    found = worth.compared
    if not found.is_enough:
        return (
            trn(
                "Too few to say whether members come more often: {count} has been known long "
                "enough before and since joining; from 8 on it is shown.",
                "Too few to say whether members come more often: {count} have been known long "
                "enough before and since joining; from 8 on it is shown.",
                found.members,
            ).format(count=formats.number(found.members)),
        )
    said = tr(
        "{count} members, in the same length of time: before joining {before} visits and {spent} "
        "a month each, since then {since} visits and {spends}."
    ).format(
        count=formats.number(found.members),
        before=tenths(found.monthly(found.visits_before)),
        spent=money(round(found.monthly(found.spent_before)), settings),
        since=tenths(found.monthly(found.visits_since)),
        spends=money(round(found.monthly(found.spent_since)), settings),
    )
    return said, tr("That is no proof: people often join when they come more often anyway.")


def measured_sentence() -> str:
    """Return what is counted in whether a plan pays, and what nobody knows."""
    return tr(
        "Counted are payments, discounts, coupons that were used, and points as if all of them "
        "were used; of refunds their share is left out. Not counted are trials, work and goods, "
        "and what members would have bought without the plan: nobody knows that."
    )


def pays_sentence(told: PlanForCustomer, settings: ShopSettings) -> str:
    """Return in one honest sentence whether a plan pays for a customer, to say at the counter."""
    if not told.is_known:
        return tr("Too few visits so far to say whether {plan} pays.").format(plan=told.plan)
    said = {"plan": told.plan, "usual": money(told.usual, settings), **_visits_words(told)}
    monthly, pays_from = told.every == "month", told.pays_from
    if pays_from is None:
        return tr("At your usual {usual} {plan} brings less than it costs.").format(**said)
    if pays_from == 0:
        return tr("{plan} brings more than it costs, however often you come.").format(**said)
    if told.pays:
        words = tr("At your usual {usual} it pays from the {nth} visit in a month; you come "
                   "{times}.")  # fmt: skip
        if not monthly:
            words = tr("At your usual {usual} it pays from the {nth} visit in a year; you come "
                       "{times}.")  # fmt: skip
    else:
        words = tr("At your usual {usual} it pays only from the {nth} visit in a month; you come "
                   "{times}, so it would not pay for you.")  # fmt: skip
        if not monthly:
            words = tr("At your usual {usual} it pays only from the {nth} visit in a year; you "
                       "come {times}, so it would not pay for you.")  # fmt: skip
    return words.format(**said)


def _visits_words(told: PlanForCustomer) -> dict[str, str]:
    times = trn("about once", "about {count} times", told.comes)
    if not told.comes:
        times = trc("visits", "less than once")
    said = times.format(count=formats.number(told.comes))
    return {"nth": ordinal(told.pays_from or 0), "times": said}


def ordinal(number: int) -> str:
    """Return a number that counts: "1st", "4th"."""
    endings = {
        1: tr("{number}st"),
        2: tr("{number}nd"),
        3: tr("{number}rd"),
    }
    usual = tr("{number}th")
    words = usual if number % 100 in (11, 12, 13) else endings.get(number % 10, usual)
    return words.format(number=formats.number(number))


def _points_words(words: str, points: int) -> str:
    return words.format(points=formats.number(points))
