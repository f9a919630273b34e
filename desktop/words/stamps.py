"""Says what stamp cards and weeks in a row give, and how far somebody has come with them."""

from collections.abc import Iterable
from dataclasses import dataclass

from db.queries.stamps import CardBack, CardCount, CardTotals
from db.queries.streaks import StreakCount
from db.rules.coupons import spoken_code
from db.rules.shop import Gift, ShopSettings
from db.rules.stamps import StampCard, StampsPer
from db.rules.streaks import Streak, StreakStanding
from desktop import formats
from desktop.i18n import mark, tr, trn
from desktop.words.offers import OPEN, in_line, money, points

_PER: dict[StampsPer, str] = {
    "visit": mark("For each visit"),
    "spend": mark("For money spent"),
    "item": mark("For each item"),
}


def stamps_per() -> list[tuple[str, str]]:
    """Return what a stamp can be given for."""
    return [(per, tr(words)) for per, words in _PER.items()]


# -- What there is --------------------------------------------------------------------------


@dataclass(frozen=True)
class CardDraft:
    """A card as far as it has been described."""

    per: StampsPer
    each: int | None  # minor units of spend, or items
    category: str | None
    needed: int | None
    reward: str | None


def draft_of_card(card: StampCard) -> CardDraft:
    """Return a card that is offered, described the same way."""
    terms = card.terms
    return CardDraft(terms.per, terms.each, terms.category, card.needed, card.reward)


def card_sentence(card: CardDraft, settings: ShopSettings) -> str:
    """Return a card in a sentence: "1 stamp for each visit; 10 stamps bring Free coffee"."""
    words = trn(
        "{stamp}; {count} stamp brings {reward}",
        "{stamp}; {count} stamps bring {reward}",
        card.needed or 2,
    )
    return words.format(
        stamp=_one_stamp(card, settings),
        count=_number(card.needed),
        reward=card.reward or OPEN,
    )


def _one_stamp(card: CardDraft, settings: ShopSettings) -> str:
    if card.per == "visit":
        return tr("1 stamp for each visit")
    if card.per == "spend":
        each = money(card.each, settings)
        if card.category is None:
            return tr("1 stamp for each {amount} paid").format(amount=each)
        words = tr("1 stamp for each {amount} of {category}")
        return words.format(amount=each, category=card.category)
    category = card.category or OPEN
    if card.each == 1:
        return tr("1 stamp for each item of {category}").format(category=category)
    words = tr("1 stamp for every {count} items of {category}")
    return words.format(count=_number(card.each), category=category)


def card_totals_line(totals: CardTotals) -> str:
    """Return what came of a card: "12 customers hold stamps · 6 cards filled · 4 coupons used"."""
    holders = trn(
        "{count} customer holds stamps", "{count} customers hold stamps", totals.customers
    )
    filled = trn("{count} card filled", "{count} cards filled", totals.filled)
    used = trn("{count} coupon used", "{count} coupons used", totals.used)
    return in_line(
        [
            holders.format(count=_number(totals.customers)),
            filled.format(count=_number(totals.filled)),
            used.format(count=_number(totals.used)),
        ]
    )


@dataclass(frozen=True)
class StreakDraft:
    """A streak as far as it has been described."""

    weeks: int | None
    visits: int | None
    gift: str  # in words


def draft_of_streak(streak: Streak) -> StreakDraft:
    """Return a streak that is offered, described the same way."""
    return StreakDraft(streak.weeks, streak.visits, gift_words(streak.gift))


def streak_sentence(streak: StreakDraft) -> str:
    """Return a streak in a sentence: "A visit in each of 4 weeks in a row brings 200 points"."""
    if streak.visits == 1:
        words = tr("A visit in each of {weeks} weeks in a row brings {gift}")
        return words.format(weeks=_number(streak.weeks), gift=streak.gift)
    words = tr("{visits} visits in each of {weeks} weeks in a row bring {gift}")
    return words.format(
        visits=_number(streak.visits), weeks=_number(streak.weeks), gift=streak.gift
    )


