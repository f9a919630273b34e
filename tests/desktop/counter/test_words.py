"""The words of the counter say what the book knows, no more and no less."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from db.clock import fixed_clock
from db.queries.customer_card import CustomerCard, customer_card
from db.queries.customers import customer_record
from db.queries.history import HistoryLine
from db.queries.points import Holdings
from db.queries.sales import DaySale
from db.rules.coupons import Coupon
from db.rules.customers import NewCustomer
from db.rules.lots import SharedDay
from db.rules.rewards import Terms
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.sales import OrderLine, SaleOrder, preview_sale, record_sale
from db.usecases.tiers import NewTier, add_tier
from desktop.counter import words
from desktop.i18n import use_language
from desktop.messages import label_of
from desktop.widgets.history_list import Event
from tests.db.rules.pasts import CLUB, past

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def in_english() -> None:
    use_language("en")


@pytest.fixture
def tanaka(session: Session) -> str:
    session.label = label_of
    new = NewCustomer("田中 美咲", reading="タナカ ミサキ", note="oat milk\nby the window")
    return add_customer(session, new=new, operation_id="tanaka").id


@pytest.fixture
def card(session: Session, tanaka: str) -> CustomerCard:
    return customer_card(session.moment(), tanaka)


def holding(card: CustomerCard, *lots: SharedDay, pending: int = 0, debt: int = 0) -> CustomerCard:
    balance = sum(lot.points for lot in lots) - debt
    return replace(card, holdings=Holdings(balance, pending, debt, lots), points_value=balance)


@pytest.mark.parametrize(
    ("expiry", "said"),
    [
        ("never", ""),
        ({"months": 1}, "10 points expire on 22 Nov, 31 more by 22 Dec"),
        ({"months": 3}, ""),
        ({"inactive_months": 1}, "41 points expire on 22 Dec if nothing is bought by then"),
        ({"yearly": "01-15", "minimum_months": 1}, "41 points expire on 15 Jan"),
        ({"yearly": "03-31", "minimum_months": 6}, ""),
    ],
)
def test_what_ends_within_sixty_days_is_said_whatever_the_rule(
    session: Session, set_shop: Callable[..., None], tanaka: str, expiry: object, said: str
) -> None:
    set_shop(expiry=expiry)
    for day, amount in (("2026-10-22", 1_000), ("2026-11-22", 3_100)):
        at = fixed_clock(datetime.fromisoformat(f"{day}T10:00+09:00"))
        order = SaleOrder((OrderLine(amount),), customer_id=tanaka)
        record_sale(session.with_request(clock=at), order, operation_id=day)
    moment = session.moment()
    record, card = customer_record(session.db, tanaka), customer_card(moment, tanaka)
    assert words.face_of(record, card, moment).ending == said


def test_the_card_says_points_and_the_ones_that_end_soon(
    session: Session, tanaka: str, card: CustomerCard
) -> None:
    record, moment = customer_record(session.db, tanaka), session.moment()
    soon = SharedDay(120, date(2026, 12, 31))
    face = words.face_of(record, holding(card, soon, SharedDay(1120, None)), moment)
    assert (face.balance, face.unit) == ("1,240", "points · worth ¥1,240")
    assert face.ending == "120 points expire on 31 Dec"
    assert face.reading == "タナカ ミサキ"
    assert face.note == "oat milk · by the window"
    late = words.face_of(record, holding(card, SharedDay(120, date(2027, 6, 30))), moment)
    assert late.ending == ""


def test_points_that_wait_and_points_that_are_owed_are_said_apart(
    session: Session, tanaka: str, card: CustomerCard
) -> None:
    record = customer_record(session.db, tanaka)
    face = words.face_of(record, holding(card, pending=17, debt=30), session.moment())
    assert face.balance == "−30"
    assert face.waiting == "17 more points are waiting · 30 points are owed from a refund"


def test_the_rhythm_of_somebody_new_holds_no_invented_figure(
    session: Session, tanaka: str, card: CustomerCard
) -> None:
    facts = words.rhythm_of(customer_record(session.db, tanaka), card, session.moment())
    assert dict(facts) | {"Code for friends": ""} == {
        "Last visit": "none yet",
        "Usually every": "–",
        "Visits · spent": "0 · ¥0",
        "Member since": "Nov 2026",
        "Friends brought": "0",
        "Code for friends": "",
    }


def test_the_way_to_the_next_tier_stands_among_the_facts_once_somebody_was_here(
    session: Session, tanaka: str
) -> None:
    add_tier(session, NewTier("Gold", "5000"), operation_id="gold")

    def ways() -> list[str]:
        card = customer_card(session.moment(), tanaka)
        facts = words.rhythm_of(customer_record(session.db, tanaka), card, session.moment())
        return [value for words_, value in facts if words_ == "Next tier"]

    assert ways() == []
    order = SaleOrder((OrderLine(1780),), tanaka)
    record_sale(session, order, operation_id="first")
    assert ways() == ["¥3,220 to Gold"]  # its day does not fit; the customer's page has it


@pytest.mark.parametrize(
    ("start", "until", "said", "usable"),
    [
        (TODAY, date(2026, 12, 25), "until 25 Dec", True),
        (TODAY, None, "no last day", True),
        (date(2026, 12, 1), date(2026, 12, 25), "from 1 Dec", False),
        (TODAY, date(2028, 1, 31), "until 31 Jan 2028", True),
    ],
)
def test_a_coupon_says_when_it_can_be_used(
    session: Session, start: date, until: date | None, said: str, usable: bool
) -> None:
    coupon = Coupon("C7K29QXM4T8D", Terms("amount_off", 500), "c", start, until, uses=1, used=0)
    line = words.coupon_lines([coupon], (), session.moment())[0]
    assert (line.until, line.usable) == (said, usable)
    assert (line.name, line.spoken_code) == ("¥500 off", "C7K2-9QXM-4T8D")


def test_a_coupon_of_a_campaign_says_its_name(session: Session) -> None:
    terms, until = Terms("amount_off", 500), date(2026, 12, 25)
    coupon = Coupon("C7K29QXM4T8D", terms, "c", TODAY, until, uses=1, used=0, batch="Autumn letter")
    assert words.coupon_lines([coupon], (), session.moment())[0].until == (
        "until 25 Dec · Autumn letter"
    )


def test_a_sale_is_told_from_the_amount_to_the_points(session: Session, tanaka: str) -> None:
    order = SaleOrder((OrderLine(1980),), customer_id=tanaka)
    outcome = preview_sale(session, order)
    said = [(line.words, line.figure) for line in words.sale_lines(outcome, session.settings)]
    assert said[0] == ("1 point per ¥100 on ¥1,980", "19")
    assert said[-1] == ("Points for this sale", "19")
    assert words.record_words(outcome, session.settings) == "Record ¥1,980 and give 19 points"


def test_points_that_wait_say_from_when_on_they_can_be_used(
    session: Session, tanaka: str, set_shop: Callable[..., None]
) -> None:
    set_shop(pending_days=14)
    order = SaleOrder((OrderLine(1980),), customer_id=tanaka)
    outcome = record_sale(session, order, operation_id="waits")
    said = [line.words for line in words.sale_lines(outcome, session.settings)]
    assert said[-2:] == ["Points for this sale", "usable from 6 Dec"]
    said = [line.words for line in words.after_sale_lines(outcome, session.settings)]
    assert said[-2:] == ["usable from 6 Dec", "Points now"]
    nothing = preview_sale(session, SaleOrder((OrderLine(50),), customer_id=tanaka))
    assert words.sale_lines(nothing, session.settings)[-1].words == "Points for this sale"


def test_points_used_are_taken_off_before_what_is_paid(session: Session, tanaka: str) -> None:
    before = SaleOrder((OrderLine(20_000),), customer_id=tanaka)
    record_sale(session, before, operation_id="before")
    order = SaleOrder((OrderLine(1980),), customer_id=tanaka, points_used=80)
    lines = words.sale_lines(preview_sale(session, order), session.settings)
    assert [(line.words, line.figure) for line in lines[:3]] == [
        ("Amount", "¥1,980"),
        ("80 points used", "−¥80"),
        ("To pay", "¥1,900"),
    ]


def test_one_point_is_no_points(session: Session, tanaka: str) -> None:
    outcome = preview_sale(session, SaleOrder((OrderLine(100),), customer_id=tanaka))
    assert words.record_words(outcome, session.settings) == "Record ¥100 and give 1 point"


def test_a_line_of_the_history_leads_to_its_sale_and_shows_the_balance_then(
    session: Session,
) -> None:
    at = datetime(2026, 11, 10, 7, 20, tzinfo=UTC)
    line = HistoryLine("sale", at, "1-1", 1240, points=18, after=1240, may_be_refunded=True)
    event = words.event_of(line, session.moment())
    assert event == Event("1-1", "10 Nov 16:20", "Sale ¥1,240", 18, "1,240", "", True)
    refund = words.event_of(replace(line, kind="refund"), session.moment())
    assert refund.id == ""


def test_the_days_list_names_customers_and_what_was_given_back(session: Session) -> None:
    at = datetime(2026, 11, 22, 1, 14, tzinfo=UTC)
    sale = DaySale("1-1", at, "田中 美咲", 1980, 19, None, False, 425, True)
    event = words.day_event(sale, session.moment())
    assert (event.id, event.what) == ("1-1", "¥1,980 · 田中 美咲 · ¥425 given back")
    assert event.may_be_refunded
    refund = replace(sale, total=-425, given_back=0, is_refund=True, may_be_refunded=False)
    event = words.day_event(refund, session.moment())
    assert (event.id, event.what) == ("", "Refund ¥425 · 田中 美咲")


def test_a_new_tier_and_a_new_coupon_are_told_after_the_sale(session: Session, tanaka: str) -> None:
    outcome = preview_sale(session, SaleOrder((OrderLine(1980),), customer_id=tanaka))
    reached = replace(outcome, tier="Gold", tier_is_new=True)
    said = [line.words for line in words.after_sale_lines(reached, session.settings)]
    assert said[0] == "✓ Recorded"
    assert said[-1] == "They are Gold now. Congratulations!"


def test_the_days_figures_are_told(session: Session, set_shop: Callable[..., None]) -> None:
    set_shop(name="Hana")
    record_sale(session, SaleOrder((OrderLine(1200),)), operation_id="s")
    from db.queries.sales import sums_of_day

    facts = words.day_facts(sums_of_day(session.db, session.today), session.settings)
    assert facts == [
        ("Number of sales", "1"),
        ("Revenue", "¥1,200"),
        ("Customers", "0"),
        ("Points given", "0"),
    ]


def test_the_button_offers_to_join_where_no_plan_runs(card: CustomerCard) -> None:
    assert words.plan_words(card) == "Join a plan"
    plan = past(("2026-11-05", "start", {}))
    running = replace(card, subscription=plan, plan_state="past_due")
    assert words.plan_words(running) == "Plan …"
    ended = replace(card, subscription=plan, plan_state="ended")
    assert words.plan_words(ended) == "Join a plan"


def test_the_plan_stands_on_the_card_with_what_comes_after_it(
    session: Session, tanaka: str, card: CustomerCard
) -> None:
    small = replace(CLUB, plan_id="small", plan="Small")
    plan = past(
        ("2026-11-05", "start", {}), ("2026-11-20", "change", {"terms": small, "at_once": False})
    )
    on_plan = replace(card, subscription=plan, plan_state="active")
    record = customer_record(session.db, tanaka)
    face = words.face_of(record, on_plan, session.moment())
    assert face.chips == [("Club · paid until 4 Dec", "info"), ("from 5 Dec: Small", "plain")]
