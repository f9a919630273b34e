"""Letters of the book: who is written to, where, and with what of their own."""

import io
from collections.abc import Callable, Iterator

import pytest

from db.clock import new_id
from db.errors import BadRequest, CouponOtherCustomer, ForgedCoupon, UnknownReward
from db.queries.customers import customer_record
from db.rules.coupons import spoken_code
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer, edit_customer
from db.usecases.plans import NewPlan, add_plan
from db.usecases.points import adjust_points
from db.usecases.rewards import NewReward, add_reward, redeem_reward
from db.usecases.subscriptions import start_subscription
from db.usecases.tiers import NewTier, add_tier
from desktop.i18n import speaking
from desktop.papers import letters as letter_paper
from desktop.papers.letters import LetterOrder, addressee_of, facts_of, mailing_for, window_of
from tests.desktop.read_back import about, codes_of, text_of

HOME = {"postcode": "1500001", "address": "東京都渋谷区神宮前 1-2-3\nこもれび荘 101"}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with speaking("en"):
        yield


@pytest.fixture
def misaki(session: Session) -> str:
    """Return a customer with an address and 650 points."""
    new = NewCustomer("田中 美咲", postcode=HOME["postcode"], address=HOME["address"])
    customer = add_customer(session, new=new, operation_id=new_id()).id
    adjust_points(session, customer_id=customer, points=650, reason="x", operation_id=new_id())
    return customer


def drawn(session: Session, customers: list[str], order: LetterOrder, paper: str = "a4") -> bytes:
    pdf = io.BytesIO()
    letter_paper.print_letters(session, customers, order, pdf, paper=paper)
    return pdf.getvalue()


def test_a_letter_carries_name_address_and_points(session: Session, misaki: str) -> None:
    text = text_of(drawn(session, [misaki], LetterOrder("missed")))
    for said in ("〒150-0001", "東京都渋谷区神宮前 1-2-3", "Dear 田中 美咲,", "650", "22 Nov 2026"):
        assert said in text
    with speaking("ja"):
        pdf = drawn(session, [misaki], LetterOrder("thanks"))
        assert "田中 美咲 様" in text_of(pdf)
        assert about(pdf)[1] == "ja"


def test_the_owners_own_words_take_the_place_of_ready_ones(session: Session, misaki: str) -> None:
    order = LetterOrder("missed", "We moved!\n\nYou have {points} points, {name}.")
    text = text_of(drawn(session, [misaki], order))
    assert "We moved!" in text
    assert "You have 650 points, 田中 美咲." in text
    assert "It has been a while" not in text


def test_a_coupon_goes_with_its_owners_letter_and_with_nobody_elses(
    session: Session, misaki: str
) -> None:
    add_reward(session, NewReward("Cake", "free_item", "500", 100), operation_id="r")
    coupon = redeem_reward(session, customer_id=misaki, reward="Cake", operation_id=new_id()).coupon
    order = LetterOrder("missed", coupon=spoken_code(coupon.code))
    assert codes_of(drawn(session, [misaki], order)) == {coupon.code}
    other = add_customer(session, new=NewCustomer("森"), operation_id=new_id()).id
    with pytest.raises(CouponOtherCustomer):
        drawn(session, [other], order)
    with pytest.raises(ForgedCoupon):
        drawn(session, [misaki], LetterOrder("missed", coupon="C7K2-9QXM-4T00"))


def test_a_friends_slip_is_there_only_where_friends_bring_something(
    session: Session, misaki: str, set_shop: Callable[..., None]
) -> None:
    code = customer_record(session.db, misaki).referral_code
    order = LetterOrder("missed", friend=True)
    assert code not in text_of(drawn(session, [misaki], order))
    set_shop(referral={"referrer": {"points": 300}})
    assert code in text_of(drawn(session, [misaki], order))
    assert code not in text_of(drawn(session, [misaki], LetterOrder("missed")))


def test_whoever_said_no_lives_nowhere_or_is_not_meant_is_left_out(
    session: Session, misaki: str
) -> None:
    refusing, nowhere = (
        add_customer(session, new=NewCustomer(name), operation_id=new_id()).id
        for name in ("森", "林")
    )
    changes = {**HOME, "consent": ["no letter", "email"]}
    edit_customer(session, customer_id=refusing, changes=changes, operation_id=new_id())
    everyone = [misaki, refusing, nowhere, misaki]
    post = mailing_for(session, everyone, order=LetterOrder("missed"))
    assert (post.customers, post.refused, post.nowhere, post.unmeant) == ((misaki,), 1, 1, 0)
    by_hand = mailing_for(session, everyone, order=LetterOrder("missed"), by_post=False)
    assert by_hand.customers == (misaki, nowhere)
    ending = mailing_for(session, everyone, order=LetterOrder("plan_ends"))
    assert (ending.customers, ending.unmeant) == ((), 1)
    own = mailing_for(session, everyone, order=LetterOrder("plan_ends", "My own words"))
    assert own.customers == (misaki,)


