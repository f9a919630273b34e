"""Customers by what they carry or say, and in long lists."""

from collections.abc import Callable
from typing import get_args

import pytest

from db.clock import new_id
from db.enrolment import Placed
from db.errors import AmbiguousCustomer, UnknownCustomer
from db.journal import Draft
from db.queries.customers import (
    CustomerRow,
    Order,
    Who,
    customer_by_referral_code,
    customer_named,
    customer_names,
    customer_record,
    customers_count,
    customers_page,
    kinds_of_customers,
    those_who,
)
from db.rules.customers import NewCustomer
from db.search import index_customer
from db.session import Action, Session
from db.usecases.customers import add_customer
from db.usecases.plans import NewPlan, add_plan
from db.usecases.referrals import attach_referral
from db.usecases.subscriptions import pause_subscription, start_subscription

Make = Callable[..., str]


@pytest.fixture
def add(session: Session) -> Callable[..., Placed]:
    def one(name: str = "田中 美咲", **told: str) -> Placed:
        return add_customer(session, new=NewCustomer(name, **told), operation_id=new_id())  # type: ignore[arg-type]

    return one


def buy(session: Session, customer: Placed, *, paid: int) -> None:
    """Let a customer buy, and get a point for each unit paid, from today to 30 November."""
    with session.write(Action.RECORD_SALE, new_id()) as tx:
        doc = {"amount": paid, "total": paid, "paid": paid}
        tx.post(Draft("sale", doc, customer.id, "spent", paid))
        lasting = {"expiry": {"kind": "yearly", "yearly": "11-30"}}
        tx.post(Draft("points.gift", lasting, customer.id, "points", paid))


def everyone(session: Session, order: Order, *, reverse: bool = False) -> list[CustomerRow]:
    """Return the whole list, two rows a page."""
    rows: list[CustomerRow] = []
    after = None
    while True:
        page = customers_page(
            session.db, order=order, today=session.today, after=after, limit=2, reverse=reverse
        )
        rows += page.rows
        after = page.after
        if after is None:
            return rows


def test_whatever_names_exactly_one_finds_that_one(
    session: Session, add: Callable[..., Placed]
) -> None:
    one = add(phone="090-1234-5678", email="Misaki@example.jp", card="4901234567894")
    add("佐藤 健", phone="090-0000-0001")
    spaced = f"{one.number[0]} {one.number[1:7]}-{one.number[7:]}"
    for text in (
        one.number, spaced, "4901234567894", "090-1234-5678", "+81 90 1234 5678",
        "０９０１２３４５６７８", "misaki@EXAMPLE.jp", " ｍｉｓａｋｉ＠example.jp ",
    ):  # fmt: skip
        assert customer_named(session.db, text, country="JP") == one.id


@pytest.mark.parametrize("text", ["", "田中", "1", "nobody@example.jp", "0" * 500, "%", "' OR 1"])
def test_nobody_is_guessed(session: Session, add: Callable[..., Placed], text: str) -> None:
    add()
    with pytest.raises(UnknownCustomer):
        customer_named(session.db, text, country="JP")


def test_an_address_that_two_share_names_nobody(
    session: Session, add: Callable[..., Placed]
) -> None:
    numbers = {add(email="family@example.jp").number, add(email="FAMILY@example.jp").number}
    with pytest.raises(AmbiguousCustomer) as refusal:
        customer_named(session.db, "family@example.jp", country="JP")
    assert set(refusal.value.numbers) == numbers


def test_a_code_said_aloud_finds_its_customer(session: Session, add: Callable[..., Placed]) -> None:
    one = add(reading="タナカ ミサキ")
    code = one.referral_code
    for typed in (code, code.lower(), f"みさき{code[-1]}", f"ミサキ {code[-1]}"):
        assert customer_by_referral_code(session.db, typed) == one.id
    with pytest.raises(UnknownCustomer):
        customer_by_referral_code(session.db, "MISAKI")


def test_nobody_has_no_record(session: Session) -> None:
    with pytest.raises(UnknownCustomer):
        customer_record(session.db, "nobody")


def test_long_lists_come_page_by_page_and_hold_everyone_once(
    session: Session, add: Callable[..., Placed]
) -> None:
    tanaka = add("田中 美咲", reading="タナカ ミサキ", joined="2024-01-01")
    abe = add("阿部 健", reading="アベ ケン", joined="2026-01-01")
    sato = add("佐藤 愛", reading="サトウ アイ", joined="2025-01-01")
    add("佐藤 健", reading="サトウ ケン", joined="2025-01-01")
    add("Zoë García", joined="2023-01-01")
    buy(session, sato, paid=300)
    buy(session, abe, paid=100)
    assert [row.name for row in everyone(session, "name")] == [
        "Zoë García", "阿部 健", "佐藤 愛", "佐藤 健", "田中 美咲",
    ]  # fmt: skip
    assert [row.name for row in everyone(session, "joined")][-2:] == ["田中 美咲", "Zoë García"]
    assert [row.id for row in everyone(session, "spent")][:2] == [sato.id, abe.id]
    assert {row.id for row in everyone(session, "last_visit")[:2]} == {sato.id, abe.id}
    for order in ("name", "joined", "spent", "last_visit"):
        forwards = everyone(session, order)
        assert len({row.id for row in forwards}) == 5
        assert everyone(session, order, reverse=True) == forwards[::-1]
    assert tanaka.id in {row.id for row in everyone(session, "last_visit")[2:]}


