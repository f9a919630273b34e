"""The owner sets up stamp cards; staff take over paper ones and correct what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from db import stamping
from db.clock import new_id
from db.errors import BadRequest
from db.giving import IssuedCoupon
from db.journal import Draft
from db.moment import Moment
from db.queries.rewards import reward_named
from db.queries.shop import category_named
from db.queries.stamps import (
    StampsHeld,
    all_stamp_cards,
    card_back,
    count_of,
    stamp_card_named,
    stamps_held,
)
from db.rules.money import parse_amount
from db.rules.shop import line_of_text, one_of, whole, yes_or_no
from db.rules.stamps import STAMPS_PER, StampCard, StampTerms, spoken_card
from db.session import Action, Session, Transaction
from db.usecases.shop import refuse_taken_name, refuse_unknown_reward

_MOST_STAMPS = 1000
_MOST = 10**12


@dataclass(frozen=True)
class StampsAdded:
    """A card after stamps were put on it by hand, and the coupons that it became."""

    customer_id: str
    held: StampsHeld
    issued: tuple[IssuedCoupon, ...] = ()


def add_stamp_card(session: Session, *, terms: Mapping[str, Any], operation_id: str) -> StampCard:
    """Offer a stamp card on terms in the words of the feed.

    Raises BadRequest or BadAmount that names what cannot be meant; a reward or a category that
    the shop does not have is such a thing too.
    """
    with session.write(Action.ADD_STAMP_CARD, operation_id) as tx:
        card = read_stamp_card(tx, terms, id=new_id())
        refuse_taken_name(tx.db, "stamp_cards", card.name)
        row = _row(card)
        tx.insert("stamp_cards", row)
        tx.post(Draft("stamp_card.add", row))
        tx.answer(card)
    return card


def edit_stamp_card(
    session: Session, *, card: str, changes: Mapping[str, Any], operation_id: str
) -> StampCard:
    """Change a card from now on; terms that are not named stay, and so do stamps that are held.

    `{"offered": False}` stops it. A card that is full by a smaller `needed` is filled with its
    next stamp. Raises as `add_stamp_card` does.
    """
    with session.write(Action.EDIT_STAMP_CARD, operation_id) as tx:
        before = stamp_card_named(tx.db, card)
        spoken = spoken_card(before, digits=tx.settings.digits)
        if changes.get("per", before.terms.per) != before.terms.per:  # these went with the other
            spoken["each"] = spoken["category"] = None
        after = read_stamp_card(tx, {**spoken, **changes}, id=before.id)
        if after.name != before.name:
            refuse_taken_name(tx.db, "stamp_cards", after.name)
        row = _row(after)
        tx.update("stamp_cards", before.id, row)
        tx.post(Draft("stamp_card.edit", row))
        tx.answer(after)
    return after


def add_stamps(
    session: Session, *, customer_id: str, card: str, count: int, reason: str, operation_id: str
) -> StampsAdded:
    """Put stamps on a card that no sale gave: those of a paper card, or a correction.

    A full card becomes its coupon at once. Raises BadRequest for a card that is not offered, for
    no stamps, for more than are held to be taken off, and where no reason is given.
    """
    with session.write(Action.ADD_STAMPS, operation_id) as tx:
        chosen = _card_for(tx, card, count)
        have = stamps_held(tx.db, customer_id).get(chosen.id, 0)
        least = -max(have, 0)
        if whole(count, "count", least=least, most=_MOST_STAMPS) == 0:
            raise BadRequest("count", "range", f"{least}–{_MOST_STAMPS}")
        more = {"reason": line_of_text(reason, "reason")}
        issued: tuple[IssuedCoupon, ...] = ()
        if count > 0:
            given = count_of(chosen, have, given=count)
            issued = stamping.give_stamps(tx, customer_id, given, more=more)
        else:
            backs = [card_back(tx.db, chosen, customer_id, taken=-count)]
            stamping.take_stamps(tx, customer_id, backs, more=more, void_reason=more["reason"])
        held = StampsHeld(chosen, stamps_held(tx.db, customer_id)[chosen.id])
        added = StampsAdded(customer_id, held, issued)
        tx.answer(added)
    return added


def read_stamp_card(moment: Moment, terms: Mapping[str, Any], *, id: str) -> StampCard:
    """Understand a card's terms; raises BadRequest or BadAmount that names what cannot be meant."""
    per = one_of(terms.get("per") or "visit", "per", STAMPS_PER)
    each, category = terms.get("each"), terms.get("category")
    if per == "visit":
        if category is not None:
            raise BadRequest("category", "unknown")
        if each is not None and str(each) != "1":
            raise BadRequest("each", "unknown")
    if per == "item" and category is None:
        raise BadRequest("category", "missing")
    if per == "spend" and each is None:
        raise BadRequest("each", "missing")
    digits = moment.settings.digits if per == "spend" else 0
    each_minor = 1 if each is None else parse_amount(str(each), digits=digits)
    refuse_unknown_reward(moment.db, str(terms.get("reward")), "reward")
    reward = reward_named(moment.db, str(terms.get("reward")))
    return StampCard(
        id=id,
        name=line_of_text(terms.get("name"), "name", longest=60),
        needed=whole(terms.get("needed"), "needed", least=1, most=_MOST_STAMPS),
        reward_id=reward.id,
        reward=reward.name,
        terms=StampTerms(
            per,
            whole(each_minor, "each", least=1, most=_MOST),
            None if category is None else category_named(moment.db, category).name,
        ),
        offered=yes_or_no(terms.get("offered", True), "offered"),
    )


def _card_for(tx: Transaction, name: str, count: int) -> StampCard:
    """Return the card to put stamps on; from one that is not offered they can only be taken."""
    card = stamp_card_named(tx.db, name)
    if not card.offered and count > 0:
        offered = [each.name for each in all_stamp_cards(tx.db) if each.offered]
        raise BadRequest("stamps", "choice", ", ".join(offered) or "–")
    return card


def _row(card: StampCard) -> dict[str, Any]:
    return {
        "id": card.id,
        "name": card.name,
        "needed": card.needed,
        "reward_id": card.reward_id,
        "per": card.terms.per,
        "each": card.terms.each,
        "category": card.terms.category,
        "offered": int(card.offered),
    }
