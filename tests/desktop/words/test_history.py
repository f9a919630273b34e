"""What happened is said in a few words, and what undoing it hands back in a sentence."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from db.queries.acts import Act
from db.queries.history import HistoryKind, HistoryLine
from db.rules.customers import NewCustomer
from db.rules.rewards import Terms
from db.session import Session
from db.usecases.causes import donate_points, pay_cause
from db.usecases.coupons import Issue, issue_coupons, use_coupon
from db.usecases.customers import add_customer
from db.usecases.plans import NewPlan, add_plan
from db.usecases.points import adjust_points, give_points
from db.usecases.refunds import RefundOutcome
from db.usecases.rewards import NewReward, add_reward, redeem_reward
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from db.usecases.stamps import add_stamp_card, add_stamps
from db.usecases.subscriptions import start_subscription
from db.usecases.undo import Undone, last_act, money_to_hand_back
from desktop.i18n import use_language
from desktop.words import history as words

AT = datetime(2026, 11, 10, 7, 20, tzinfo=UTC)
REFUND = RefundOutcome("1-2", "1-1", "c", 425, 350, 35, 75, 40, 0, ())


@pytest.fixture(autouse=True)
def in_english() -> None:
    use_language("en")


@pytest.fixture
def tanaka(session: Session) -> str:
    customer = add_customer(session, new=NewCustomer("田中 美咲"), operation_id="tanaka").id
    order = SaleOrder((OrderLine(50_000),), customer_id=customer)
    record_sale(session, order, operation_id="before")
    return customer


def line(kind: HistoryKind, **more: object) -> HistoryLine:
    return replace(HistoryLine(kind, AT, "1-1"), **more)  # type: ignore[arg-type]


def last(session: Session) -> Act:
    act = last_act(session.moment())
    assert act is not None
    return act


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (line("sale", amount=1240), "Sale ¥1,240"),
        (line("sale", amount=1240, given_back=425), "Sale ¥1,240 · ¥425 given back"),
        (line("sale", amount=1240, given_back=1240), "Sale ¥1,240 · given back"),
        (line("sale", amount=1240, given_back=1240, undone=True), "Sale ¥1,240 · undone"),
        (
            line("sale", amount=880, bonus="referral", name="佐藤 健"),
            "Sale ¥880 · friend bonus from 佐藤 健",
        ),
        (line("sale", amount=880, bonus="tier"), "Sale ¥880 · gift of the tier"),
        (line("sale", amount=880, bonus="streak"), "Sale ¥880 · gift for weeks in a row"),
        (line("sale", amount=880, filled="Coffee stamps"), "Sale ¥880 · Coffee stamps full"),
        (
            line("stamps", name="Coffee stamps", stamps=8, reason="paper card"),
            "Coffee stamps +8 · paper card",
        ),
        (line("stamps", name="Coffee stamps", stamps=-1), "Coffee stamps −1"),
        (line("refund", amount=1000, money_back=1000), "Refund ¥1,000"),
        (
            line("refund", amount=425, money_back=350, reason="damaged"),
            "Refund ¥425 · ¥350 in money · damaged",
        ),
        (
            line("redeem", name="Free drip coffee", code="C7K29QXM4T8D"),
            "Free drip coffee · C7K2-9QXM-4T8D",
        ),
        (line("subscription", amount=980, name="Bean Club"), "Bean Club · ¥980"),
        (line("gift", reason="referral"), "A friend's bonus"),
        (line("gift", reason="referral", name="佐藤 健"), "For bringing 佐藤 健"),
        (line("gift", reason="plan"), "Points of the plan"),
        (line("gift", reason="tier"), "Points given"),
        (line("opening"), "Points brought along"),
        (line("adjust", reason="counted twice"), "Correction · counted twice"),
        (line("adjust", reason="typo", undone=True), "Correction · typo · undone"),
        (line("given", name="佐藤 健"), "Given to 佐藤 健"),
        (line("received", name="佐藤 健"), "A gift from 佐藤 健"),
        (line("received"), "A gift from another customer"),
        (line("reversed", reason="undo", name="佐藤 健"), "Undone: a gift from 佐藤 健"),
        (line("reversed", reason="referral"), "A friend's bonus taken back"),
        (line("reversed"), "Points taken back"),
        (line("returned", reason="coupon_voided"), "Coupon void: points given back"),
        (line("merge", name="2000004128739"), "Joined with No. 2000 0041 2873 9"),
        (line("undo"), "Undone"),
        (line("undo", undoes=line("sale", amount=1980, undone=True)), "Undone: Sale ¥1,980"),
    ],
)
def test_what_happened_is_said_in_a_few_words(
    session: Session, told: HistoryLine, said: str
) -> None:
    assert words.what_happened(told, session.settings) == said


def test_today_needs_no_date_and_another_year_no_hour(session: Session) -> None:
    moment = session.moment()
    assert words.when(moment.now, moment) == "10:14"
    assert words.when(AT, moment) == "10 Nov 16:20"
    assert words.when(datetime(2025, 11, 22, 1, 14, tzinfo=UTC), moment) == "22 Nov 2025"


def test_one_point_is_no_points() -> None:
    assert words.points_words(1) == "1 point"
    assert words.points_words(1240) == "1,240 points"


def test_undoing_a_sale_says_what_to_hand_back(session: Session, tanaka: str) -> None:
    order = SaleOrder((OrderLine(1980),), customer_id=tanaka, points_used=80)
    record_sale(session, order, operation_id="sale")
    moment, act = session.moment(), last(session)
    back = money_to_hand_back(moment, act)
    said = words.undo_question(act, "田中 美咲", back, moment)
    assert said == "Undo “Sale ¥1,980 · 田中 美咲 · 10:14”, and hand back ¥1,900?"
    undone = Undone(act, back, 500)
    assert words.undone_words(undone, moment.settings) == "Undone · hand back ¥1,900 · now 500"


def test_undoing_a_redemption_says_what_becomes_of_the_coupon(
    session: Session, tanaka: str
) -> None:
    add_reward(session, NewReward("Tea", "free_item", "400", 250), operation_id="tea")
    redeem_reward(session, customer_id=tanaka, reward="Tea", operation_id="redeem")
    said = words.undo_question(last(session), "田中 美咲", 0, session.moment())
    assert said == (
        "Undo “Tea · 田中 美咲 · 10:14”? The coupon is void then, and the points come back."
    )


def test_every_act_that_can_be_undone_has_its_words(
    session: Session, tanaka: str, set_shop: Callable[..., None]
) -> None:
    set_shop(points_gifts=True)
    sato = add_customer(session, new=NewCustomer("佐藤 健"), operation_id="sato").id
    add_plan(session, NewPlan("Club", "980", "month"), operation_id="plan")
    said = []
    adjust_points(session, customer_id=tanaka, points=-30, reason="typo", operation_id="a")
    said.append(words.act_words(last(session), "田中 美咲", session.moment()))
    give_points(session, customer_id=tanaka, to=sato, points=20, note=None, operation_id="g")
    said.append(words.act_words(last(session), "田中 美咲", session.moment()))
    start_subscription(
        session, customer_id=tanaka, plan="Club", trial=None, paid=None, operation_id="join"
    )
    said.append(words.act_words(last(session), "田中 美咲", session.moment()))
    add_reward(session, NewReward("Tea", "free_item", "300", 10), operation_id="tea")
    card = {"name": "Stamps", "needed": 10, "reward": "Tea"}
    add_stamp_card(session, terms=card, operation_id="card")
    add_stamps(
        session, customer_id=tanaka, card="Stamps", count=8, reason="paper", operation_id="put"
    )
    said.append(words.act_words(last(session), "田中 美咲", session.moment()))
    record_sale(session, SaleOrder((OrderLine(700),)), operation_id="nobody")
    said.append(words.act_words(last(session), "", session.moment()))
    assert said == [
        "Correction −30 · 田中 美咲 · 10:14",
        "Gift of 20 points · 田中 美咲 · 10:14",
        "Club · ¥980 · 田中 美咲 · 10:14",
        "Stamps +8 · 田中 美咲 · 10:14",
        "Sale ¥700 · 10:14",
    ]


def test_a_refund_says_first_what_to_hand_over(session: Session) -> None:
    settings = session.settings
    assert words.refunded_words(REFUND, settings) == "¥425 given back · hand over ¥350 · now 40"
    nobody = replace(REFUND, amount=500, money_back=500, balance=None, debt=None)
    assert words.refunded_words(nobody, settings) == "¥500 given back."
    owing = replace(nobody, balance=-30, debt=30, coupons_freed=("C7K29QXM4T8D",))
    assert words.refunded_words(owing, settings) == (
        "¥500 given back · now −30 · 30 points are owed · Coupon C7K2-9QXM-4T8D is unused again"
    )


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (line("donation", name="Trees"), "Donation: Trees"),
        (line("extended", name="Bean Club", months=1), "Bean Club · 1 month free"),
        (line("extended", name="Bean Club", months=3, undone=True),
         "Bean Club · 3 months free · undone"),
        (line("gift", reason="surprise", name="Autumn"), "A surprise: Autumn"),
        (line("gift", reason="surprise"), "A surprise"),
        (line("gift", reason="campaign", name="Autumn"), "A gift: Autumn"),
        (line("gift", reason="campaign"), "A gift"),
        (line("gift", reason="reward", name="Double points"), "Reward: Double points"),
    ],
)  # fmt: skip
def test_what_a_reward_did_by_itself_is_said(
    session: Session, told: HistoryLine, said: str
) -> None:
    assert words.what_happened(told, session.settings) == said


def test_each_act_of_giving_is_asked_for_by_its_own_name(session: Session, tanaka: str) -> None:
    def question() -> str:
        moment = session.moment()
        act = last(session)
        return words.undo_question(act, "田中 美咲", money_to_hand_back(moment, act), moment)

    add_plan(session, NewPlan("Bean Club", "980", "month"), operation_id="plan")
    start_subscription(
        session, customer_id=tanaka, plan="Bean Club", trial=None, paid=None, operation_id="join"
    )
    add_reward(session, NewReward("Trees", "donation", "50", 100), operation_id="trees")
    donate_points(session, customer_id=tanaka, cause="Trees", points=30, operation_id="act-1")
    assert question() == "Undo “30 points for Trees · 田中 美咲 · 10:14”?"
    redeem_reward(session, customer_id=tanaka, reward="Trees", operation_id="act-2")
    assert question() == "Undo “Trees · 田中 美咲 · 10:14”?"
    pay_cause(session, cause="Trees", amount=None, note=None, operation_id="act-3")
    assert question() == "Undo “¥65 handed over to Trees · 田中 美咲 · 10:14”?"
    issue = Issue(Terms("free_months", 2), customer_id=tanaka)
    code = issue_coupons(session, issue, operation_id="act-4")[0].code
    use_coupon(session, code=code, amount=None, sale=None, operation_id="act-5")
    assert question() == "Undo “Bean Club · 2 months free · 田中 美咲 · 10:14”?"
