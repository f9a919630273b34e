"""A customer's history: an act a line, with all that hangs on it."""

from collections.abc import Callable
from datetime import UTC, datetime

from db.journal import Draft
from db.queries.customers import customer_record
from db.queries.history import HistoryLine, history_of
from db.session import Action, Session
from db.usecases.merging import merge_customers
from db.usecases.plans import NewPlan, add_plan
from db.usecases.points import adjust_points, give_points
from db.usecases.referrals import attach_referral
from db.usecases.refunds import refund_sale
from db.usecases.rewards import NewReward, add_reward, redeem_reward
from db.usecases.sales import SaleOutcome
from db.usecases.stamps import add_stamp_card, add_stamps
from db.usecases.streaks import add_streak
from db.usecases.subscriptions import start_subscription
from db.usecases.undo import last_act, undo
from tests.db.queries.past_days import on_day as past

Sell = Callable[..., SaleOutcome]
Make = Callable[..., str]


def lines_of(session: Session, customer: str) -> list[HistoryLine]:
    """Return the history, the oldest line first."""
    return history_of(session.moment(), customer)[::-1]


def give_back(session: Session, sale: SaleOutcome, amount: int | None) -> None:
    assert sale.sale is not None
    refund_sale(
        session, sale=sale.sale, amount=amount, reason="damaged",
        operation_id=f"refund-{session.db['facts'].count}",
    )  # fmt: skip


def undo_last(session: Session) -> None:
    act = last_act(session.moment())
    assert act is not None
    undo(session, act=act.operation, operation_id=f"undo-{act.operation}")


def test_the_newest_comes_first_and_no_more_than_asked(
    session: Session, a_customer: Make, sell: Sell
) -> None:
    customer = a_customer()
    sell(customer, 300, on="2026-11-22")
    sell(customer, 100, on="2026-11-20")
    sell(customer, 200, on="2026-11-21")
    sell(a_customer("佐藤 健"), 900)
    lines = history_of(session.moment(), customer)
    assert [line.amount for line in lines] == [300, 200, 100]
    assert lines[0].at == datetime(2026, 11, 22, 1, tzinfo=UTC)
    assert [line.after for line in history_of(session.moment(), customer, limit=2)] == [6, 3]


def test_an_act_is_one_line_with_all_it_did_to_points(
    session: Session, a_customer: Make, sell: Sell
) -> None:
    customer = a_customer()
    sell(customer, 5000)
    sell(customer, 1000, points_used=30)
    add_reward(session, NewReward("Tea", "free_item", "300", 10), operation_id="reward")
    redeem_reward(session, customer_id=customer, reward="Tea", operation_id="redeem")
    add_plan(session, NewPlan("Club", "980", "month", points_each_period=50), operation_id="plan")
    start_subscription(
        session, customer_id=customer, plan="Club", trial=None, paid=900, operation_id="join"
    )
    lines = lines_of(session, customer)
    told = [(line.kind, line.amount, line.points, line.after, line.name) for line in lines]
    assert told == [
        ("sale", 5000, 50, 50, ""),
        ("sale", 1000, -21, 29, ""),
        ("redeem", 0, -10, 19, "Tea"),
        ("subscription", 900, 50, 69, "Club"),
    ]
    assert len(lines[2].code) == 12


def test_a_refund_tells_money_and_points_and_the_sale_what_is_left_of_it(
    session: Session, a_customer: Make, sell: Sell
) -> None:
    customer = a_customer()
    sell(customer, 15_000, on="2026-11-20")
    sale = sell(customer, 850, points_used=150, on="2026-11-21")
    give_back(session, sale, 425)
    sold, refunded = lines_of(session, customer)[1:]
    assert (refunded.kind, refunded.amount, refunded.money_back) == ("refund", 425, 350)
    assert (refunded.points, refunded.after, refunded.reason) == (71, 78, "damaged")
    assert refunded.at == session.moment().now
    assert (sold.given_back, sold.may_be_refunded) == (425, True)
    give_back(session, sale, None)
    sold = lines_of(session, customer)[1]
    assert (sold.given_back, sold.may_be_refunded) == (850, False)


def test_a_sale_of_nothing_may_be_refunded_once(
    session: Session, a_customer: Make, sell: Sell
) -> None:
    customer = a_customer()
    sale = sell(customer, 0)
    assert lines_of(session, customer)[0].may_be_refunded
    give_back(session, sale, None)
    assert [line.may_be_refunded for line in lines_of(session, customer)] == [False, False]


def test_what_is_undone_says_so_and_the_undoing_says_what(
    session: Session, a_customer: Make, sell: Sell
) -> None:
    customer = a_customer()
    sell(customer, 1980)
    adjust_points(session, customer_id=customer, points=5, reason="typo", operation_id="adjust")
    undo_last(session)
    undo_last(session)
    sale, correction, first, second = lines_of(session, customer)
    assert sale.undone
    assert not sale.may_be_refunded
    assert correction.undone
    assert (first.kind, first.points, first.after) == ("undo", -5, 19)
    assert first.undoes is not None
    assert second.undoes is not None
    assert (first.undoes.id, first.undoes.reason) == (correction.id, "typo")
    assert (second.undoes.kind, second.points, second.after) == ("sale", -19, 0)