def streak_totals_line(given: int) -> str:
    """Return how often a streak gave its gift."""
    return trn("given {count} time", "given {count} times", given).format(count=_number(given))


def gift_words(gift: Gift) -> str:
    """Return a gift by its name, or in points."""
    return gift.reward or points(gift.points)


# -- How far somebody is --------------------------------------------------------------------


def card_heading(name: str, *, have: int, need: int) -> str:
    """Return the heading of a card: "Coffee stamps · 8 of 10"."""
    words = tr("{name} · {have} of {need}")
    return words.format(name=name, have=_number(max(have, 0)), need=_number(need))


def card_spoken(name: str, *, have: int, need: int) -> str:
    """Return a card as it is read aloud."""
    words = tr("{name}: {have} of {need} stamps")
    return words.format(name=name, have=_number(max(have, 0)), need=_number(need))


def coming_words(card: StampCard, *, given: int, fills: int) -> str:
    """Return what the sale that is typed will bring: "+1 stamp", or that the card is full."""
    if fills:
        return tr("Full with this sale: {reward}").format(reward=card.reward)
    if given:
        words = trn("{count} stamp with this sale", "{count} stamps with this sale", given)
        return words.format(count=formats.signed(given))
    return ""


def owed_words(have: int) -> str:
    """Return that the next stamps make up for some that a refund took, "" where none is owed."""
    if have >= 0:
        return ""
    words = trn(
        "The next stamp makes up for a refund",
        "The next {count} stamps make up for a refund",
        -have,
    )
    return words.format(count=_number(-have))


def streak_words(standing: StreakStanding) -> str:
    """Return how far a streak is: "Regulars · 3 of 4 weeks, 1 to go"."""
    streak = standing.streak
    said = [streak.name, _weeks_words(standing)]
    if streak.visits > 1:
        words = tr("{count} of {visits} visits this week")
        visits = min(standing.visits_this_week, streak.visits)
        said.append(words.format(count=_number(visits), visits=_number(streak.visits)))
    return in_line(said)


def _weeks_words(standing: StreakStanding) -> str:
    if standing.to_go == 0:
        return tr("complete with the next sale")
    if standing.have == 0:
        return tr("{count} weeks to go").format(count=_number(standing.streak.weeks))
    return tr("{count} of {weeks} weeks, {more} to go").format(
        count=_number(standing.have),
        weeks=_number(standing.streak.weeks),
        more=_number(standing.to_go),
    )


# -- What a sale gave, and a refund took ----------------------------------------------------


def stamp_news(counts: Iterable[CardCount], streaks: Iterable[StreakCount]) -> list[str]:
    """Return what is worth saying after a sale: "Card full: Free coffee"."""
    news = []
    for count in counts:
        if count.fills == 1:
            news.append(tr("Card full: {reward}").format(reward=count.card.reward))
        elif count.fills:
            words = tr("{count} cards full: {reward}")
            news.append(words.format(count=_number(count.fills), reward=count.card.reward))
    for each in streaks:
        streak = each.standing.streak
        if each.runs:
            words = tr("{weeks} weeks in a row: {gift}")
            gift = gift_words(streak.gift)
            news.append(words.format(weeks=_number(streak.weeks), gift=gift))
    return news


def stamps_back_words(backs: Iterable[CardBack]) -> list[str]:
    """Return what a refund takes off cards: "Coffee stamps −1 · coupon C7K2-… is void"."""
    said = []
    for back in backs:
        lost = f"{back.card.name} {formats.signed(-back.taken)}"
        codes = ", ".join(spoken_code(fill.code) for fill in back.emptied)
        if codes:
            lost = in_line([lost, tr("coupon {codes} is void").format(codes=codes)])
        said.append(lost)
    return said


def _number(count: int | None) -> str:
    return OPEN if count is None else formats.number(count)
