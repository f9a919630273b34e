"""Coupons and friends of a period, counted from what people did in it."""

from datetime import date

from db.journal import Draft
from db.queries.figures import PeriodFigures, period_figures
from db.queries.period_counts import CouponCounts, coupon_counts, referral_counts
from db.rules.rewards import Terms
from db.rules.spans import parse_period
from db.session import Action, Session
from db.usecases.coupons import Issue, issue_coupons, replace_coupon
from tests.db.queries.past_days import on_day


def figures_of(session: Session, name: str) -> PeriodFigures:
    return period_figures(
        session.db, period=parse_period(name), today=session.today, settings=session.settings
    )


def issued(code: str, *, until: str | None, uses: int = 1) -> Draft:
    told: dict[str, object] = {
        "code": code,
        "terms": {},
        "from": "2026-09-01",
        "until": until,
        "uses": uses,
    }
    return Draft("coupon.issue", told)


def used(code: str, discount: int) -> Draft:
    return Draft("coupon.use", {"code": code, "discount": discount, "sale": None})


def test_coupons_are_counted_by_what_became_of_them_in_the_month(session: Session) -> None:
    with session.write(Action.ISSUE_COUPONS, "coupons") as tx:
        september, october = on_day(tx, "2026-09-15"), on_day(tx, "2026-10-15")
        september.post(issued("unused", until="2026-10-30"))
        september.post(issued("last-day-is-the-months", until="2026-10-31"))
        september.post(issued("ended-on-the-first", until="2026-09-30"))
        september.post(issued("half-used", until="2026-10-20", uses=2))
        october.post(issued("without-end", until=None))
        october.post(issued("voided", until="2026-10-20"))
        october.post(used("half-used", 150))
        october.post(used("without-end", 30))
        october.post(Draft("coupon.void", {"code": "voided", "reason": "misprint"}))
    coupons = figures_of(session, "2026-10").coupons
    assert (coupons.issued, coupons.used, coupons.voided, coupons.discount) == (2, 2, 1, 180)
    assert coupons.expired == 3  # unused, half used, and the one whose last day was 30 September
    assert figures_of(session, "2026-11").coupons.expired == 1


def test_a_coupon_that_was_reprinted_is_one_coupon(session: Session) -> None:
    (lost,) = issue_coupons(session, Issue(Terms("amount_off", 100)), operation_id="issue")
    replace_coupon(session, code=lost.code, reason="lost", operation_id="lost")
    coupons = figures_of(session, "2026-11").coupons
    assert (coupons.issued, coupons.voided) == (1, 0)


def test_a_coupon_given_back_by_a_refund_was_not_used_in_the_end(session: Session) -> None:
    with session.write(Action.ISSUE_COUPONS, "coupons") as tx:
        october, november = on_day(tx, "2026-10-15"), on_day(tx, "2026-11-01")
        for code in ("kept", "back-at-once", "back-later"):
            october.post(issued(code, until="2026-12-31"))
            october.post(used(code, 100))
        for day, code in ((october, "back-at-once"), (november, "back-later")):
            told = {"code": code, "discount": 100, "sale": "1-1", "refund": "1-2"}
            day.post(Draft("coupon.return", told))
    coupons = figures_of(session, "2026-10").coupons
    assert (coupons.issued, coupons.used, coupons.discount) == (3, 2, 200)
    coupons = figures_of(session, "2026-11").coupons
    assert (coupons.issued, coupons.used, coupons.discount) == (0, -1, -100)


def test_a_coupon_that_ends_later_this_month_has_not_expired_yet(session: Session) -> None:
    with session.write(Action.ISSUE_COUPONS, "coupons") as tx:  # today is 22 November
        tx.post(issued("yesterday", until="2026-11-21"))
        tx.post(issued("today", until="2026-11-22"))
        tx.post(issued("tomorrow", until="2026-11-23"))
    figures = figures_of(session, "2026-11")
    assert figures.as_of == session.today
    assert figures.coupons.expired == 1


def test_friends_are_counted_when_they_come_and_when_they_qualify(session: Session) -> None:
    with session.write(Action.ATTACH_REFERRAL, "friends") as tx:
        september, october = on_day(tx, "2026-09-15"), on_day(tx, "2026-10-15")
        september.post(Draft("referral.attach", {"referrer": "a"}, "b"))
        october.post(Draft("referral.attach", {"referrer": "a"}, "c"))
        october.post(Draft("referral.qualify", {"sale": "1-1"}, "b"))
        gift = {"reason": "referral", "usable_from": "2026-10-15"}
        october.post(Draft("points.gift", gift, "a", "points", 50))
        october.post(Draft("points.gift", gift, "b", "points", 30))
        october.post(Draft("points.gift", {**gift, "reason": "plan"}, "b", "points", 5))
    referrals = figures_of(session, "2026-10").referrals
    assert (referrals.attached, referrals.qualified, referrals.rewards) == (1, 1, 2)
    assert figures_of(session, "2026-10").points.earned == 85


def test_a_friend_s_reward_taken_back_by_a_refund_was_none(session: Session) -> None:
    with session.write(Action.ATTACH_REFERRAL, "friends") as tx:
        october, november = on_day(tx, "2026-10-15"), on_day(tx, "2026-11-02")
        october.post(Draft("referral.attach", {"referrer": "a"}, "b"))
        october.post(Draft("referral.qualify", {"sale": "1-1"}, "b"))
        gift = {"reason": "referral", "usable_from": "2026-10-15"}
        given = october.post(Draft("points.gift", gift, "a", "points", 50))
        for code, reason in (("friend", "referral"), ("tier", "tier"), ("spoiled", "referral")):
            coupon = issued(code, until=None)
            told = {**coupon.doc, "reason": reason}
            october.post(Draft("coupon.issue", told, "b", claim=f"coupon.issue:{code}"))
        november.post(Draft("referral.reverse", {"sale": "1-1", "refund": "1-9"}, "b"))
        back = {"sale": "1-1", "refund": "1-9", "lot": given.id, "reason": "referral"}
        november.post(Draft("points.reverse", back, "a", "points", -50))
        november.post(Draft("points.reverse", {**back, "reason": "refund"}, "b", "points", -7))
        for code, why in (("friend", "refund"), ("tier", "refund"), ("spoiled", "misprint")):
            november.post(Draft("coupon.void", {"code": code, "reason": why}, "b"))
    october_s, november_s = (figures_of(session, each).referrals for each in ("2026-10", "2026-11"))
    assert (october_s.attached, october_s.qualified, october_s.rewards) == (1, 1, 3)
    assert (november_s.attached, november_s.qualified, november_s.rewards) == (0, -1, -2)


def test_nothing_is_counted_of_days_without_anything(session: Session) -> None:
    first, last = date(2026, 10, 1), date(2026, 10, 31)
    assert coupon_counts(session.db, first=first, last=last, on=last) == CouponCounts()
    assert referral_counts(session.db, first=first, last=last).attached == 0