def test_a_row_tells_visits_money_and_points_as_of_the_day(
    session: Session, add: Callable[..., Placed]
) -> None:
    one = add(phone="090-0000-0001")
    buy(session, one, paid=300)
    (row,) = everyone(session, "name")
    assert (row.visits, row.spent, row.balance) == (1, 300, 300)
    assert row.last_visit == session.today
    later = session.today.replace(month=12)
    (row,) = customers_page(session.db, order="name", today=later).rows
    assert row.balance == 0


def test_the_names_of_many_are_found_at_once(session: Session) -> None:
    ids = [
        add_customer(session, new=NewCustomer(name), operation_id=name).id
        for name in ("田中 美咲", "佐藤 健")
    ]
    assert customer_names(session.db, [*ids, "nobody"]) == dict(
        zip(ids, ("田中 美咲", "佐藤 健"), strict=True)
    )


def test_a_code_that_was_heard_wrongly_is_found_where_only_one_can_be_meant(
    session: Session, a_customer: Callable[..., str]
) -> None:
    one, other = a_customer(), a_customer("佐藤 健")

    def coded(customer: str, code: str) -> None:
        session.db.conn.execute(
            "UPDATE customers SET referral_code = ? WHERE id = ?", (code, customer)
        )
        index_customer(session.db, customer)

    coded(one, "ERENA5")
    assert customer_by_referral_code(session.db, "ELENA 5") == one
    coded(other, "ELENA5")
    assert customer_by_referral_code(session.db, "elena5") == other  # to the letter
    assert customer_by_referral_code(session.db, "erena5") == one
    coded(one, "RISA6")
    coded(other, "IISA6")
    with pytest.raises(UnknownCustomer):
        customer_by_referral_code(session.db, "LISA6")


# -- Kinds of customers ----------------------------------------------------------------------


def join_club(session: Session, customer: str) -> None:
    start_subscription(
        session, customer_id=customer, plan="Club", trial=None, paid=None,
        operation_id=f"join-{customer}-{session.today}",
    )  # fmt: skip


@pytest.fixture
def kinds(session: Session, on_day: Callable[[str], Session], a_customer: Make) -> dict[str, str]:
    """Return who is on a plan, late, paused, who left, and two friends."""
    names = ("on", "late", "open", "days", "left", "bringing", "brought")
    ids = {name: a_customer(name) for name in names}
    add_plan(on_day("2026-01-01"), NewPlan("Club", "980", "month"), operation_id="plan")
    for name, day in (("on", "11-02"), ("late", "10-20"), ("left", "08-01"), ("open", "11-02"),
                      ("days", "11-02")):  # fmt: skip
        join_club(on_day(f"2026-{day}"), ids[name])
    pause_subscription(session, customer_id=ids["open"], days=None, operation_id="open")
    pause_subscription(session, customer_id=ids["days"], days=10, operation_id="days")
    attach_referral(
        session, referee_id=ids["brought"], referrer_id=ids["bringing"], operation_id="friend"
    )
    return ids


def listed(session: Session, who: Who) -> set[str]:
    page = customers_page(session.db, order="name", today=session.today, who=who)
    count = customers_count(session.db, who=who, today=session.today)
    assert count == len(page.rows)
    return {row.name for row in page.rows}


def test_customers_can_be_listed_by_their_plan_and_by_friends(
    session: Session, kinds: dict[str, str]
) -> None:
    assert listed(session, "everybody") == set(kinds)
    assert listed(session, "plan") == {"on", "late", "open", "days"}, "who is late is on it still"
    assert listed(session, "paused") == {"open", "days"}
    assert listed(session, "plan_ended") == {"left"}
    assert listed(session, "bringing") == {"bringing"}
    assert listed(session, "brought") == {"brought"}
    assert len(kinds_of_customers(session.db, today=session.today)) == 6


def test_who_joined_again_has_not_left(
    session: Session, on_day: Callable[[str], Session], kinds: dict[str, str]
) -> None:
    join_club(on_day("2026-11-20"), kinds["left"])
    assert "left" in listed(session, "plan")
    assert listed(session, "plan_ended") == set()


def test_pages_of_a_kind_follow_each_other_in_every_order(
    session: Session, kinds: dict[str, str]
) -> None:
    del kinds
    for order in get_args(Order):
        found, after = [], None
        while True:
            page = customers_page(
                session.db, order=order, today=session.today, after=after, limit=1, who="plan"
            )
            found += [row.name for row in page.rows]
            if page.after is None:
                break
            after = page.after
        assert sorted(found) == ["days", "late", "on", "open"], order


def test_of_some_customers_those_of_a_kind_are_found(
    session: Session, kinds: dict[str, str]
) -> None:
    asked = [kinds["on"], kinds["brought"]]
    assert those_who(session.db, asked, "plan", today=session.today) == {kinds["on"]}
    assert those_who(session.db, asked, "everybody", today=session.today) == set(asked)


def test_a_shop_without_plans_and_friends_has_no_kinds(session: Session, a_customer: Make) -> None:
    assert kinds_of_customers(session.db, today=session.today) == []
    a_customer()
    assert kinds_of_customers(session.db, today=session.today) == ["everybody"]