def test_a_gift_names_the_other_on_both_sides_and_so_does_its_undoing(
    session: Session, a_customer: Make, sell: Sell, set_shop: Callable[..., None]
) -> None:
    set_shop(points_gifts=True)
    tanaka, sato = a_customer(), a_customer("佐藤 健")
    sell(tanaka, 5000)
    give_points(session, customer_id=tanaka, to=sato, points=20, note=None, operation_id="gift")
    undo_last(session)
    told = [
        [(line.kind, line.points, line.name, line.reason) for line in lines_of(session, customer)]
        for customer in (tanaka, sato)
    ]
    assert told == [
        [("sale", 50, "", ""), ("given", -20, "佐藤 健", ""), ("undo", 20, "", "")],
        [("received", 20, "田中 美咲", ""), ("reversed", -20, "田中 美咲", "undo")],
    ]


def test_a_friends_bonus_stands_on_the_first_sale_and_alone_with_who_brought_them(
    session: Session, a_customer: Make, sell: Sell, set_shop: Callable[..., None]
) -> None:
    set_shop(referral={"referrer": {"points": 200}, "referee": {"points": 100}})
    tanaka, sato = a_customer(), a_customer("佐藤 健")
    attach_referral(session, referee_id=sato, referrer_id=tanaka, operation_id="attach")
    sale = sell(sato, 880)
    line = lines_of(session, sato)[0]
    assert (line.kind, line.points, line.bonus, line.name) == ("sale", 108, "referral", "田中 美咲")
    line = lines_of(session, tanaka)[0]
    assert (line.kind, line.points, line.reason, line.name) == ("gift", 200, "referral", "佐藤 健")
    give_back(session, sale, None)
    line = lines_of(session, tanaka)[1]
    assert (line.kind, line.points, line.reason, line.name) == (
        "reversed", -200, "referral", "佐藤 健",
    )  # fmt: skip
    assert [line.points for line in lines_of(session, sato)] == [108, -108]


def test_after_a_merge_both_pasts_are_there_with_the_number_that_was_joined(
    session: Session, a_customer: Make, sell: Sell
) -> None:
    kept, merged = a_customer(), a_customer("田中 みさき")
    sell(kept, 10_000, on="2026-11-20")
    sell(merged, 2_000, on="2026-11-21")
    number = customer_record(session.db, merged).number
    merge_customers(session, keep=kept, merge=merged, operation_id="merge")
    told = [(line.kind, line.after, line.name) for line in lines_of(session, kept)]
    assert told == [("sale", 100, ""), ("sale", 20, ""), ("merge", 120, number)]


def test_stamps_by_hand_are_a_line_and_a_full_card_stands_on_its_sale(
    session: Session, a_customer: Make, sell: Sell
) -> None:
    add_reward(session, NewReward("Tea", "free_item", "300", 100), operation_id="tea")
    terms = {"name": "Visits", "needed": 8, "reward": "Tea"}
    add_stamp_card(session, terms=terms, operation_id="card")
    customer = a_customer()
    add_stamps(
        session, customer_id=customer, card="Visits", count=7, reason="paper", operation_id="put"
    )
    undo_last(session)
    add_stamps(
        session, customer_id=customer, card="Visits", count=7, reason="paper", operation_id="again"
    )
    sell(customer, 500)
    sale, put, undone, _ = lines_of(session, customer)  # the till sells at ten
    assert (put.kind, put.name, put.stamps, put.reason) == ("stamps", "Visits", 7, "paper")
    assert put.undone
    assert undone.undoes is not None
    assert (undone.undoes.stamps, undone.points) == (7, 0)
    assert (sale.filled, sale.stamps, sale.points) == ("Visits", 0, 5)


def test_weeks_in_a_row_stand_on_the_sale_that_completed_them(
    session: Session, a_customer: Make, sell: Sell, on_day: Callable[[str], Session]
) -> None:
    terms = {"name": "Every week", "weeks": 2, "gift": {"points": 50}}
    add_streak(on_day("2026-11-01"), terms=terms, operation_id="streak")
    customer = a_customer()
    sell(customer, 100, on="2026-11-15")
    sell(customer, 100, on="2026-11-22")
    last = lines_of(session, customer)[-1]
    assert (last.bonus, last.name, last.points) == ("streak", "Every week", 51)


def test_what_came_from_a_file_is_a_line_for_each_purchase(
    session: Session, a_customer: Make
) -> None:
    customer = a_customer()
    with session.write(Action.IMPORT_PURCHASES, "file") as tx:
        for amount in (500, -40, 700):
            doc = {"amount": amount, "total": amount, "paid": amount, "points": 0}
            more = {"refund": True} if amount < 0 else {}
            past(tx, "2026-11-01").post(Draft("sale", doc | more, customer, "spent", amount))
    told = [(line.kind, line.amount, line.may_be_refunded) for line in lines_of(session, customer)]
    assert told == [("sale", 500, True), ("refund", 40, False), ("sale", 700, True)]
