"""Coupons are found by code, owner, batch or gift, by state; and one tells its life."""

from collections.abc import Callable
from datetime import date

import pytest

from db.errors import UnknownCoupon
from db.queries.coupon_list import coupon_life, coupons_count, coupons_page
from db.rules.coupons import State, spoken_code
from db.rules.rewards import Terms
from db.session import Session
from db.usecases.coupons import Issue, issue_coupons, replace_coupon, use_coupon, void_coupon

OFF, CAKE = Terms("amount_off", 200, name="¥200 off"), Terms("free_item", 480, name="Cake 100%")
TODAY = date(2026, 11, 22)


def make(session: Session, terms: Terms = OFF, **more: object) -> str:
    operation = f"issue-{session.db['facts'].count}"
    issue = Issue(terms, **more)  # type: ignore[arg-type]
    return issue_coupons(session, issue, operation_id=operation)[0].code


def found(session: Session, text: str = "", state: State | None = None) -> list[str]:
    return [each.coupon.code for each in coupons_page(session.db, text, on=TODAY, state=state)]


def test_the_latest_stand_first_and_pages_join(session: Session) -> None:
    codes = [make(session) for _ in range(5)]
    first = coupons_page(session.db, on=TODAY, limit=3)
    rest = coupons_page(session.db, on=TODAY, limit=3, before=first[-1].place)
    assert [each.coupon.code for each in (*first, *rest)] == codes[::-1]
    assert coupons_count(session.db, on=TODAY) == 5


def test_a_coupon_is_found_by_whatever_is_known_of_it(
    session: Session, a_customer: Callable[..., str]
) -> None:
    mine = make(session, customer_id=a_customer("田中 美咲", reading="タナカ ミサキ"))
    flyer = make(session, batch="Summer_flyer")
    cake = make(session, CAKE)
    assert found(session, "tanaka") == found(session, "田中") == [mine]
    assert found(session, "summer_") == [flyer]
    assert found(session, "100%") == [cake]
    assert found(session, spoken_code(cake).lower()) == [cake]
    assert found(session, spoken_code(cake)[:6]) == [cake]
    assert found(session, "nothing like that") == []


def test_each_state_has_its_own(session: Session) -> None:
    still = make(session)
    used, void = make(session), make(session)
    past = make(session, valid_from=date(2026, 11, 1), valid_until=date(2026, 11, 21))
    use_coupon(session, code=used, amount=None, sale=None, operation_id="use")
    void_coupon(session, code=void, reason="x", return_points=False, operation_id="void")
    states: tuple[State, ...] = ("issued", "used", "voided", "expired")
    assert [found(session, state=each) for each in states] == [[still], [used], [void], [past]]
    assert len(found(session)) == 4


def test_a_life_tells_uses_and_what_came_for_what(session: Session) -> None:
    code = make(session, uses=3)
    use_coupon(session, code=code, amount=None, sale=None, operation_id="use")
    new = replace_coupon(session, code=code, reason="lost", operation_id="lost").code
    life = coupon_life(session.db, code)
    assert [(use.discount, use.returned) for use in life.uses] == [(200, False)]
    assert (life.coupon.void_reason, life.coupon.replaced_by) == ("replaced", new)
    after = coupon_life(session.db, new)
    assert (after.replaces, after.why, after.coupon.uses) == (code, "replaced", 2)
    with pytest.raises(UnknownCoupon):
        coupon_life(session.db, "x")
