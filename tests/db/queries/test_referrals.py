"""Who brought whom, and all that is asked before a friend's code is taken."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from db.journal import Draft
from db.queries.referrals import candidate, friends_of, link_of
from db.rules.referrals import Candidate, Link
from db.session import Action, Session
from db.usecases.referrals import attach_referral
from db.usecases.sales import SaleOutcome
from tests.db.queries.past_days import on_day as past

OnDay = Callable[[str], Session]
TODAY = date(2026, 11, 22)


def number_of(session: Session, customer: str) -> str:
    row = session.db.conn.execute("SELECT number FROM customers WHERE id = ?", (customer,))
    return str(row.fetchone()[0])


def bring(session: Session, *, friend: str, by: str) -> None:
    attach_referral(session, referee_id=friend, referrer_id=by, operation_id=f"{by}-{friend}")


def asked(session: Session, *, friend: str, by: str) -> Candidate:
    return candidate(
        session.db, referee_id=friend, referrer_id=by, today=TODAY, settings=session.settings
    )


def test_two_strangers_may_be_friends(session: Session, a_customer: Callable[..., str]) -> None:
    one, two = a_customer(), a_customer("佐藤 健")
    assert asked(session, friend=two, by=one) == Candidate(
        referee=number_of(session, two), referrer=number_of(session, one), same_person=False,
        bought_before=False, brought_by=None, in_circle=False, links_this_month=0,
        max_per_month=None,
    )  # fmt: skip


def test_one_mailbox_is_one_person_in_whatever_case(
    session: Session, a_customer: Callable[..., str]
) -> None:
    one = a_customer(email="Misaki@example.jp")
    two = a_customer("佐藤 健", email="misaki@EXAMPLE.jp")
    assert asked(session, friend=two, by=one).same_person
    assert asked(session, friend=one, by=one).same_person


def test_two_without_phone_and_mail_are_not_one(
    session: Session, a_customer: Callable[..., str]
) -> None:
    one, two = a_customer(phone="090-0000-0001"), a_customer("佐藤 健")
    assert not asked(session, friend=two, by=one).same_person
    assert not asked(session, friend=two, by=a_customer("林 葵")).same_person


def test_a_circle_is_seen_through_any_number_of_friends(
    session: Session, a_customer: Callable[..., str]
) -> None:
    first, *others = [a_customer(f"客 {number}") for number in range(5)]
    last = first
    for other in others:
        bring(session, friend=other, by=last)
        last = other
    assert asked(session, friend=first, by=last).in_circle
    assert not asked(session, friend=a_customer("林 葵"), by=last).in_circle
    seen = asked(session, friend=last, by=first)
    assert (seen.in_circle, seen.brought_by) == (False, number_of(session, others[-2]))


def test_a_sale_of_nothing_is_a_purchase_and_a_refund_is_none(
    session: Session, a_customer: Callable[..., str], sell: Callable[..., SaleOutcome]
) -> None:
    one, refunded, buyer = a_customer(), a_customer("佐藤 健"), a_customer("林 葵")
    with session.write(Action.IMPORT_PURCHASES, "file") as tx:
        doc = {"amount": -1, "total": -1, "paid": -1, "refund": True}
        past(tx, "2026-11-01").post(Draft("sale", doc, refunded, "spent", -1))
    sell(buyer, 0)
    assert not asked(session, friend=refunded, by=one).bought_before
    assert asked(session, friend=buyer, by=one).bought_before


def test_links_are_counted_by_the_calendar_month_of_the_referrer(
    session: Session, set_shop: Callable[..., None], a_customer: Callable[..., str], on_day: OnDay
) -> None:
    set_shop(referral={"referrer": {"points": 1}, "max_per_month": 9})
    one = a_customer()
    for day in ("2026-10-31", "2026-11-01", "2026-11-30", "2026-12-01"):
        bring(on_day(day), friend=a_customer(f"客 {day}"), by=one)
    seen = asked(session, friend=a_customer("佐藤 健"), by=one)
    assert (seen.links_this_month, seen.max_per_month) == (2, 9)


def test_a_link_tells_when_it_was_made_and_when_the_friend_first_bought(
    session: Session,
    a_customer: Callable[..., str],
    sell: Callable[..., SaleOutcome],
    on_day: OnDay,
) -> None:
    one, two = a_customer(), a_customer("佐藤 健")
    assert link_of(session.db, two) is None
    bring(on_day("2026-10-01"), friend=two, by=one)
    made = Link(two, one, date(2026, 10, 1))
    assert link_of(session.db, two) == made
    first = sell(two, 100, on="2026-11-10")
    sell(two, 100, on="2026-11-11")
    day = date(2026, 11, 10)
    bought = replace(made, qualified_on=day, usable_from=day, sale=first.sale)
    assert link_of(session.db, two) == bought
    assert link_of(session.db, one) is None


def test_friends_come_in_the_order_they_were_brought_up_to_a_day(
    a_customer: Callable[..., str], on_day: OnDay
) -> None:
    one, early, late = a_customer(), a_customer("佐藤 健"), a_customer("林 葵")
    bring(on_day("2026-11-02"), friend=late, by=one)
    bring(on_day("2026-11-01"), friend=early, by=one)

    def friends(day: str) -> list[str]:
        return [link.referee_id for link in friends_of(on_day(day).moment(), one)]

    assert [friends(day) for day in ("2026-10-31", "2026-11-01", "2026-11-02")] == [
        [], [early], [early, late],
    ]  # fmt: skip
