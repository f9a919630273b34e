"""Batches of coupons through the feed, a lost coupon's reprint, and coupons for the next visit."""

import json
from typing import Any

from db.session import Session
from desktop.feed import answer
from desktop.i18n import use_language

OFF = {"kind": "amount_off", "value": "200", "name": "¥200 off"}


def ask(session: Session, op: str, **request: object) -> dict[str, Any]:
    use_language("en")
    return answer(session, json.dumps({"op": op, **request}).encode())


def issue(session: Session, **more: object) -> list[str]:
    made = ask(session, "coupon.issue", terms=OFF, **more)
    return [each["code"] for each in made["coupons"]]


def test_a_flyer_is_made_counted_and_withdrawn(session: Session) -> None:
    customer = ask(session, "customer.add", name="Misaki Tanaka")["customer"]
    codes = issue(session, count=8, batch="Flyer", until="2026-12-31")
    assert ask(session, "sale", customer=customer, amount="1980", coupons=[codes[0]])["ok"]
    batch = {
        "batch": "Flyer", "issued": 8, "used": 1, "voided": 0, "expired": 0, "still_open": 7,
        "times_used": 1, "discount": "200", "issued_on": "2026-11-22",
        "valid_from": "2026-11-22", "valid_until": "2026-12-31",
    }  # fmt: skip
    assert ask(session, "batch.list") == {"ok": True, "batches": [batch]}
    assert ask(session, "batch.show", batch="Flyer") == {
        "ok": True, "batch": batch, "used_percent": 12.5, "sales": 1, "revenue": "1780",
        "customers": 1, "first_time": 1, "came_back": 0, "came_back_percent": 0.0,
    }  # fmt: skip
    void = ask(session, "batch.void", batch="Flyer", reason="misprint", id="v")
    assert void == {"ok": True, "id": "v", "voided": 7}
    assert ask(session, "batch.void", batch="Flyer", reason="misprint", id="v") == void
    refused = ask(session, "sale", amount="1000", coupons=[codes[1]])["error"]
    assert refused["code"] == "coupon_voided"
    assert refused["message"].endswith("was declared void on 22 Nov 2026: misprint.")
    unknown = ask(session, "batch.show", batch="Flier")["error"]
    assert (unknown["code"], unknown["message"]) == (
        "bad_request", "No batch is called “Flier”.",
    )  # fmt: skip


def test_a_lost_coupon_is_reprinted_and_the_old_code_says_so(session: Session) -> None:
    (old,) = issue(session, until="2026-12-31")
    new = ask(session, "coupon.replace", code=old, reason="left on the train", id="r")
    assert new["coupon"] == {**new["coupon"], "from": "2026-11-22", "until": "2026-12-31"}
    assert ask(session, "coupon.replace", code=old, reason="left on the train", id="r") == new
    refused = ask(session, "sale", amount="1000", coupons=[old])["error"]
    assert (refused["code"], refused["reason"]) == ("coupon_voided", "replaced")
    shown = ask(session, "coupon.show", code=old)
    assert (shown["state"], shown["replaced_by"]) == ("voided", new["coupon"]["code"])
    sold = ask(session, "sale", amount="1000", coupons=[new["coupon"]["code"]])
    assert sold["paid"] == "800"
    again = ask(session, "coupon.replace", code=new["coupon"]["code"], reason="again")
    assert again["error"]["code"] == "coupon_used"


def test_goods_that_are_missing_are_named(session: Session) -> None:
    ask(session, "category.add", name="Drinks")
    terms = {**OFF, "minimum": "1000", "categories": ["Drinks"]}
    (coupon,) = ask(session, "coupon.issue", terms=terms)["coupons"]
    refused = ask(session, "sale", amount="1500", coupons=[coupon["code"]])["error"]
    assert refused["code"] == "coupon_minimum"
    assert refused["message"] == (
        "This coupon is good only with Drinks. Nothing of that is on the sale yet."
    )
    assert (refused["goods_missing"], refused["categories"]) == (True, ("Drinks",))
    lines = [{"category": "Drinks", "amount": "760"}]
    refused = ask(session, "sale", lines=lines, coupons=[coupon["code"]])["error"]
    assert (refused["minimum"], refused["missing"]) == ("1000", "240")
    assert refused["message"] == "This coupon is good from ¥1,000 of Drinks on: ¥240 more."


def test_a_sale_answers_the_coupon_for_the_next_visit(session: Session) -> None:
    ask(session, "reward.add", name="Tea", kind="free_item", value="300", cost=100, valid_days=30)
    ask(session, "shop.set", next_visit={"reward": "Tea", "minimum": "1000", "after_days": 1})
    preview = ask(session, "sale.preview", amount="1000")
    assert (preview["coupons"], preview["notices"]) == (
        [],
        [{"code": "next_visit", "message": "It brings “Tea” for the next visit."}],
    )
    assert ask(session, "sale.preview", amount="999")["notices"] == []
    (given,) = ask(session, "sale", amount="1000")["coupons"]
    assert (given["name"], given["from"], given["until"]) == ("Tea", "2026-11-23", "2026-12-23")
    early = ask(session, "sale", amount="1000", coupons=[given["code"]])["error"]
    assert early["code"] == "coupon_not_yet"
    assert early["message"].endswith("is good from 23 Nov 2026 on.")
