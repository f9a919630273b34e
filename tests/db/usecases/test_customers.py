"""A person becomes a customer, or tells something new of themselves."""

import json
from collections.abc import Callable

import pytest

from db.clock import new_id
from db.enrolment import Placed
from db.errors import (
    BadDate,
    BadRequest,
    DuplicateCard,
    DuplicatePhone,
    LimitReached,
    Repeated,
    SelfReferral,
    ShopError,
    UnknownCustomer,
)
from db.queries.customers import customer_named, customer_record, customers_count
from db.queries.referrals import link_of
from db.rules.customers import NewCustomer, Notice, is_member_number
from db.session import Session
from db.usecases.customers import add_customer, edit_customer


@pytest.fixture
def add(session: Session) -> Callable[..., Placed]:
    def one(name: str = "田中 美咲", **told: object) -> Placed:
        return add_customer(session, new=NewCustomer(name, **told), operation_id=new_id())  # type: ignore[arg-type]

    return one


def facts(session: Session) -> list[tuple[str, str, dict[str, object]]]:
    rows = session.db.conn.execute("SELECT kind, customer, doc FROM facts ORDER BY seq")
    return [(kind, customer, json.loads(doc)) for kind, customer, doc in rows.fetchall()]


def test_all_that_is_told_comes_back(session: Session, add: Callable[..., Placed]) -> None:
    placed = add(
        "田中　美咲", reading="ﾀﾅｶ ﾐｻｷ", phone="090-1234-5678", email="Misaki@example.jp",
        birthday="--08-16", card="4901234567894", joined="2023-04-01", note="アレルギー: くるみ",
        tags=("VIP", "犬連れ"), consent=("email",),
    )  # fmt: skip
    record = customer_record(session.db, placed.id)
    assert (record.name, record.reading) == ("田中 美咲", "タナカ ミサキ")
    assert (record.phone, record.email) == ("+819012345678", "Misaki@example.jp")
    assert (record.birthday, str(record.joined)) == ("--08-16", "2023-04-01")
    assert record.cards == ("4901234567894",)
    assert (record.note, record.tags, record.consent) == (
        "アレルギー: くるみ", ("VIP", "犬連れ"), ("email",),
    )  # fmt: skip
    assert is_member_number(record.number)
    assert placed.notices == ()


def test_the_journal_names_the_fields_and_no_person(
    session: Session, add: Callable[..., Placed]
) -> None:
    placed = add(phone="090-1234-5678", note="secret")
    edit_customer(
        session, customer_id=placed.id, changes={"note": "other", "email": "a@example.jp"},
        operation_id="edit",
    )  # fmt: skip
    assert facts(session) == [
        ("customer.add", placed.id, {"fields": ["name", "note", "phone"]}),
        ("customer.edit", placed.id, {"fields": ["email", "note"]}),
    ]


def test_numbers_run_on_and_are_never_given_twice(add: Callable[..., Placed]) -> None:
    first, second = add(), add("佐藤 健", card="2000000000039")
    assert (first.number, second.number) == ("2000000000015", "2000000000022")
    assert add("森 愛").number == "2000000000046"


def test_a_referral_code_is_the_given_name_and_a_digit(add: Callable[..., Placed]) -> None:
    assert add("田中 美咲", reading="たなか みさき").referral_code[:-1] == "MISAKI"
    assert add("Zoë García").referral_code[:-1] == "ZOE"
    assert add("森 愛").referral_code[:6].isalpha()


def test_codes_of_one_name_differ(add: Callable[..., Placed]) -> None:
    codes = {add("佐藤 健", reading="サトウ ケン").referral_code for _ in range(40)}
    assert len(codes) == 40
    assert all(code.startswith("KEN") for code in codes)


def test_an_unknown_phone_is_kept_with_a_notice(
    session: Session, add: Callable[..., Placed]
) -> None:
    placed = add(phone="０９０－００００－０００１")
    assert customer_record(session.db, placed.id).phone == "09000000001"
    assert placed.notices == (
        Notice("repaired", "phone", "０９０－００００－０００１"),
        Notice("phone_unknown", "phone", "090-0000-0001"),
    )


