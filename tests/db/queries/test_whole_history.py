"""All that happened with a customer: the newest first, by kinds, with what time brought."""

from collections.abc import Callable
from itertools import islice

from db.queries.customers import customer_record
from db.queries.history import HistoryLine
from db.queries.whole_history import Group, whole_history
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.feedback import give_feedback, quote_feedback
from db.usecases.merging import merge_customers
from db.usecases.plans import NewPlan, add_plan
from db.usecases.points import adjust_points
from db.usecases.referrals import attach_referral
from db.usecases.refunds import refund_sale
from db.usecases.rewards import NewReward, add_reward, redeem_reward
from db.usecases.sales import OrderLine, SaleOrder, SaleOutcome, record_sale
from db.usecases.shop import add_category
from db.usecases.subscriptions import cancel_subscription, start_subscription
from db.usecases.tiers import NewTier, add_tier
from db.usecases.undo import last_act, undo

Sell = Callable[..., SaleOutcome]
Make = Callable[..., str]
On = Callable[[str], Session]


def kinds(session: Session, customer: str, group: Group | None = None) -> list[str]:
    """Return the kinds of the lines, the newest first; signing up is left out."""
    return [line.kind for line in lines_of(session, customer, group)]


def lines_of(session: Session, customer: str, group: Group | None = None) -> list[HistoryLine]:
    history = whole_history(session.moment(), customer)
    return [line for line in history.lines(group) if line.kind != "joined"]


def test_the_newest_comes_first(session: Session, a_customer: Make, sell: Sell) -> None:
    customer = a_customer()
    sell(customer, 5000, on="2026-11-22")
    add_reward(session, NewReward("Tea", "free_item", "300", 10), operation_id="reward")
    redeem_reward(session, customer_id=customer, reward="Tea", operation_id="redeem")
    adjust_points(session, customer_id=customer, points=5, reason="typo", operation_id="adjust")
    assert kinds(session, customer) == ["adjust", "redeem", "sale"]
    assert whole_history(session.moment(), customer).groups() == ["purchases", "rewards", "points"]
    assert kinds(session, customer, "purchases") == ["sale"]
    assert kinds(session, customer, "rewards") == ["redeem"]
    assert kinds(session, customer, "points") == ["adjust"]
    assert kinds(session, customer, "stamps") == []


def test_a_refund_and_an_undoing_stand_with_what_they_are_about(
    session: Session, a_customer: Make, sell: Sell
) -> None:
    customer = a_customer()
    sale = sell(customer, 5000, on="2026-11-20")
    assert sale.sale is not None
    refund_sale(session, sale=sale.sale, amount=400, reason="dented", operation_id="refund")
    sell(customer, 700)
    act = last_act(session.moment())
    assert act is not None
    undo(session, act=act.operation, operation_id="undo")
    lines = list(whole_history(session.moment(), customer).lines("purchases"))
    assert [line.kind for line in lines] == ["undo", "refund", "sale", "sale"]
    assert [line.may_be_refunded for line in lines] == [False, False, False, True]
    assert lines[3].given_back == 400


def test_a_sale_tells_its_goods_and_what_hung_on_it(session: Session, a_customer: Make) -> None:
    customer = a_customer()
    for name in ("Coffee", "Cake"):
        add_category(session, name=name, earns=True, tax_rate=None, operation_id=name)
    lines = (OrderLine(900, "Coffee", count=2), OrderLine(500, "Cake"))
    order = SaleOrder(lines, customer, receipt="A-17")
    record_sale(session, order, operation_id="sale")
    line = next(whole_history(session.moment(), customer).lines())
    assert line.goods == (("Coffee", 2), ("Cake", 1))
    assert line.receipt == "A-17"
    assert (line.amount, line.points, line.after) == (1400, 14, 14)


def test_points_that_expired_are_told_before_what_was_bought_on_that_day(
    session: Session, a_customer: Make, sell: Sell, set_shop: Callable[..., None]
) -> None:
    set_shop(expiry={"months": 3})
    customer = a_customer()
    sell(customer, 10_000, on="2026-08-01")
    sell(customer, 300, on="2026-11-02")
    lines = lines_of(session, customer)
    told = [(line.kind, line.points, line.after) for line in lines]
    assert told == [("sale", 3, 3), ("expired", -100, 0), ("sale", 100, 100)]
    assert [line.has_hour for line in lines if line.kind == "expired"] == [False]
    assert kinds(session, customer, "points") == ["expired"]


