"""Stamp cards at work: sales fill them, refunds empty them, paper ones are taken over."""

from collections.abc import Callable
from typing import Any

import pytest

from db.errors import BadAmount, BadRequest, ShopError
from db.queries.coupons import coupon_typed, coupons_of
from db.queries.facts import facts_as_entered
from db.queries.stamps import all_stamp_cards, stamp_card_named, stamps_held
from db.rules.coupons import state_on
from db.session import Session
from db.usecases.coupons import replace_coupon
from db.usecases.merging import merge_customers
from db.usecases.refunds import preview_refund, refund_sale
from db.usecases.rewards import NewReward, add_reward, edit_reward
from db.usecases.sales import OrderLine, SaleOrder, SaleOutcome, preview_sale, record_sale
from db.usecases.shop import add_category
from db.usecases.stamps import StampsAdded, add_stamp_card, add_stamps, edit_stamp_card
from db.usecases.undo import undo

Sell = Callable[..., SaleOutcome]
TEA = NewReward("Tea", "free_item", "300", 100, valid_days=30)


@pytest.fixture
def card(session: Session) -> Callable[..., str]:
    """Return a way to offer a card that makes a tea; it gives the card's id."""
    add_reward(session, TEA, operation_id="tea")
    for name in ("Coffee", "Cake"):
        add_category(session, name=name, earns=True, tax_rate=None, operation_id=name)

    def offer(needed: int = 3, **terms: Any) -> str:  # noqa: ANN401
        told = {"name": "Card", "needed": needed, "reward": "Tea", **terms}
        return add_stamp_card(session, terms=told, operation_id=f"card-{told}").id

    return offer


@pytest.fixture
def put(session: Session) -> Callable[..., StampsAdded]:
    """Return a way to put stamps on the card by hand."""

    def by_hand(customer: str, count: int, *, card: str = "Card") -> StampsAdded:
        return add_stamps(
            session, customer_id=customer, card=card, count=count, reason="paper card",
            operation_id=f"put-{session.db['facts'].count}",
        )  # fmt: skip

    return by_hand


def give_back(session: Session, sale: SaleOutcome, amount: int | None = None) -> list[str]:
    """Refund a sale as it was foretold; returns the codes of the coupons that are void then."""
    name = str(sale.sale)
    expected = preview_refund(session, sale=name, amount=amount)
    operation = f"refund-{session.db['facts'].count}"
    done = refund_sale(session, sale=name, amount=amount, reason=None, operation_id=operation)
    assert done.stamps == expected.stamps
    for back in done.stamps:
        held = stamps_held(session.db, str(done.customer_id))
        assert held[back.card.id] == back.have
    return [fill.code for back in done.stamps for fill in back.emptied]


def told(sale: SaleOutcome) -> list[tuple[str, int, int]]:
    return [(count.card.name, count.have, count.card.needed) for count in sale.stamps]


def test_one_stamp_for_a_day_and_a_coupon_for_a_full_card(
    session: Session, a_customer: Callable[..., str], sell: Sell, card: Callable[..., str]
) -> None:
    card()
    customer = a_customer()
    assert told(sell(customer, 500, on="2026-11-01")) == [("Card", 1, 3)]
    assert told(sell(customer, 500, on="2026-11-01")) == [("Card", 1, 3)]  # no new visit
    sell(customer, 500, on="2026-11-02")
    full = sell(customer, 500, on="2026-11-03")
    assert told(full) == [("Card", 0, 3)]
    assert [(each.name, str(each.valid_until)) for each in full.issued] == [("Tea", "2026-12-03")]
    assert [coupon.code for coupon in coupons_of(session.db, customer, on=session.today)] == [
        full.issued[0].code
    ]


def test_nobody_gets_no_stamps(sell: Sell, card: Callable[..., str]) -> None:
    card()
    assert sell(None, 5000).stamps == ()


def test_a_large_sale_fills_several_cards_and_the_surplus_carries_over(
    a_customer: Callable[..., str], sell: Sell, card: Callable[..., str]
) -> None:
    card(per="spend", each="500")
    customer = a_customer()
    sell(customer, 1000)
    sale = sell(customer, 4700)  # 2 + 9 stamps are three cards and two stamps
    assert told(sale) == [("Card", 2, 3)]
    assert len(sale.issued) == 3