@pytest.mark.parametrize("phone", ["090 1234 5678", "+81 90-1234-5678", "９０１２３４５６７８"])
def test_a_phone_belongs_to_one_customer_however_it_is_typed(
    session: Session, add: Callable[..., Placed], phone: str
) -> None:
    first = add(phone="090-1234-5678")
    with pytest.raises(DuplicatePhone) as refusal:
        add("佐藤 健", phone=phone)
    assert (refusal.value.number, refusal.value.name) == (first.number, "田中 美咲")
    assert customers_count(session.db) == 1


def test_a_card_is_nobody_elses_card_or_number(add: Callable[..., Placed]) -> None:
    first = add(card="ABC 123")
    for taken in ("ABC123", first.number):
        with pytest.raises(DuplicateCard) as refusal:
            add("佐藤 健", card=taken)
        assert refusal.value.number == first.number


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"name": ""}, BadRequest),
        ({"name": "あ" * 10_000}, BadRequest),
        ({"name": "a\x00b"}, BadRequest),
        ({"email": "nobody"}, BadRequest),
        ({"phone": "none"}, BadRequest),
        ({"birthday": "1999-13-45"}, BadDate),
        ({"birthday": "2026-11-23"}, BadDate),
        ({"joined": "2026-11-23"}, BadDate),
        ({"referral_code": "NOBODY7"}, UnknownCustomer),
    ],
)
def test_bad_input_changes_nothing(
    session: Session, add: Callable[..., Placed], told: dict[str, str], refusal: type[ShopError]
) -> None:
    with pytest.raises(refusal):
        add(**told)
    assert customers_count(session.db) == 0
    assert facts(session) == []


def test_the_same_sign_up_twice_makes_one_customer(session: Session) -> None:
    for _ in range(2):
        try:
            add_customer(session, new=NewCustomer("森 愛"), operation_id="once")
        except Repeated:
            assert customers_count(session.db) == 1
    assert customers_count(session.db) == 1


def test_a_friend_is_remembered_however_the_code_is_typed(
    session: Session, add: Callable[..., Placed]
) -> None:
    friend = add(reading="タナカ ミサキ")
    code = friend.referral_code
    new = add("佐藤 健", referral_code=f" {code[:-1].lower()}-{code[-1]} ")
    link = link_of(session.db, new.id)
    assert link is not None
    assert link.referrer_id == friend.id


def test_nobody_brings_oneself(session: Session, add: Callable[..., Placed]) -> None:
    friend = add(email="misaki@example.jp")
    with pytest.raises(SelfReferral):
        add("M. Tanaka", email="MISAKI@example.jp", referral_code=friend.referral_code)
    assert customers_count(session.db) == 1


def test_friends_of_one_month_have_a_limit(
    session: Session, add: Callable[..., Placed], set_shop: Callable[..., None]
) -> None:
    set_shop(referral={"max_per_month": 1})
    friend = add()
    add("佐藤 健", referral_code=friend.referral_code)
    with pytest.raises(LimitReached):
        add("森 愛", referral_code=friend.referral_code)
    assert customers_count(session.db) == 2


def test_a_correction_changes_what_it_names_and_empties_what_is_empty(
    session: Session, add: Callable[..., Placed]
) -> None:
    placed = add(phone="090-1234-5678", note="x", tags=("VIP",))
    edited = edit_customer(
        session, customer_id=placed.id, operation_id="edit",
        changes={"name": "佐藤 美咲", "note": None, "tags": [], "card": "A1"},
    )  # fmt: skip
    assert edited.customer == customer_record(session.db, placed.id)
    assert (edited.customer.name, edited.customer.note) == ("佐藤 美咲", None)
    assert (edited.customer.tags, edited.customer.cards) == ((), ("A1",))
    assert edited.customer.phone == "+819012345678"
    assert edited.customer.referral_code == placed.referral_code


