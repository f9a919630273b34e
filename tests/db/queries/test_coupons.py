"""Coupons are found however they are typed, and by owner as they were on the day asked for."""

from collections.abc import Callable
from datetime import date

import pytest

from db.errors import ForgedCoupon, UnknownCoupon
from db.giving import IssuedCoupon
from db.journal import Draft
from db.queries.coupons import coupon_key, coupon_typed, coupons_coded, coupons_of
from db.rules.coupons import Coupon, code_of
from db.rules.rewards import Terms
from db.session import Action, Session
from db.usecases.coupons import Issue, issue_coupons, use_coupon, void_coupon

OFF = Terms("amount_off", 200, categories=("Tea",))
Issued = Callable[..., IssuedCoupon]


@pytest.fixture
def issue(on_day: Callable[[str], Session]) -> Issued:
    """Return a maker of one coupon: `issue("2026-11-22", customer, until="2026-12-31")`."""

    def make(
        day: str, customer: str | None, *, start: str | None = None, until: str | None = None,
        uses: int = 1, batch: str | None = None,
    ) -> IssuedCoupon:  # fmt: skip
        wanted = Issue(
            OFF,
            customer_id=customer,
            valid_from=date.fromisoformat(start) if start else None,
            valid_until=date.fromisoformat(until) if until else None,
            uses=uses,
            batch=batch,
        )
        session = on_day(day)
        count = session.db["facts"].count
        return issue_coupons(session, wanted, operation_id=f"issue-{count}")[0]

    return make


def use(session: Session, code: str) -> None:
    operation = f"use-{session.db['facts'].count}"
    use_coupon(session, code=code, amount=1000, sale=None, operation_id=operation)


def void(session: Session, code: str) -> None:
    void_coupon(session, code=code, reason="lost", return_points=False, operation_id="void")


def codes_on(session: Session, customer: str, day: str) -> list[str]:
    return [coupon.code for coupon in coupons_of(session.db, customer, on=date.fromisoformat(day))]


def post_coupon(session: Session, random_part: str) -> str:
    """Write a coupon whose code is made of symbols that people mix up."""
    code = code_of(random_part, key=coupon_key(session.db))
    doc = {
        "code": code, "terms": {"kind": "amount_off", "value": 200}, "from": "2026-11-22",
        "until": None, "uses": 1, "batch": None, "reward": None,
    }  # fmt: skip
    with session.write(Action.ISSUE_COUPONS, random_part) as tx:
        tx.post(Draft("coupon.issue", doc, claim=f"coupon.issue:{code}"))
    return code


@pytest.mark.parametrize("zero", ["0", "O", "o", "０", "Ｏ"])
@pytest.mark.parametrize("one", ["1", "I", "i", "L", "l", "１", "Ｌ"])
def test_letters_that_look_alike_are_one(session: Session, zero: str, one: str) -> None:
    code = post_coupon(session, "1010ABCD")
    typed = code.replace("0", zero).replace("1", one)
    assert coupon_typed(session.db, typed).code == code


@pytest.mark.parametrize("between", ["-", " ", "", "　", "ー", "–"])
def test_groups_and_widths_are_understood(session: Session, between: str) -> None:
    code = post_coupon(session, "23456789")
    typed = between.join((code[:4], code[4:8], code[8:])).lower()
    assert coupon_typed(session.db, f" {typed} ").code == code


def test_a_code_that_was_never_issued_is_told_from_an_invented_one(session: Session) -> None:
    unissued = code_of("ABCDEFGH", key=coupon_key(session.db))
    with pytest.raises(UnknownCoupon):
        coupon_typed(session.db, unissued)
    wrong = unissued[:-1] + ("7" if unissued[-1] != "7" else "8")
    with pytest.raises(ForgedCoupon):
        coupon_typed(session.db, wrong)


