"""Says on the customers' screen what is paid and what it brings, in the shop's language.

No name, number, phone, birthday or history: others stand in the queue.
"""

from collections.abc import Sequence
from typing import Any

from db.moment import Moment
from db.queries.customer_display import shown_to_all
from db.queries.pictures import logo
from db.queries.promotion_days import promotions_today
from db.queries.stamps import CardCount, cards_of
from db.rules.promotion_days import for_everybody
from db.usecases.sales import SaleOutcome
from desktop import formats
from desktop.counter.words import coupon_name
from desktop.i18n import LANGUAGES, mark, speaking, tr, trn
from desktop.widgets.customer_display import CustomerView, PointsShown
from desktop.widgets.stamp_board import StampLine
from desktop.words.feedback import highest_words, lowest_words, question
from desktop.words.history import money
from desktop.words.promotions import promotion_sentence
from desktop.words.stamps import card_heading, card_spoken

_COME_IN = mark("Come in, welcome")
_WELCOME = mark("Good to see you")
_WELCOME_BACK = mark("Welcome back")
_THANKS = mark("Thank you!")
_MOST_COUPONS, _MOST_CARDS, _MOST_LINES = 4, 2, 3


def idle_view(moment: Moment, *, words: str) -> CustomerView:
    """Return what is shown while nobody is served: the shop's words and what today brings."""
    with speaking(moment.settings.language):
        said = words.splitlines()
        today = [
            promotion_sentence(found.promotion, moment.settings, today=moment.today)
            for found in promotions_today(moment)
            if found.state.kind == "now" and for_everybody(found.promotion.conditions)
        ]
        return CustomerView(
            kind="idle",
            **_shop(moment),
            **_both(_COME_IN),
            words=tuple(line.strip() for line in said if line.strip())[:_MOST_LINES],
            news=tuple(today)[:_MOST_LINES],
        )


def served_view(moment: Moment, customer_id: str, *, points: int) -> CustomerView:
    """Return what is shown when somebody is served and nothing is typed; `points` they can use."""
    with speaking(moment.settings.language):
        shown = shown_to_all(moment, customer_id)
        return CustomerView(
            kind="served",
            **_shop(moment),
            **_both(_WELCOME_BACK if shown.came_before else _WELCOME),
            points=PointsShown(formats.number(points)),
            **_beside(moment, customer_id, ()),
        )


def sale_view(moment: Moment, outcome: SaleOutcome, *, points: int) -> CustomerView:
    """Return what is shown while a sale is typed; `points` are those before it."""
    settings, customer_id = moment.settings, outcome.customer_id
    with speaking(settings.language):
        saved = outcome.reckoning.amount - outcome.reckoning.paid
        return CustomerView(
            kind="sale",
            **{**_shop(moment), "words_of_points": tr("Points")},
            amount_words=tr("Your total"),
            amount=money(outcome.due, settings),
            saved=tr("Saved: {amount}").format(amount=money(saved, settings)) if saved else "",
            points=_moved(outcome, points) if customer_id else None,
            **(_beside(moment, customer_id, outcome.stamps) if customer_id else {}),
        )


def thanks_view(
    moment: Moment, outcome: SaleOutcome, *, asks: bool = False, answered: bool = False
) -> CustomerView:
    """Return what is shown after a sale, until the next one is typed.

    `asks` whether they would recommend the shop; `answered`: they just did, whatever they said.
    """
    customer_id = outcome.customer_id
    with speaking(moment.settings.language):
        given = [tr("For you: {coupon}").format(coupon=each.name) for each in outcome.issued]
        return CustomerView(
            kind="thanks",
            **_shop(moment),
            **_both(_THANKS),
            points=_earned(outcome) if customer_id else None,
            news=tuple([tr("Thank you for your answer.")] * answered + given)[:_MOST_LINES],
            question=(question(), lowest_words(), highest_words()) if asks else None,
            **(_beside(moment, customer_id, ()) if customer_id else {}),
        )


def _shop(moment: Moment) -> dict[str, Any]:
    paper = moment.settings.paper
    return {
        "shop": moment.settings.name,
        "logo": logo(moment.db),
        "ground": paper.ground,
        "accent": paper.colour,
        "words_of_points": tr("Points now"),
        "words_of_coupons": tr("Your coupons"),
    }


def _both(sentence: str) -> dict[str, Any]:
    """Return a greeting in the shop's language, and small in the other one."""
    own = tr(sentence)
    others = []
    for language in LANGUAGES:
        with speaking(language):
            others.append(tr(sentence))
    return {"greeting": own, "greeting_too": next((each for each in others if each != own), "")}


def _moved(outcome: SaleOutcome, before: int) -> PointsShown:
    used = outcome.reckoning.points_used
    change = [formats.signed(-used)] if used else []
    change += [formats.signed(outcome.points)] if outcome.points else []
    after = outcome.balance if outcome.balance is not None else before
    return PointsShown(formats.number(before), "  ".join(change), formats.number(after))


def _earned(outcome: SaleOutcome) -> PointsShown:
    after = formats.number(outcome.balance or 0)
    if not outcome.points:
        return PointsShown(after)
    earned = trn("{points} point", "{points} points", outcome.points)
    return PointsShown(after, earned.format(points=formats.signed(outcome.points)))


def _beside(moment: Moment, customer_id: str, counts: Sequence[CardCount]) -> dict[str, Any]:
    """Return stamps and coupons, which stand at the right."""
    coming = {count.card.id: count.given for count in counts}
    cards = []
    for held in cards_of(moment, customer_id)[:_MOST_CARDS]:
        name, need = held.card.name, held.card.needed
        heading = card_heading(name, have=held.have, need=need)
        spoken = card_spoken(name, have=held.have, need=need)
        cards.append(StampLine(heading, spoken, held.have, need, coming.get(held.card.id, 0)))
    coupons = shown_to_all(moment, customer_id).coupons
    names = [coupon_name(each, moment.settings) for each in coupons]
    if len(names) > _MOST_COUPONS:
        more = len(names) - _MOST_COUPONS + 1
        rest = trn("and {count} more", "and {count} more", more)
        names = [*names[: _MOST_COUPONS - 1], rest.format(count=formats.number(more))]
    return {"stamps": tuple(cards), "coupons": tuple(names)}