def test_a_correction_that_corrects_nothing_leaves_no_trace(
    session: Session, add: Callable[..., Placed]
) -> None:
    placed = add(phone="090-0000-0001", card="A1")
    edited = edit_customer(
        session, customer_id=placed.id, operation_id="edit",
        changes={"name": "田中 美咲", "phone": "09000000001", "card": "A1"},
    )  # fmt: skip
    assert edited.notices == ()
    assert len(facts(session)) == 1


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"name": ""}, BadRequest),
        ({"joined": None}, BadRequest),
        ({"referral_code": "X"}, BadRequest),
        ({"number": "1"}, BadRequest),
        ({"phone": "090-1234-5678"}, DuplicatePhone),
        ({"card": "2000000000015"}, DuplicateCard),
        ({"birthday": "1999-02-30"}, BadDate),
    ],
)
def test_a_bad_correction_changes_nothing(
    session: Session,
    add: Callable[..., Placed],
    changes: dict[str, object],
    refusal: type[ShopError],
) -> None:
    add(phone="090-1234-5678")
    other = add("佐藤 健")
    before = customer_record(session.db, other.id)
    with pytest.raises(refusal):
        edit_customer(
            session, customer_id=other.id, changes={"note": "x", **changes}, operation_id="edit"
        )
    assert customer_record(session.db, other.id) == before


def test_a_corrected_customer_is_found_by_the_new_and_not_by_the_old(
    session: Session, add: Callable[..., Placed]
) -> None:
    placed = add(phone="090-1234-5678")
    edit_customer(
        session, customer_id=placed.id, changes={"phone": "080-1111-2222"}, operation_id="edit"
    )
    assert customer_named(session.db, "080-1111-2222", country="JP") == placed.id
    with pytest.raises(UnknownCustomer):
        customer_named(session.db, "090-1234-5678", country="JP")


def test_nobody_cannot_be_corrected(session: Session) -> None:
    with pytest.raises(UnknownCustomer):
        edit_customer(session, customer_id="nobody", changes={"note": "x"}, operation_id="edit")


# -- Where letters go -----------------------------------------------------------------------


def test_an_address_is_kept_in_one_spelling_and_never_told_to_the_journal(
    session: Session, add: Callable[..., Placed]
) -> None:
    placed = add(postcode="１５０ー０００１", address="東京都渋谷区神宮前 1-2-3\n\nこもれび荘 101")
    record = customer_record(session.db, placed.id)
    assert (record.postcode, record.address) == (
        "150-0001",
        "東京都渋谷区神宮前 1-2-3\nこもれび荘 101",
    )
    kind, _, doc = facts(session)[-1]
    assert (kind, doc) == ("customer.add", {"fields": ["address", "name", "postcode"]})
    assert "渋谷" not in json.dumps([fact[2] for fact in facts(session)], ensure_ascii=False)


def test_a_postcode_in_front_of_the_address_is_put_in_its_place(
    session: Session, add: Callable[..., Placed]
) -> None:
    record = customer_record(session.db, add(address="〒1500001 東京都渋谷区神宮前").id)
    assert (record.postcode, record.address) == ("150-0001", "東京都渋谷区神宮前")


def test_an_address_is_corrected_and_emptied(session: Session, add: Callable[..., Placed]) -> None:
    placed = add(postcode="1500001", address="渋谷区1")
    for changes in ({"address": "港区2", "postcode": "1050001"}, {"address": "", "postcode": None}):
        edit_customer(session, customer_id=placed.id, changes=changes, operation_id=str(changes))
        assert facts(session)[-1][2] == {"fields": ["address", "postcode"]}
    record = customer_record(session.db, placed.id)
    assert (record.postcode, record.address) == (None, None)
    edit_customer(session, customer_id=placed.id, changes={"address": None}, operation_id="again")
    assert facts(session)[-1][2] == {"fields": ["address", "postcode"]}, "nothing changed"