def test_each_card_counts_what_it_could_count(
    session: Session, a_customer: Callable[..., str], card: Callable[..., str]
) -> None:
    for name, terms in (
        ("Visits", {}),
        ("Coffees", {"per": "item", "category": "Coffee"}),
        ("Pairs of cakes", {"per": "item", "category": "Cake", "each": "2"}),
        ("Coffee money", {"per": "spend", "category": "Coffee", "each": "300"}),
    ):
        card(10, name=name, **terms)
    lines = (OrderLine(1000, "Coffee", 2), OrderLine(500))
    order = SaleOrder(lines, a_customer())
    expected = preview_sale(session, order)
    sale = record_sale(session, order, operation_id="sale")
    assert sale.stamps == expected.stamps
    assert told(sale) == [("Visits", 1, 10), ("Coffees", 2, 10), ("Coffee money", 3, 10)]


def test_a_preview_writes_nothing(
    session: Session, a_customer: Callable[..., str], card: Callable[..., str]
) -> None:
    card(1)
    customer = a_customer()
    before = session.db["facts"].count
    assert preview_sale(session, SaleOrder((OrderLine(1),), customer)).stamps[0].fills == 1
    assert session.db["facts"].count == before


def test_stamps_are_worked_out_again_on_the_money_that_remains(
    session: Session, a_customer: Callable[..., str], sell: Sell, card: Callable[..., str]
) -> None:
    id = card(10, per="spend", each="500")
    customer = a_customer()
    sale = sell(customer, 1900)
    for amount, left in ((300, 3), (200, 2), (None, 0)):
        give_back(session, sale, amount)
        assert stamps_held(session.db, customer)[id] == left


def test_items_go_back_in_proportion(
    session: Session, a_customer: Callable[..., str], card: Callable[..., str]
) -> None:
    id = card(10, per="item", category="Coffee")
    customer = a_customer()
    order = SaleOrder((OrderLine(1500, "Coffee", 3),), customer)
    sale = record_sale(session, order, operation_id="sale")
    give_back(session, sale, 500)
    assert stamps_held(session.db, customer)[id] == 2


def test_a_refund_works_by_the_terms_of_the_sales_time(
    session: Session, a_customer: Callable[..., str], sell: Sell, card: Callable[..., str]
) -> None:
    id = card(10, per="spend", each="500")
    customer = a_customer()
    sale = sell(customer, 2000)
    edit_stamp_card(session, card="Card", changes={"each": "100"}, operation_id="edit")
    give_back(session, sale, 500)
    assert stamps_held(session.db, customer)[id] == 3


def test_the_coupon_of_a_card_that_is_full_no_longer_is_void(
    session: Session, a_customer: Callable[..., str], sell: Sell, card: Callable[..., str]
) -> None:
    id = card(2)
    customer = a_customer()
    sell(customer, 500, on="2026-11-01")
    full = sell(customer, 500, on="2026-11-02")
    assert give_back(session, full) == [full.issued[0].code]
    coupon = coupon_typed(session.db, full.issued[0].code)
    assert (state_on(coupon, session.today), coupon.void_reason) == ("voided", "refund")
    assert stamps_held(session.db, customer)[id] == 1


def test_of_several_full_cards_as_many_are_emptied_as_stamps_are_missing(
    session: Session, a_customer: Callable[..., str], sell: Sell, card: Callable[..., str]
) -> None:
    id = card(3, per="spend", each="500")
    customer = a_customer()
    sell(customer, 1000)
    sale = sell(customer, 3500)  # 2 + 7: three cards, none over
    codes = [coupon.code for coupon in sale.issued]
    assert give_back(session, sale, 500) == [codes[2]]
    assert stamps_held(session.db, customer)[id] == 2
    assert give_back(session, sale) == [codes[1], codes[0]]
    assert stamps_held(session.db, customer)[id] == 2


def test_where_the_coupon_was_used_the_next_stamps_pay_first(
    session: Session, a_customer: Callable[..., str], sell: Sell, card: Callable[..., str]
) -> None:
    id = card(2, per="spend", each="500")
    customer = a_customer()
    full = sell(customer, 1000)
    order = SaleOrder((OrderLine(400),), customer, coupons=(full.issued[0].code,))
    record_sale(session, order, operation_id="use")
    assert give_back(session, full) == []
    assert stamps_held(session.db, customer)[id] == -2
    assert told(sell(customer, 500)) == [("Card", -1, 2)]
    after = sell(customer, 1500)
    assert told(after) == [("Card", 0, 2)]
    assert len(after.issued) == 1