@pytest.mark.parametrize("text", ["", "HELLO", "ABCD-EFGH-JKMU", "ABCD-EFGH-JKMNP", "?" * 500])
def test_what_cannot_be_a_code_is_no_coupon(session: Session, text: str) -> None:
    with pytest.raises(UnknownCoupon) as refused:
        coupon_typed(session.db, text)
    assert len(refused.value.coupon) <= 40


def test_a_coupon_comes_back_as_it_was_issued(
    session: Session, a_customer: Callable[..., str], issue: Issued
) -> None:
    customer = a_customer()
    code = issue("2026-11-22", customer, until="2026-12-31", uses=3, batch="flyer").code
    use(session, code)
    assert coupon_typed(session.db, code) == Coupon(
        code, OFF, customer, date(2026, 11, 22), date(2026, 12, 31), 3, 1,
        used_on=date(2026, 11, 22), batch="flyer",
    )  # fmt: skip


def test_those_that_end_first_come_first_and_those_without_end_last(
    session: Session, a_customer: Callable[..., str], issue: Issued
) -> None:
    customer = a_customer()
    endless = issue("2026-11-22", customer).code
    late = issue("2026-11-22", customer, until="2026-12-31").code
    soon = issue("2026-11-22", customer, until="2026-11-30").code
    issue("2026-11-22", a_customer("佐藤 健"))
    issue("2026-11-22", None)
    assert codes_on(session, customer, "2026-11-22") == [soon, late, endless]


def test_the_last_day_is_a_whole_day(
    session: Session, a_customer: Callable[..., str], issue: Issued
) -> None:
    customer = a_customer()
    code = issue("2026-11-22", customer, until="2026-11-30").code
    assert codes_on(session, customer, "2026-11-30") == [code]
    assert codes_on(session, customer, "2026-12-01") == []


def test_a_coupon_of_later_is_not_held_before_it_was_issued(
    session: Session, a_customer: Callable[..., str], issue: Issued
) -> None:
    customer = a_customer()
    code = issue("2026-11-22", customer, start="2026-12-01").code
    assert codes_on(session, customer, "2026-11-21") == []
    assert codes_on(session, customer, "2026-11-22") == [code], "held, though not yet good"


def test_what_was_used_or_voided_later_was_held_until_then(
    session: Session,
    a_customer: Callable[..., str],
    issue: Issued,
    on_day: Callable[[str], Session],
) -> None:
    customer = a_customer()
    used = issue("2026-11-01", customer, until="2026-12-30").code
    voided = issue("2026-11-01", customer, until="2026-12-31").code
    twice = issue("2026-11-01", customer, uses=2).code
    use(on_day("2026-11-20"), used)
    void(on_day("2026-11-20"), voided)
    use(on_day("2026-11-05"), twice)
    assert codes_on(session, customer, "2026-11-19") == [used, voided, twice]
    assert codes_on(session, customer, "2026-11-20") == [twice]
    use(on_day("2026-11-21"), twice)
    assert codes_on(session, customer, "2026-11-20") == [twice]
    assert codes_on(session, customer, "2026-11-21") == []


def test_the_last_use_is_the_latest_day_whatever_was_entered_last(
    session: Session,
    a_customer: Callable[..., str],
    issue: Issued,
    on_day: Callable[[str], Session],
) -> None:
    code = issue("2026-11-01", a_customer(), uses=2).code
    use(on_day("2026-11-20"), code)
    use(on_day("2026-11-10"), code)  # a slip found later
    assert coupon_typed(session.db, code).used_on == date(2026, 11, 20)


def test_many_coupons_are_found_at_once_in_the_order_asked_for(session: Session) -> None:
    issued = issue_coupons(session, Issue(Terms("amount_off", 100), count=5), operation_id="five")
    codes = [coupon.code for coupon in reversed(issued)]
    assert coupons_coded(session.db, codes) == [coupon_typed(session.db, code) for code in codes]
    assert coupons_coded(session.db, []) == []
