"""Promises, complaints, unhappy answers, friends' rewards: what is owed, and until when."""

from collections.abc import Callable
from datetime import date, time

from db.queries.follow_ups import follow_ups
from db.rules.customers import NewCustomer
from db.rules.follow_ups import FriendBought, Promised, PromiseKind, Said
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.feedback import give_feedback
from db.usecases.follow_ups import add_promise
from db.usecases.referrals import approve_referral
from db.usecases.sales import SaleOutcome

Sell = Callable[..., SaleOutcome]
OnDay = Callable[[str], Session]


def promise(
    session: Session,
    customer: str,
    due: str,
    clock: str | None = None,
    kind: PromiseKind = "promise",
) -> str:
    return add_promise(
        session, customer_id=customer, kind=kind, why=f"{kind} {due}", owed_by=None,
        due_day=date.fromisoformat(due), due_time=time.fromisoformat(clock) if clock else None,
        operation_id=f"{customer}{due}{clock}",
    )  # fmt: skip


def test_promises_stand_from_the_day_they_were_made_and_late_ones_come_first(
    session: Session, a_customer: Callable[..., str], on_day: OnDay
) -> None:
    customer = a_customer(birthday="1990-11-23")
    session.staff = "Ken"
    early = promise(session, customer, "2026-11-22", "10:13")
    noon = promise(session, customer, "2026-11-22", "12:00")
    whole_day = promise(session, customer, "2026-11-22", None, "complaint")
    ahead = promise(session, customer, "2026-12-24")
    found = follow_ups(session.moment())
    assert [(each.id, each.late) for each in found[:4]] == [
        (early, True), (noon, False), (ahead, False), (whole_day, False),
    ]  # fmt: skip
    assert (found[0].owed_by, found[0].facts) == (
        "Ken",
        Promised("promise 2026-11-22", session.today),
    )
    assert found[4].kind == "birthday"
    next_day = follow_ups(on_day("2026-11-23").moment())
    assert [each.id for each in next_day if each.late] == [early, noon, whole_day]
    assert follow_ups(on_day("2026-11-21").moment(), kind="promise") == []


def test_an_unhappy_answer_is_owed_by_whoever_took_it_until_it_is_done(
    session: Session, a_customer: Callable[..., str], on_day: OnDay, set_shop: Callable[..., None]
) -> None:
    customer = a_customer(phone="090-0000-0142")
    session.staff = "Mio"
    given = give_feedback(
        session, customer_id=customer, score=6, comment="Too long a queue", operation_id="six"
    )
    give_feedback(session, customer_id=customer, score=7, operation_id="seven")
    [found] = follow_ups(session.moment(), kind="unhappy")
    assert found.id == given.follow_up
    assert found.facts == Said(6, "Too long a queue", session.today)
    assert (found.due_day, found.due_time) == (date(2026, 11, 23), time(10, 14))
    assert (found.owed_by, found.act, found.late) == ("Mio", "call", False)
    assert follow_ups(on_day("2026-11-24").moment(), kind="unhappy")[0].late
    set_shop(follow_ups={"unhappy": {"hours": 2}})
    [sooner] = follow_ups(session.moment(), kind="unhappy")
    assert (sooner.due_day, sooner.due_time) == (session.today, time(12, 14))
    set_shop(follow_ups={"unhappy": {"on": False}})
    assert follow_ups(session.moment(), kind="unhappy") == []
    assert give_feedback(session, customer_id=customer, score=0, operation_id="0").follow_up is None


def test_a_friends_reward_is_told_for_two_weeks_from_the_day_it_can_be_used(
    session: Session,
    a_customer: Callable[..., str],
    sell: Sell,
    on_day: OnDay,
    set_shop: Callable[..., None],
) -> None:
    set_shop(referral={"referrer": {"points": 200}, "hold_days": 3})
    referrer = a_customer("田中 美咲")
    friend = _brought_by(on_day("2026-11-01"), session)
    bought = sell(friend, 1000, on="2026-11-02")
    for day, shown in (("04", 0), ("05", 1), ("18", 1), ("19", 0)):
        moment = on_day(f"2026-11-{day}").moment()
        assert len(follow_ups(moment, kind="referral")) == shown, day
    [found] = follow_ups(on_day("2026-11-05").moment(), kind="referral")
    assert found.id == f"referral:{referrer}:{bought.sale}"
    assert found.facts == FriendBought("伊藤 直樹", date(2026, 11, 2), waits=False, points=200)


def test_a_reward_that_waits_for_the_owner_is_to_be_decided_until_it_is(
    session: Session,
    a_customer: Callable[..., str],
    sell: Sell,
    on_day: OnDay,
    set_shop: Callable[..., None],
) -> None:
    set_shop(referral={"referrer": {"points": 200}, "ask_owner": True})
    a_customer("田中 美咲", phone="090-0000-0001")
    friend = _brought_by(on_day("2026-11-01"), session, phone="090-0000-0002")
    sell(friend, 1000, on="2026-11-02")
    [found] = follow_ups(on_day("2026-11-21").moment(), kind="referral")
    assert (found.act, found.facts) == (
        "decide", FriendBought("伊藤 直樹", date(2026, 11, 2), waits=True),
    )  # fmt: skip
    approve_referral(on_day("2026-11-22"), referee_id=friend, operation_id="yes")
    [told] = follow_ups(on_day("2026-11-23").moment(), kind="referral")
    assert (told.act, told.id != found.id) == ("call", True)


def _brought_by(session: Session, book: Session, phone: str | None = None) -> str:
    code = book.db.conn.execute("SELECT referral_code FROM customers").fetchone()[0]
    new = NewCustomer(name="伊藤 直樹", phone=phone, referral_code=code)
    return add_customer(session, new=new, operation_id="friend").id