def test_of_a_lost_coupon_the_reprint_is_void(
    session: Session, a_customer: Callable[..., str], sell: Sell, card: Callable[..., str]
) -> None:
    card(1)
    customer = a_customer()
    full = sell(customer, 500)
    new = replace_coupon(session, code=full.issued[0].code, reason="lost", operation_id="re")
    assert give_back(session, full) == [new.code]


def test_the_stamp_of_a_day_stays_as_long_as_a_sale_of_it_stands(
    session: Session, a_customer: Callable[..., str], sell: Sell, card: Callable[..., str]
) -> None:
    id = card(10)
    customer = a_customer()
    first, second = sell(customer, 500), sell(customer, 700)
    give_back(session, first)
    assert stamps_held(session.db, customer)[id] == 1
    give_back(session, second, 300)
    assert stamps_held(session.db, customer)[id] == 1
    give_back(session, second)
    assert stamps_held(session.db, customer)[id] == 0
    third = sell(customer, 500)  # the day is a visit again
    assert stamps_held(session.db, customer)[id] == 1
    give_back(session, third, 200)
    assert stamps_held(session.db, customer)[id] == 1
    give_back(session, third)
    assert stamps_held(session.db, customer)[id] == 0


def test_a_slip_of_another_day_is_a_visit_of_that_day(
    session: Session, a_customer: Callable[..., str], sell: Sell, card: Callable[..., str]
) -> None:
    id = card(10)
    customer = a_customer()
    sell(customer, 500)
    sell(customer, 500, on="2026-11-10")
    sell(customer, 500, on="2026-11-10")
    assert stamps_held(session.db, customer)[id] == 2


def test_a_paper_card_is_taken_over_and_undone(
    session: Session, a_customer: Callable[..., str], card: Callable[..., str],
    put: Callable[..., StampsAdded],
) -> None:  # fmt: skip
    id = card(10)
    customer = a_customer()
    assert put(customer, 8).held.have == 8
    full = put(customer, 5)
    assert (full.held.have, len(full.issued)) == (3, 1)
    act = list(facts_as_entered(session.db))[-1].operation
    undo(session, act=act, operation_id="undo")
    assert stamps_held(session.db, customer)[id] == 8
    assert coupon_typed(session.db, full.issued[0].code).void_reason == "undo"


def test_stamps_are_taken_off_only_as_far_as_they_are_held(
    session: Session, a_customer: Callable[..., str], card: Callable[..., str],
    put: Callable[..., StampsAdded],
) -> None:  # fmt: skip
    id = card(10)
    customer = a_customer()
    put(customer, 3)
    with pytest.raises(BadRequest):
        put(customer, -4)
    assert put(customer, -3).held.have == 0
    act = list(facts_as_entered(session.db))[-1].operation
    undo(session, act=act, operation_id="undo")
    assert stamps_held(session.db, customer)[id] == 3


@pytest.mark.parametrize(
    "asked",
    [{"card": "Nothing"}, {"count": 0}, {"count": 1001}, {"count": -1}, {"reason": "  "}],
)
def test_stamps_by_hand_need_a_card_a_number_and_a_reason(
    session: Session, a_customer: Callable[..., str], card: Callable[..., str],
    asked: dict[str, Any],
) -> None:  # fmt: skip
    card()
    terms: dict[str, Any] = {"card": "Card", "count": 1, "reason": "paper", **asked}
    with pytest.raises(BadRequest):
        add_stamps(session, customer_id=a_customer(), **terms, operation_id="a")


def test_on_a_card_that_is_offered_no_more_stamps_can_only_be_taken_off(
    session: Session, a_customer: Callable[..., str], sell: Sell, card: Callable[..., str],
    put: Callable[..., StampsAdded],
) -> None:  # fmt: skip
    card(10)
    customer = a_customer()
    put(customer, 3)
    edit_stamp_card(session, card="Card", changes={"offered": False}, operation_id="stop")
    assert sell(customer, 500).stamps == ()
    with pytest.raises(BadRequest):
        put(customer, 1)
    assert put(customer, -1).held.have == 2


