"""What each person did is counted by the laws of rules/README.md, and nobody is thanked twice."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from db import checks
from db.clock import fixed_clock
from db.journal import Draft
from db.queries.team import TeamMember, team_member, team_of, whole_team
from db.rules.customers import NewCustomer
from db.session import Action, Session
from db.usecases.customers import add_customer
from db.usecases.feedback import give_feedback
from db.usecases.referrals import attach_referral
from db.usecases.refunds import refund_sale
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from db.usecases.shop import add_staff

NOVEMBER = {"first": date(2026, 11, 1), "last": date(2026, 11, 30)}


@pytest.fixture(autouse=True)
def _whole(session: Session) -> Iterator[None]:
    for name in ("mio", "ken", "sora"):
        add_staff(session, name=name, role="staff", operation_id=f"staff {name}")
    yield
    assert checks.problems(session.db) == []


def by(session: Session, staff: str | None, when: str) -> Session:
    clock = fixed_clock(datetime.fromisoformat(f"{when}+09:00"))
    mine = session.with_request(clock=clock)
    mine.staff = staff
    return mine


def sign_up(session: Session, name: str, staff: str | None, when: str) -> str:
    new = NewCustomer(name=name)
    return add_customer(by(session, staff, when), new=new, operation_id=f"add {name}").id


def buy(session: Session, customer: str, when: str) -> str:
    order = SaleOrder((OrderLine(1000),), customer_id=customer)
    sold = record_sale(by(session, "sora", when), order, operation_id=f"{customer} {when}")
    assert sold.sale is not None
    return sold.sale


def note(session: Session, action: Action, draft: Draft, staff: str | None, when: str) -> str:
    with by(session, staff, when).write(action, f"{draft.kind} {draft.customer} {when}") as tx:
        return tx.post(draft).id


def spoke(session: Session, customer: str, staff: str | None, when: str) -> None:
    note(session, Action.MAKE_CONTACT, Draft("contact", {"by": "call"}, customer), staff, when)


def test_sign_ups_friends_and_scores_are_counted_by_who_took_them(session: Session) -> None:
    misaki = sign_up(session, "Misaki", "mio", "2026-11-02T10:00")
    friend = sign_up(session, "Haruto", "ken", "2026-11-03T10:00")
    sign_up(session, "Early", "ken", "2026-10-31T10:00")
    attach_referral(
        by(session, "ken", "2026-11-03T10:01"), referee_id=friend, referrer_id=misaki,
        operation_id="friend",
    )  # fmt: skip
    for score, comment, staff in ((9, "Like home", "mio"), (10, "Fine", "mio"), (8, "Nice", "ken")):
        give_feedback(
            by(session, staff, "2026-11-05T10:00"), customer_id=misaki, score=score,
            comment=comment, quotable=score == 9, operation_id=f"{score}",
        )  # fmt: skip
    team = {each.staff: each for each in team_of(session.db, **NOVEMBER)}
    assert team["mio"] == TeamMember("mio", sign_ups=1, kind_words=2, words=("Like home",))
    assert team["ken"] == TeamMember("ken", sign_ups=1, friends=1)
    assert team["sora"].did_nothing_counted
    assert team_member(session.db, " MIO ", **NOVEMBER) == team["mio"]
    assert team_member(session.db, "nobody", **NOVEMBER) is None
    together = whole_team(team.values())
    assert (together.sign_ups, together.friends, together.kind_words) == (2, 1, 2)


def test_who_spoke_last_before_a_lost_customer_came_again_brought_them_back(
    session: Session,
) -> None:
    lost = sign_up(session, "Lost", None, "2026-03-01T10:00")
    buy(session, lost, "2026-03-01T10:00")
    spoke(session, lost, "mio", "2026-10-20T10:00")
    spoke(session, lost, "ken", "2026-10-25T10:00")
    buy(session, lost, "2026-11-10T10:00")
    buy(session, lost, "2026-11-12T10:00")  # they come again by themselves
    regular = sign_up(session, "Regular", None, "2026-10-20T10:00")
    buy(session, regular, "2026-10-20T10:00")
    spoke(session, regular, "mio", "2026-11-01T10:00")  # who never went away
    buy(session, regular, "2026-11-02T10:00")
    never = sign_up(session, "Never", None, "2026-03-01T10:00")
    spoke(session, never, "mio", "2026-11-01T10:00")  # who had never bought
    buy(session, never, "2026-11-02T10:00")
    late = sign_up(session, "Too late", None, "2026-03-01T10:00")
    buy(session, late, "2026-03-01T10:00")
    spoke(session, late, "mio", "2026-10-10T10:00")
    buy(session, late, "2026-11-10T10:00")  # after 31 days
    sorry = sign_up(session, "Sorry", None, "2026-03-01T10:00")
    buy(session, sorry, "2026-03-01T10:00")
    spoke(session, sorry, "mio", "2026-11-01T10:00")
    wrong = buy(session, sorry, "2026-11-02T10:00")  # typed by mistake
    refund_sale(
        by(session, "sora", "2026-11-02T10:05"), sale=wrong, amount=None, reason="undo",
        operation_id="wrong",
    )  # fmt: skip
    back = {each.staff: each.brought_back for each in team_of(session.db, **NOVEMBER)}
    assert back == {"mio": 0, "ken": 1, "sora": 0}
    december = {"first": date(2026, 12, 1), "last": date(2026, 12, 31)}
    assert {each.brought_back for each in team_of(session.db, **december)} == {0}


def test_a_follow_up_on_somebody_slipping_away_counts_before_they_are_lost(
    session: Session,
) -> None:
    slipping = sign_up(session, "Slipping", None, "2026-10-01T10:00")
    buy(session, slipping, "2026-10-01T10:00")
    told = {"follow_up": f"slipping_away:{slipping}:2026-10-20", "kind": "slipping_away"}
    draft = Draft("followup.done", told, slipping)
    note(session, Action.FINISH_FOLLOW_UP, draft, "mio", "2026-11-01T10:00")
    buy(session, slipping, "2026-11-01T15:00")
    first, *others = team_of(session.db, **NOVEMBER)
    assert first == TeamMember("mio", brought_back=1, follow_ups_done=1)
    assert all(each.brought_back == 0 for each in others)


def test_a_promise_counts_only_where_it_was_kept_in_time(session: Session) -> None:
    guest = sign_up(session, "Guest", None, "2026-11-01T10:00")
    for number, (due_day, due_time) in enumerate(
        [("2026-11-04", "18:00"), ("2026-11-04", "14:00"), ("2026-11-04", None),
         ("2026-11-03", None), ("2026-11-05", "09:00")]
    ):  # fmt: skip
        told = {"kind": "promise", "why": "A call", "due_day": due_day, "due_time": due_time}
        when = f"2026-11-02T10:0{number}"
        draft = Draft("followup.add", told, guest)
        promise = note(session, Action.ADD_FOLLOW_UP, draft, None, when)
        done = Draft("followup.done", {"follow_up": promise, "kind": "promise"}, guest)
        note(session, Action.FINISH_FOLLOW_UP, done, "mio", f"2026-11-04T15:0{number}")
    team = {each.staff: each.follow_ups_done for each in team_of(session.db, **NOVEMBER)}
    assert team == {"mio": 3, "ken": 0, "sora": 0, None: 0}
