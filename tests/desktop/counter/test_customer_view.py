"""What customers see: what matters to them, in the shop's language, and nothing private."""

from collections.abc import Callable
from dataclasses import asdict

import pytest

from db.rules.customers import NewCustomer
from db.rules.rewards import Terms
from db.session import Session
from db.usecases.coupons import Issue, issue_coupons
from db.usecases.customers import add_customer
from db.usecases.promotions import add_promotion
from db.usecases.rewards import NewReward, add_reward
from db.usecases.sales import OrderLine, SaleOrder, preview_sale, record_sale
from db.usecases.stamps import add_stamp_card, add_stamps
from desktop.counter import customer_view as views
from desktop.i18n import speaking

PRIVATE = NewCustomer(
    name="田中 美咲", reading="タナカ ミサキ", phone="090-0000-0142", email="misaki@example.com",
    birthday="1990-11-24", note="allergic to nuts",
)  # fmt: skip


@pytest.fixture
def tanaka(session: Session, set_shop: Callable[..., None]) -> str:
    set_shop(name="喫茶コモレビ", language="ja")
    customer = add_customer(session, new=PRIVATE, operation_id="new").id
    add_reward(session, NewReward("コーヒー", "free_item", "450", 300), operation_id="coffee")
    terms = {"name": "コーヒースタンプ", "needed": 10, "reward": "コーヒー"}
    add_stamp_card(session, terms=terms, operation_id="card")
    add_stamps(
        session, customer_id=customer, card="コーヒースタンプ", count=7, reason="paper",
        operation_id="stamps",
    )  # fmt: skip
    return customer


def a_sale(customer: str | None, amount: int, **more: object) -> SaleOrder:
    return SaleOrder((OrderLine(amount),), customer, **more)  # type: ignore[arg-type]


def test_a_sale_shows_what_is_paid_and_points_before_and_after(
    session: Session, tanaka: str
) -> None:
    record_sale(session, a_sale(tanaka, 30_000), operation_id="before")
    outcome = preview_sale(session, a_sale(tanaka, 1980, points_used=100))
    assert outcome is not None
    view = views.sale_view(session.moment(), outcome, points=300)
    assert (view.amount_words, view.amount) == ("お会計", "¥1,880")
    assert view.saved == "割引 ¥100"
    assert view.points is not None
    assert (view.points.now, view.points.change, view.points.after) == ("300", "−100  +18", "218")
    (card,) = view.stamps
    assert (card.have, card.need) == (8, 10)


def test_somebody_is_welcomed_without_a_name_in_both_languages(
    session: Session, tanaka: str
) -> None:
    first = views.served_view(session.moment(), tanaka, points=0)
    assert first.greeting == "ようこそお越しくださいました"
    record_sale(session, a_sale(tanaka, 500), operation_id="sale")
    again = views.served_view(session.moment(), tanaka, points=5)
    assert (again.greeting, again.greeting_too) == ("おかえりなさい", "Welcome back")
    assert again.points is not None
    assert again.points.now == "5"


def test_after_a_sale_points_gained_are_told_and_what_is_given(
    session: Session, tanaka: str
) -> None:
    outcome = record_sale(session, a_sale(tanaka, 1980), operation_id="sale")
    view = views.thanks_view(session.moment(), outcome)
    assert view.greeting == "ありがとうございました"
    assert view.points is not None
    assert (view.points.change, view.points.now) == ("+19 ポイント", "19")


def test_a_sale_without_a_customer_shows_the_amount_alone(session: Session, tanaka: str) -> None:
    del tanaka
    outcome = preview_sale(session, a_sale(None, 500))
    assert outcome is not None
    view = views.sale_view(session.moment(), outcome, points=0)
    assert (view.amount, view.points, view.stamps, view.coupons) == ("¥500", None, (), ())


def test_in_between_the_shop_speaks_and_today_is_told(session: Session, tanaka: str) -> None:
    del tanaka
    rain = {"name": "Rain", "multiplier": "2", "when": {"weekdays": ["sun"]}}
    add_promotion(session, terms=rain, operation_id="rain")
    cats = {"name": "Cats", "multiplier": "3", "when": {"tag": "cat"}}
    add_promotion(session, terms=cats, operation_id="cats")
    view = views.idle_view(session.moment(), words="一\n\n 二 \n三\n四")
    assert view.words == ("一", "二", "三")
    assert len(view.news) == 1
    assert "2倍" in view.news[0]


def test_nothing_private_is_ever_shown(session: Session, tanaka: str) -> None:
    terms = Terms("amount_off", 200, "200円引き")
    for number in range(6):
        issue_coupons(session, Issue(terms, customer_id=tanaka), operation_id=f"{number}")
    outcome = record_sale(session, a_sale(tanaka, 1980), operation_id="sale")
    with speaking("en"):  # the windows may speak another language
        seen = [
            views.served_view(session.moment(), tanaka, points=10),
            views.sale_view(session.moment(), outcome, points=10),
            views.thanks_view(session.moment(), outcome),
            views.idle_view(session.moment(), words=""),
        ]
    told = " ".join(str(asdict(view)) for view in seen)
    for private in ("田中", "美咲", "タナカ", "ミサキ", "0142", "misaki", "11-24", "nuts", "2000"):
        assert private not in told
    assert seen[0].coupons == ("200円引き", "200円引き", "200円引き", "ほか3件")
