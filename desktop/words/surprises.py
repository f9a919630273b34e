"""Says surprises: among whom is drawn, what can be won, and with what odds."""

from collections.abc import Sequence
from datetime import date

from db.rules.shop import Gift, ShopSettings
from db.rules.surprises import Group, WeightedGift
from desktop import formats
from desktop.i18n import tr, trn
from desktop.words.offers import in_line, in_sentences, money, points


def group_words(group: Group, settings: ShopSettings) -> str:
    """Return among whom is drawn: "Gold and up · born in November"."""
    said = [*_belonging(group), *_coming(group)]
    if group.birthday_month is not None:
        month = formats.month_short(date(2000, group.birthday_month, 1))
        said.append(tr("born in {month}").format(month=month))
    if group.minimum_spent is not None:
        amount = money(group.minimum_spent, settings)
        said.append(tr("spent {amount} or more").format(amount=amount))
    return in_line(said) if said else tr("all customers")


def gift_words(gift: Gift) -> str:
    """Return what can be won: a reward's name, or points."""
    return gift.reward or points(gift.points)


def gifts_words(gifts: Sequence[WeightedGift]) -> str:
    """Return all that can be won, each with its share: "Tea 9/10 · 500 points 1/10"."""
    if len(gifts) == 1:
        return gift_words(gifts[0].gift)
    total = sum(each.weight for each in gifts)
    return in_line(
        tr("{gift}: {weight} in {total}").format(
            gift=gift_words(each.gift),
            weight=formats.number(each.weight),
            total=formats.number(total),
        )
        for each in gifts
    )


def odds_words(count: int, size: int) -> str:
    """Return the odds: "3 of 120 are drawn"."""
    words = trn("{count} of {size} is drawn", "{count} of {size} are drawn", count)
    return words.format(count=formats.number(count), size=formats.number(size))


def surprise_story(
    group: Group,
    settings: ShopSettings,
    *,
    size: int,
    count: int | None,
    gifts: Sequence[WeightedGift],
) -> str:
    """Return in sentences what the draw is about to do."""
    words = trn(
        "There is {size} customer in the group: {group}.",
        "There are {size} customers in the group: {group}.",
        size,
    )
    sentences = [words.format(size=formats.number(size), group=group_words(group, settings))]
    if count is not None and 0 < count <= size:
        drawn = trn(
            "{count} of them is drawn, each with the same odds: {odds}.",
            "{count} of them are drawn, each with the same odds: {odds}.",
            count,
        )
        sentences.append(drawn.format(count=formats.number(count), odds=f"{count}/{size}"))
    if gifts:
        sentences.append(tr("To be won: {gifts}.").format(gifts=gifts_words(gifts)))
    return in_sentences(sentences)


def law_note(settings: ShopSettings) -> str:
    """Return what the law asks of prizes, in plain words; of other countries only that it asks."""
    if settings.country != "JP":
        return tr(
            "The law of most countries limits prizes that are drawn among customers. Ask your "
            "adviser before you announce one."
        )
    return tr(
        "In Japan, a prize that is drawn among customers may be worth at most 20 times what they "
        "buy, and ¥100,000 for purchases of ¥5,000 or more; all prizes together at most 2 % of "
        "the sales that the draw is about. A gift to everybody who buys may be worth 20 % of the "
        "purchase, or ¥200 below ¥1,000. Coupons of this shop count as prizes when they are "
        "drawn. This is no legal advice: ask your adviser or the Consumer Affairs Agency."
    )


def _belonging(group: Group) -> list[str]:
    said = []
    if group.tier is not None:
        said.append(tr("{tier} and up").format(tier=group.tier))
    if group.plan is not None:
        said.append(tr("members of {plan}").format(plan=group.plan))
    if group.tag is not None:
        said.append(tr("marked “{tag}”").format(tag=group.tag))
    return said


def _coming(group: Group) -> list[str]:
    days: tuple[tuple[str, date | None], ...] = (
        (tr("here since {day}"), group.visited_since),
        (tr("not here since {day}"), group.not_visited_since),
        (tr("joined since {day}"), group.joined_since),
    )
    said = [words.format(day=formats.day(day)) for words, day in days if day is not None]
    if group.minimum_visits is not None:
        visits = trn("{count} visit or more", "{count} visits or more", group.minimum_visits)
        said.append(visits.format(count=formats.number(group.minimum_visits)))
    return said