def test_two_half_cards_of_one_person_are_filled_with_the_next_stamp(
    session: Session, a_customer: Callable[..., str], sell: Sell, card: Callable[..., str],
    put: Callable[..., StampsAdded],
) -> None:  # fmt: skip
    id = card(10)
    one, other = a_customer(), a_customer("佐藤 健")
    put(one, 6)
    put(other, 7)
    merge_customers(session, keep=one, merge=other, operation_id="merge")
    assert stamps_held(session.db, one)[id] == 13
    assert coupons_of(session.db, one, on=session.today) == []
    sale = sell(one, 500)
    assert told(sale) == [("Card", 4, 10)]
    assert len(sale.issued) == 1


def test_what_one_of_two_entries_got_goes_back_from_both_together(
    session: Session, a_customer: Callable[..., str], sell: Sell, card: Callable[..., str]
) -> None:
    id = card(1, per="spend", each="500")
    one, other = a_customer(), a_customer("佐藤 健")
    sale = sell(other, 500)
    merge_customers(session, keep=one, merge=other, operation_id="merge")
    assert give_back(session, sale) == [sale.issued[0].code]
    assert stamps_held(session.db, one)[id] == 0


def test_fewer_stamps_needed_hold_from_the_next_stamp_on(
    session: Session, a_customer: Callable[..., str], sell: Sell, card: Callable[..., str],
    put: Callable[..., StampsAdded],
) -> None:  # fmt: skip
    card(10)
    customer = a_customer()
    put(customer, 8)
    edit_stamp_card(session, card="Card", changes={"needed": 5}, operation_id="edit")
    assert told(sell(customer, 500, on="2026-11-20")) == [("Card", 4, 5)]


@pytest.mark.parametrize(
    ("terms", "refusal"),
    [
        ({"name": " "}, BadRequest),
        ({"needed": 0}, BadRequest),
        ({"needed": "ten"}, BadRequest),
        ({"reward": "Nothing"}, BadRequest),
        ({"per": "year"}, BadRequest),
        ({"each": "500"}, BadRequest),  # nothing is counted on a visit
        ({"category": "Coffee"}, BadRequest),
        ({"per": "spend"}, BadRequest),
        ({"per": "spend", "each": "0"}, BadRequest),
        ({"per": "spend", "each": "0.5"}, BadAmount),
        ({"per": "item"}, BadRequest),
        ({"per": "item", "category": "Soap"}, BadRequest),
        ({"per": "item", "category": "Coffee", "each": "1.5"}, BadAmount),
    ],
)
def test_a_card_that_cannot_be_is_refused(
    session: Session, card: Callable[..., str], terms: dict[str, Any], refusal: type[ShopError]
) -> None:
    with pytest.raises(refusal):
        card(**terms)
    assert all_stamp_cards(session.db) == []


def test_a_card_is_changed_word_by_word(session: Session, card: Callable[..., str]) -> None:
    card(10, per="spend", each="500", category="Coffee")
    edit_stamp_card(session, card="Card", changes={"name": "Beans"}, operation_id="a")
    changed = stamp_card_named(session.db, "Beans")
    assert (changed.terms.each, changed.terms.category) == (500, "Coffee")
    edit_stamp_card(session, card="Beans", changes={"per": "visit"}, operation_id="b")
    changed = stamp_card_named(session.db, "Beans")
    assert (changed.terms.per, changed.terms.each, changed.terms.category) == ("visit", 1, None)
    with pytest.raises(BadRequest):
        edit_stamp_card(session, card="Beans", changes={"per": "spend"}, operation_id="c")


def test_two_cards_have_two_names(card: Callable[..., str]) -> None:
    card()
    with pytest.raises(BadRequest):
        card(5)


def test_a_reward_that_fills_cards_stays_offered_and_may_be_renamed(
    session: Session, card: Callable[..., str]
) -> None:
    card()
    tea = stamp_card_named(session.db, "Card").reward_id
    with pytest.raises(BadRequest):
        edit_reward(session, reward_id=tea, new=TEA, offered=False, operation_id="a")
    green = NewReward("Green tea", "free_item", "300", 100)
    edit_reward(session, reward_id=tea, new=green, offered=True, operation_id="b")
    assert stamp_card_named(session.db, "Card").reward == "Green tea"