def test_what_a_letter_tells_is_what_the_book_says(
    session: Session, misaki: str, set_shop: Callable[..., None]
) -> None:
    set_shop(name="Café Komorebi", expiry={"months": 1})
    adjust_points(session, customer_id=misaki, points=120, reason="x", operation_id=new_id())
    add_plan(session, NewPlan("Coffee pass", "980", "month"), operation_id="p")
    start_subscription(
        session, customer_id=misaki, plan="Coffee pass", trial=False, paid=None, operation_id="s"
    )
    facts = facts_of(session.moment(), customer_record(session.db, misaki))
    assert (facts.points, facts.ending, str(facts.ending_on)) == (770, 120, "2026-12-22")
    assert (facts.plan, str(facts.plan_until)) == ("Coffee pass", "2026-12-21")
    assert facts.plan_price == "¥980"
    text = text_of(drawn(session, [misaki], LetterOrder("plan_ends")))
    assert "paid until 21 Dec 2026" in text


@pytest.mark.parametrize(
    ("measure", "missing"),
    [("spend", "¥1,000"), ("points", "1,000 points"), ("visits", "1,000 visits")],
)
def test_the_way_to_the_next_tier_is_told_in_its_measure(
    session: Session, misaki: str, measure: str, missing: str
) -> None:
    assert facts_of(session.moment(), customer_record(session.db, misaki)).to_next_tier == ""
    add_tier(session, NewTier("Gold", "1000", measure=measure), operation_id="gold")
    facts = facts_of(session.moment(), customer_record(session.db, misaki))
    assert (facts.tier, facts.next_tier, facts.to_next_tier) == ("", "Gold", missing)


def test_each_country_and_paper_has_its_envelope() -> None:
    assert [window_of(*each) for each in (("JP", "a4"), ("DE", "a4"), ("US", "letter"))] == [
        "japan", "din", "us",
    ]  # fmt: skip


def test_addresses_stand_as_the_shops_country_writes_them(session: Session, misaki: str) -> None:
    record = customer_record(session.db, misaki)
    near = addressee_of(record, country="JP")
    assert (near.lines[0], near.name_last, near.postcode) == ("〒150-0001", True, "150-0001")
    assert near.without_postcode == ("東京都渋谷区神宮前 1-2-3", "こもれび荘 101")
    far = addressee_of(record, country="DE")
    assert (far.lines[-1], far.name_last) == ("150-0001 こもれび荘 101", False)


def test_a_postcard_has_two_sides_and_refuses_what_does_not_fit(
    session: Session, misaki: str, set_shop: Callable[..., None]
) -> None:
    set_shop(name="喫茶こもれび", paper={"address": "〒150-0000\n渋谷区こもれび町1"})
    pdf = io.BytesIO()
    letter_paper.print_postcards(session, [misaki], LetterOrder("thanks"), pdf, paper="hagaki")
    text = "".join(text_of(pdf.getvalue()).split())
    for said in ("1500001", "田中美咲", "〒150-0000", "渋谷区こもれび町1", "Youhave650points."):
        assert said in text
    long = LetterOrder("thanks", "Too much to say. " * 300)
    with pytest.raises(BadRequest) as refused:
        letter_paper.print_postcards(session, [misaki], long, io.BytesIO(), paper="a6")
    assert refused.value.problem == "postcard_full"


def test_labels_carry_name_and_address(session: Session, misaki: str) -> None:
    pdf = io.BytesIO()
    letter_paper.print_labels(session, [misaki], pdf, paper="labels-2x6", start=12)
    assert "〒150-0001" in text_of(pdf.getvalue())


def test_a_causes_certificate_tells_what_it_was_given(
    session: Session, misaki: str, set_shop: Callable[..., None]
) -> None:
    set_shop(name="Café Komorebi")
    add_reward(session, NewReward("Forest", "donation", "100", 100), operation_id="r")
    redeem_reward(session, customer_id=misaki, reward="Forest", operation_id=new_id())
    pdf = io.BytesIO()
    letter_paper.print_cause_certificate(session, "Forest", pdf, paper="a4")
    text = text_of(pdf.getvalue())
    for said in ("Certificate of thanks", "Forest", "¥100", "100 points from 1 customer"):
        assert said in text
    with pytest.raises(UnknownReward):
        letter_paper.print_cause_certificate(session, "Sea", io.BytesIO(), paper="a4")


def test_thanks_go_to_anybody_in_ready_words_or_own_ones(session: Session) -> None:
    for text, says in ((None, "With heartfelt thanks"), ("Five years!", "Five years!")):
        pdf = io.BytesIO()
        letter_paper.print_thanks(session, "Mio", text, pdf, paper="letter")
        assert says in text_of(pdf.getvalue())