def test_a_tier_stands_over_the_sale_that_reached_it(
    on_day: On, session: Session, a_customer: Make, sell: Sell
) -> None:
    add_tier(on_day("2026-11-01"), NewTier("Gold", "5000"), operation_id="tier")
    customer = a_customer()
    sell(customer, 6000, on="2026-11-20")
    sell(customer, 100, on="2026-11-21")
    assert kinds(session, customer)[:3] == ["sale", "tier", "sale"]
    (line,) = whole_history(session.moment(), customer).lines("tier")
    assert line.tier is not None
    assert (line.tier.kind, line.has_hour) == ("reached", True)


def test_who_was_brought_is_told_on_both_sides(
    on_day: On, session: Session, a_customer: Make, sell: Sell, set_shop: Callable[..., None]
) -> None:
    set_shop(referral={"referrer": {"points": 200}, "referee": {"points": 100}})
    misaki = a_customer()
    code = customer_record(session.db, misaki).referral_code
    ken = add_customer(
        on_day("2026-11-20"), new=NewCustomer("佐藤 健", referral_code=code), operation_id="ken"
    ).id
    sell(ken, 800, on="2026-11-21")
    lines = list(whole_history(session.moment(), misaki).lines("friends"))
    assert [(line.kind, line.name, line.points) for line in lines] == [
        ("gift", "佐藤 健", 200),
        ("friend", "佐藤 健", 0),
    ]
    sale, brought = lines_of(session, ken, "friends")
    assert (brought.kind, brought.name) == ("brought", "田中 美咲")
    assert (sale.kind, sale.bonus, sale.name) == ("sale", "referral", "田中 美咲")


def test_acts_on_a_plan_name_the_plan(on_day: On, session: Session, a_customer: Make) -> None:
    customer = a_customer()
    add_plan(on_day("2026-11-01"), NewPlan("Club", "980", "month"), operation_id="plan")
    start_subscription(
        on_day("2026-11-02"), customer_id=customer, plan="Club", trial=None, paid=None,
        operation_id="join",
    )  # fmt: skip
    cancel_subscription(
        session, customer_id=customer, reason="It costs too much", operation_id="cancel"
    )
    lines = list(whole_history(session.moment(), customer).lines("plan"))
    assert [(line.kind, line.name) for line in lines] == [
        ("cancel", "Club"),
        ("subscription", "Club"),
    ]
    assert lines[0].reason == "It costs too much"


def test_a_long_history_is_told_only_as_far_as_it_is_read(
    session: Session, a_customer: Make, sell: Sell
) -> None:
    customer = a_customer()
    for day in range(1, 23):
        sell(customer, 100 * day, on=f"2026-11-{day:02}")
    lines = whole_history(session.moment(), customer).lines()
    first = [line.amount for line in islice(lines, 4)]
    assert first == [0, 2200, 2100, 2000], "the signing up, and the latest sales"
    assert len(list(lines)) == 19


def test_what_belonged_to_one_who_was_merged_is_told(
    session: Session, a_customer: Make, sell: Sell
) -> None:
    kept, other = a_customer(), a_customer("田中 みさき")
    sell(other, 800, on="2026-11-20")
    sell(kept, 500, on="2026-11-21")
    merge_customers(session, keep=kept, merge=other, operation_id="merge")
    told = kinds(session, kept)
    assert told.count("sale") == 2
    assert "merge" in told


def test_a_friends_code_given_later_is_a_line(session: Session, a_customer: Make) -> None:
    misaki, ken = a_customer(), a_customer("佐藤 健")
    attach_referral(session, referee_id=ken, referrer_id=misaki, operation_id="attach")
    assert kinds(session, ken) == ["brought"]
    (line,) = whole_history(session.moment(), ken).lines("friends")
    assert line.name == "田中 美咲"
    assert kinds(session, misaki, "friends") == ["friend"]


def test_words_that_came_after_a_score_stand_with_it_until_they_are_taken_back(
    session: Session, a_customer: Make
) -> None:
    tanaka = a_customer()
    given = give_feedback(session, customer_id=tanaka, score=3, operation_id="score")
    quote_feedback(session, feedback=given.id, comment="It skipped", operation_id="words")
    assert [line.note for line in lines_of(session, tanaka, "talks")] == ["It skipped"]
    undo(session, act="words", operation_id="no words")
    assert [line.note for line in lines_of(session, tanaka, "talks")] == [""]
