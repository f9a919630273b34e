"""Pairs worth merging, as the book proposes them."""

from collections.abc import Callable

from db.clock import new_id
from db.queries.duplicates import PairsFound, find_pairs, pair_claim, said_distinct
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.merging import keep_apart, merge_customers
from db.usecases.sales import SaleOutcome


def add(session: Session, name: str, **told: str) -> str:
    new = NewCustomer(name, **told)  # type: ignore[arg-type]
    return add_customer(session, new=new, operation_id=new_id()).id


def pairs(session: Session, limit: int = 50) -> PairsFound:
    return find_pairs(session.db, today=session.today, limit=limit)


def told(found: PairsFound) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(pair.keep.id, pair.other.id, pair.why) for pair in found.pairs]


def test_writings_of_one_name_phone_or_address_are_one(session: Session) -> None:
    one = add(session, "髙橋 恵子", reading="タカハシ ケイコ", phone="090-1234-5678")
    other = add(session, "高橋　恵子", reading="ﾀｶﾊｼ ｹｲｺ")
    found = pairs(session)
    assert found.count == 1
    assert told(found) == [(one, other, ("name_and_reading",))]
    add(session, "Mio", email="a@b.jp")
    add(session, "Aoi", email="A@B.JP")
    add(session, "佐藤 健", phone="0081 90 1234 5678")
    assert {pair.why for pair in pairs(session).pairs} == {
        ("name_and_reading",),
        ("email",),
        ("phone",),
    }


def test_the_one_with_the_longer_past_is_proposed_to_be_kept(
    session: Session, sell: Callable[..., SaleOutcome]
) -> None:
    new = add(session, "田中 美咲")
    known = add(session, "田中 美咲")
    sell(known, 1000)
    assert told(pairs(session)) == [(known, new, ("name",))]


def test_those_said_to_be_two_people_stay_apart_through_mergings(session: Session) -> None:
    one, other, third = (add(session, "田中 美咲") for _ in range(3))
    assert pairs(session).count == 3
    keep_apart(session, customer_id=one, other_id=other, operation_id="apart")
    assert said_distinct(session.db) == {frozenset({one, other})}
    assert pairs(session).count == 2
    merge_customers(session, keep=third, merge=other, operation_id="merge")
    assert pairs(session).count == 0
    assert pair_claim(one, other) == pair_claim(other, one)


def test_an_old_key_of_somebody_merged_still_speaks(session: Session) -> None:
    keep, other = add(session, "田中 美咲"), add(session, "鈴木 美咲", email="m@example.jp")
    merge_customers(session, keep=keep, merge=other, operation_id="merge")
    again = add(session, "M. Suzuki", email="M@example.jp")
    assert told(pairs(session)) == [(keep, again, ("email",))]


def test_no_more_are_shown_than_asked_for_but_all_are_counted(session: Session) -> None:
    for _ in range(3):
        add(session, "田中 美咲")
    found = pairs(session, limit=1)
    assert (found.count, len(found.pairs)) == (3, 1)
