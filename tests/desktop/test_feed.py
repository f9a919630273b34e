"""The feed: what other programs are answered, word for word; refusals change nothing."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from db.session import Session
from desktop.feed import OPERATIONS, answer, schema, serve
from desktop.messages import label_of

Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def ask(session: Session) -> Ask:
    """Return a till that asks one request and gets one answer."""
    session.label = label_of

    def send(op: str, **fields: object) -> dict[str, Any]:
        return answer(session, json.dumps({"op": op, **fields}).encode())

    return send


@pytest.fixture
def misaki(ask: Ask) -> str:
    """Return the member number of a customer."""
    added = ask("customer.add", name="田中 美咲", reading="タナカ ミサキ", phone="090-0000-1234")
    return str(added["customer"])


def code_of(answered: dict[str, Any]) -> str:
    assert answered["ok"] is False, answered
    assert answered["error"]["message"]
    return str(answered["error"]["code"])


def test_a_sale_says_what_was_paid_given_and_left(ask: Ask, misaki: str) -> None:
    sold = ask("sale", customer=misaki, amount="1980", id="s1")
    assert sold["ok"]
    assert sold["id"] == "s1"
    assert (sold["paid"], sold["points"], sold["balance"]) == ("1980", 19, 19)
    assert sold["breakdown"] == [{"label": "1 point per ¥100 on ¥1,980", "points": 19}]
    assert (sold["pending"], sold["tier"], sold["discounts"], sold["stamps"]) == (0, None, [], [])


def test_the_same_request_again_gets_the_same_answer_and_is_done_once(
    ask: Ask, misaki: str
) -> None:
    first = ask("sale", customer=misaki, amount="1980", id="s1")
    ask("sale", customer=misaki, amount="100")
    assert ask("sale", id="s1", amount="1980", customer=misaki) == first
    assert ask("customer.show", customer=misaki)["points"] == 20


def test_an_id_with_other_content_is_reused_and_a_refused_id_is_free(ask: Ask, misaki: str) -> None:
    assert code_of(ask("sale", customer=misaki, amount="-1", id="s1")) == "bad_amount"
    assert ask("sale", customer=misaki, amount="1", id="s1")["ok"]
    assert code_of(ask("sale", customer=misaki, amount="2", id="s1")) == "id_reused"
    assert code_of(ask("customer.show", customer=misaki, id="s1")) == "id_reused"


def test_a_preview_says_the_same_and_writes_nothing(
    ask: Ask, session: Session, misaki: str
) -> None:
    facts = session.db["facts"].count
    seen = ask("sale.preview", customer=misaki, amount="1980")
    assert session.db["facts"].count == facts
    sold = ask("sale", customer=misaki, amount="1980")
    assert {**sold, "sale": None} == seen


def test_a_receipt_is_taken_once_a_day_and_till_and_names_the_first(ask: Ask, misaki: str) -> None:
    first = ask("sale", customer=misaki, amount="100", receipt="7", till="A")
    again = ask("sale", customer=misaki, amount="100", receipt="7", till="A")
    assert code_of(again) == "duplicate_receipt"
    assert again["error"]["sale"] == first["sale"]
    assert code_of(ask("sale.preview", amount="1", receipt="7", till="A")) == "duplicate_receipt"
    assert ask("sale", amount="100", receipt="7", till="B")["ok"]
    tomorrow = "2026-11-23T10:00"
    assert ask("sale", amount="100", receipt="7", till="A", at=tomorrow)["ok"]


def test_lines_earn_by_category_and_points_used_fall_on_all_of_them(ask: Ask, misaki: str) -> None:
    ask("category.add", name="Tobacco", earns=False)
    ask("sale", customer=misaki, amount="30000")
    lines = [{"amount": "1000"}, {"amount": "500", "category": "Tobacco"}]
    sold = ask("sale", customer=misaki, lines=lines, points_used=300)
    assert (sold["paid"], sold["points"], sold["balance"]) == ("1200", 8, 8)


@pytest.mark.parametrize(
    ("points_used", "code", "most"),
    [(7, "points_step", 90), (5, "points_step", 90), (110, "not_enough_points", 90),
     (100, "points_max", 90)],
)  # fmt: skip
def test_points_as_money_are_refused_with_the_most_that_would_do(
    ask: Ask, misaki: str, points_used: int, code: str, most: int
) -> None:
    ask("shop.set", redeem_step=10, redeem_minimum=10, redeem_max_percent=50)
    ask("sale", customer=misaki, amount="10000")
    refused = ask("sale", customer=misaki, amount="190", points_used=points_used)
    assert code_of(refused) == code
    assert refused["error"]["max"] == most


def test_gold_is_reached_on_a_sale_and_multiplies_from_the_next(ask: Ask, misaki: str) -> None:
    ask("tier.add", name="Gold", threshold="1500", multiplier=1.5)
    first = ask("sale", customer=misaki, amount="1780")
    assert first["points"] == 17
    assert first["tier"] == {"name": "Gold", "until": "2027-11-30"}
    second = ask("sale", customer=misaki, amount="1780")
    assert [line["points"] for line in second["breakdown"]] == [17, 8]
    assert second["breakdown"][1]["label"] == "Gold × 1.5"


def test_a_reward_becomes_a_coupon_that_is_used_once_on_a_sale(ask: Ask, misaki: str) -> None:
    ask("reward.add", name="¥200 off", kind="amount_off", value="200", cost=10, valid_days=30)
    assert code_of(ask("redeem", customer=misaki, reward="¥200 off")) == "not_enough_points"
    ask("sale", customer=misaki, amount="1980")
    given = ask("redeem", customer=misaki, reward="¥200 off")
    assert given["balance"] == 9
    assert given["coupon"]["until"] == "2026-12-22"
    code = given["coupon"]["code"]
    assert ask("coupon.show", code=code)["state"] == "issued"
    sold = ask("sale", customer=misaki, amount="1980", coupons=[code.lower()])
    assert (sold["paid"], sold["points"]) == ("1780", 17)
    assert sold["discounts"] == [{"coupon": code, "amount": "200", "name": "¥200 off"}]
    assert code_of(ask("sale", customer=misaki, amount="1980", coupons=[code])) == "coupon_used"
    assert ask("coupon.show", code=code)["state"] == "used"


def test_coupons_are_told_apart(ask: Ask, misaki: str) -> None:
    terms = {"kind": "amount_off", "value": "200", "minimum": "1000"}
    issued = ask("coupon.issue", terms=terms, until="2026-12-31", count=2, batch="flyer")
    code, other = (coupon["code"] for coupon in issued["coupons"])
    assert code_of(ask("sale", amount="999", coupons=[code])) == "coupon_minimum"
    assert code_of(ask("sale", amount="2000", coupons=[code, other])) == "coupon_not_combinable"
    wrong = ("B" if code[0] != "B" else "C") + code[1:]
    assert code_of(ask("sale", amount="2000", coupons=[wrong])) == "forged_coupon"
    assert code_of(ask("coupon.show", code="HELLO")) == "unknown_coupon"
    late = {"amount": "2000", "coupons": [code], "at": "2027-01-01T00:00"}
    assert code_of(ask("sale", **late)) == "coupon_expired"
    early = {"amount": "2000", "coupons": [code], "at": "2026-11-21T23:59"}
    assert code_of(ask("sale", **early)) == "coupon_not_yet"
    assert ask("coupon.use", code=code, amount="2000")["discount"] == "200"
    assert code_of(ask("coupon.use", code=code, amount="2000")) == "coupon_used"
    assert ask("coupon.void", code=other, reason="lost")["ok"]
    assert code_of(ask("sale", amount="2000", coupons=[other])) == "coupon_voided"
    hers = ask("coupon.issue", terms={"kind": "percent_off", "value": 10}, customer=misaki)
    hers_code = hers["coupons"][0]["code"]
    assert code_of(ask("sale", amount="10", coupons=[hers_code])) == "coupon_other_customer"


def test_points_come_back_with_a_voided_coupon_if_asked(ask: Ask, misaki: str) -> None:
    ask("shop.set", expiry={"months": 1})
    ask("reward.add", name="Tea", kind="free_item", value="300", cost=10)
    ask("sale", customer=misaki, amount="1000")
    code = ask("redeem", customer=misaki, reward="Tea")["coupon"]["code"]
    later = "2026-12-20T10:00"
    ask("coupon.void", code=code, reason="dropped", return_points=True, at=later)
    shown = ask("customer.show", customer=misaki, as_of="2026-12-20")
    assert shown["lots"] == [{"points": 10, "expires_on": "2027-01-19"}]


def test_a_plan_runs_renews_lapses_and_is_joined_again(ask: Ask, misaki: str) -> None:
    ask("plan.add", name="Club", price="980", every="month", multiplier=2, points_each_period=50)
    joined = ask("subscription.start", customer=misaki, plan="Club", at="2026-01-31T10:00")
    assert joined["plan"] == {"name": "Club", "state": "active", "until": "2026-02-27"}
    assert code_of(ask("subscription.start", customer=misaki, plan="Club", at="2026-03-06T10:00")) == "already_subscribed"  # fmt: skip  # noqa: E501
    renewed = ask("subscription.renew", customer=misaki, at="2026-03-06T10:00")
    assert renewed["plan"]["until"] == "2026-03-30"
    sold = ask("sale", customer=misaki, amount="1000", at="2026-04-06T10:00")
    assert [line["points"] for line in sold["breakdown"]] == [10, 10]
    shown = ask("customer.show", customer=misaki, as_of="2026-04-06")
    assert (shown["plan"]["state"], shown["points"]) == ("past_due", 120)
    assert ask("customer.show", customer=misaki, as_of="2026-04-07")["plan"]["state"] == "ended"
    late = ask("subscription.renew", customer=misaki, at="2026-04-07T10:00")
    assert code_of(late) == "not_subscribed"
    assert ask("subscription.start", customer=misaki, plan="Club", at="2026-04-07T10:00")["ok"]


def test_a_trial_comes_first_and_the_first_payment_is_anchored_after_it(
    ask: Ask, misaki: str
) -> None:
    ask("plan.add", name="Club", price="980", every="month", trial_days=14)
    trial = ask("subscription.start", customer=misaki, plan="Club", at="2026-01-01T10:00")
    assert trial["plan"] == {"name": "Club", "state": "trial", "until": "2026-01-14"}
    paid = ask("subscription.renew", customer=misaki, at="2026-01-10T10:00")
    assert paid["plan"]["until"] == "2026-02-14"


def test_a_friend_brings_both_a_gift_at_the_first_sale_that_is_large_enough(
    ask: Ask, misaki: str
) -> None:
    ask("shop.set", referral={"referrer": {"points": 200}, "referee": {"points": 100}, "minimum": "500"})  # fmt: skip  # noqa: E501
    code = ask("customer.show", customer=misaki)["referral_code"]
    friend = ask("customer.add", name="佐藤 健", referral_code=code.lower())["customer"]
    assert ask("sale", customer=friend, amount="499")["balance"] == 4
    sold = ask("sale", customer=friend, amount="500")
    assert (sold["points"], sold["balance"]) == (5, 109)
    shown = ask("customer.show", customer=misaki)
    assert shown["points"] == 200
    assert shown["referrals"] == [{"customer": friend, "state": "rewarded"}]
    assert ask("sale", customer=friend, amount="500")["balance"] == 114


def test_a_referral_that_cannot_be_is_refused_with_its_reason(ask: Ask, misaki: str) -> None:
    ask("shop.set", referral={"referrer": {"points": 1}, "max_per_month": 1})
    code = ask("customer.show", customer=misaki)["referral_code"]
    assert code_of(ask("referral.attach", customer=misaki, code=code)) == "self_referral"
    assert code_of(ask("customer.add", name="x", referral_code="NOBODY")) == "unknown_customer"
    friend = ask("customer.add", name="佐藤 健")
    attached = ask("referral.attach", customer=friend["customer"], code=code)
    assert attached["state"] == "pending"
    again = ask("referral.attach", customer=friend["customer"], code=code)
    assert code_of(again) == "already_referred"
    circle = ask("referral.attach", customer=misaki, code=friend["referral_code"])
    assert code_of(circle) == "referral_circle"
    assert code_of(ask("customer.add", name="y", referral_code=code)) == "limit_reached"
    buyer = ask("customer.add", name="z")["customer"]
    ask("sale", customer=buyer, amount="1")
    december = "2026-12-01T10:00"
    late = ask("referral.attach", customer=buyer, code=code, at=december)
    assert code_of(late) == "not_new_customer"


def test_a_customer_is_asked_about_as_of_any_moment(ask: Ask, misaki: str) -> None:
    ask("shop.set", expiry={"months": 1})
    ask("sale", customer=misaki, amount="1000", at="2026-10-01T10:00")
    ask("sale", customer=misaki, amount="2000", at="2026-10-20T10:00")
    points = {
        day: ask("customer.show", customer=misaki, as_of=day)["points"]
        for day in ("2026-09-30", "2026-10-01", "2026-10-31", "2026-11-01", "2026-11-02",
                    "2026-11-20", "2026-11-21", "2026-10-20T09:59", "2026-10-20T10:00")
    }  # fmt: skip
    assert list(points.values()) == [0, 10, 30, 30, 20, 20, 0, 10, 30]


def test_a_slip_of_yesterday_is_worked_in_where_it_belongs(ask: Ask, misaki: str) -> None:
    ask("shop.set", expiry={"months": 1})
    ask("sale", customer=misaki, amount="1000", at="2026-10-20T10:00")
    ask("sale", customer=misaki, amount="1000", points_used=10, at="2026-11-05T10:00")
    ask("sale", customer=misaki, amount="800", at="2026-10-10T10:00")
    shown = ask("customer.show", customer=misaki, as_of="2026-11-06")
    assert [lot["points"] for lot in shown["lots"]] == [8, 9]


def test_the_turn_of_the_day_counts_what_fell_due_once(ask: Ask, misaki: str) -> None:
    ask("shop.set", expiry={"months": 1})
    ask("reward.add", name="Cake", kind="free_item", value="500", cost=1, valid_days=30)
    ask("shop.set", birthday={"reward": "Cake"})
    ask("customer.edit", customer=misaki, birthday="--11-25")
    ask("sale", customer=misaki, amount="1000", at="2026-10-01T10:00")
    ask("plan.add", name="Club", price="980", every="month")
    ask("subscription.start", customer=misaki, plan="Club", at="2026-10-01T10:00")
    turned = ask("day.rollover")
    told = {name: turned[name] for name in ("expired", "ended", "reviewed", "coupons")}
    assert told == {"expired": 10, "ended": 1, "reviewed": 0, "coupons": 1}
    again = ask("day.rollover")
    assert [again[name] for name in told] == [0, 0, 0, 0]
    assert len(ask("customer.show", customer=misaki)["coupons"]) == 1


def test_a_customer_is_found_shown_and_corrected(ask: Ask, misaki: str) -> None:
    found = ask("customer.find", q="tanaka")["customers"]
    assert [customer["number"] for customer in found] == [misaki]
    ask("customer.edit", customer=misaki, email="misaki@example.jp", birthday="--08-16", phone=None)
    shown = ask("customer.show", customer="misaki@example.jp")
    assert (shown["phone"], shown["birthday"]) == (None, "--08-16")
    assert misaki.startswith("2")
    assert len(misaki) == 13


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("hello", "bad_request"),
        ("[1]", "bad_request"),
        ("{}", "bad_request"),
        ('{"op": "fly"}', "bad_request"),
        ('{"op": "sale"}', "bad_request"),
        ('{"op": "sale", "amount": "1", "lines": []}', "bad_request"),
        ('{"op": "sale", "lines": []}', "bad_request"),
        ('{"op": "sale", "lines": [{"amount": "1", "category": "Nothing"}]}', "bad_request"),
        ('{"op": "sale", "amount": "-5"}', "bad_amount"),
        ('{"op": "sale", "amount": "1.5"}', "bad_amount"),
        ('{"op": "sale", "amount": 1e3}', "bad_amount"),
        ('{"op": "sale", "amount": true}', "bad_amount"),
        ('{"op": "sale", "amount": "1,980"}', "bad_amount"),
        ('{"op": "sale", "amount": "１９８０"}', "bad_amount"),
        ('{"op": "sale", "amount": "1", "points_used": 5}', "bad_request"),
        ('{"op": "sale", "amount": "1", "points_used": -5}', "bad_request"),
        ('{"op": "sale", "amount": "1", "at": "1999-13-45"}', "bad_date"),
        ('{"op": "sale", "amount": "1", "staff": "nobody"}', "not_allowed"),
        ('{"op": "sale", "amount": "1", "customer": "nobody"}', "unknown_customer"),
        ('{"op": "sale", "amount": "1", "coupons": ["x"]}', "unknown_coupon"),
        ('{"op": "customer.add", "name": "x", "birthday": "1999-13-45"}', "bad_date"),
        ('{"op": "customer.add", "name": ""}', "bad_request"),
        ('{"op": "tier.add", "name": "x", "threshold": "1", "multiplier": 0.9}', "bad_request"),
        ('{"op": "reward.add", "name": "x", "kind": "?", "value": "1", "cost": 1}', "bad_request"),
        ('{"op": "redeem", "customer": "2000000000015", "reward": "x"}', "unknown_customer"),
        ('{"op": "month", "month": "2026-13"}', "bad_date"),
        ('{"op": "customer.show", "customer": "x", "as_of": "2020-13-01"}', "unknown_customer"),
        ('{"op": "coupon.void", "code": "x", "reason": ""}', "unknown_coupon"),
    ],
)  # fmt: skip
def test_bad_input_gets_a_code_and_a_sentence_and_changes_nothing(
    session: Session, line: str, code: str
) -> None:
    (answered,) = serve(session, [line.encode()])
    assert code_of(json.loads(answered)) == code
    assert session.db["facts"].count == 0


def test_an_unknown_field_is_named_even_inside(session: Session) -> None:
    line = b'{"op": "sale", "id": "x", "lines": [{"amount": "1", "colour": "red"}]}'
    answered = answer(session, line)
    assert answered["id"] == "x"
    assert "colour" in answered["error"]["message"]


def test_the_feed_goes_on_after_a_line_that_is_no_json(session: Session) -> None:
    answers = [json.loads(line) for line in serve(session, [b"{", b"", b'{"op": "shop.show"}'])]
    assert [answered["ok"] for answered in answers] == [False, True]


def test_an_id_that_cannot_be_written_is_not_repeated(session: Session) -> None:
    (line,) = serve(session, [b'{"op": "shop.show", "id": "\\ud83d"}'])
    answered = json.loads(line.encode("utf-8"))
    assert (code_of(answered), "id" in answered) == ("bad_request", False)


def test_a_request_is_known_again_when_what_it_names_is_called_otherwise(ask: Ask) -> None:
    ask("reward.add", name="Tea", kind="free_item", value="300", cost=20)
    renaming = {"id": "rename", "reward": "Tea", "name": "Green tea"}
    first = ask("reward.edit", **renaming)
    assert first["ok"]
    assert ask("reward.edit", **renaming) == first
    assert code_of(ask("reward.edit", **renaming, cost=30)) == "id_reused"


def test_the_schema_lets_an_amount_be_null_where_it_may_be_left_out() -> None:
    fields = schema()["$defs"]["RewardAdd"]["properties"]
    assert {"type": "null"} in fields["minimum"]["oneOf"]
    assert {"type": "null"} not in fields["value"]["oneOf"]


def test_staff_may_sell_but_not_set_the_shop_up(ask: Ask) -> None:
    ask("staff.add", name="mio", role="staff")
    assert ask("sale", amount="1", staff="mio")["ok"]
    assert code_of(ask("shop.set", name="Mine", staff="mio")) == "not_allowed"


def test_the_schema_names_every_request_and_every_answer() -> None:
    described = schema()
    assert len(described["operations"]) == len(OPERATIONS)
    for shapes in described["operations"].values():
        for shape in (shapes["request"], shapes["answer"]):
            assert shape["$ref"].removeprefix("#/$defs/") in described["$defs"]


def test_numbers_are_read_by_their_text(ask: Ask) -> None:
    ask("shop.set", currency="USD")
    assert ask("sale", amount=12.5)["paid"] == "12.50"
    assert ask("sale", amount=0.1)["paid"] == "0.10"
    assert code_of(ask("sale", amount=12.345)) == "bad_amount"
    assert code_of(ask("shop.set", currency="JPY")) == "not_allowed"


def test_arriving_at_a_tier_brings_its_gift_once(ask: Ask, misaki: str) -> None:
    ask("tier.add", name="Gold", threshold="1000", gift={"points": 30})
    seen = ask("sale.preview", customer=misaki, amount="1000")
    first = ask("sale", customer=misaki, amount="1000")
    assert (first["points"], first["balance"]) == (10, 40)
    assert seen["balance"] == first["balance"]
    assert ask("sale", customer=misaki, amount="1000")["balance"] == 50


def test_what_is_promised_must_be_offered(ask: Ask) -> None:
    assert code_of(ask("shop.set", birthday={"reward": "Cake"})) == "bad_request"
    gift = {"reward": "Cake"}
    assert code_of(ask("tier.add", name="Gold", threshold="1", gift=gift)) == "bad_request"


def test_an_address_goes_in_by_lines_and_comes_back(ask: Ask) -> None:
    told = {"postcode": "1500001", "address": ["東京都渋谷区神宮前 1-2-3", "こもれび荘 101"]}
    customer = ask("customer.add", name="森", **told)["customer"]
    shown = ask("customer.show", customer=customer)
    assert (shown["postcode"], shown["address"]) == ("150-0001", told["address"])
    ask("customer.edit", customer=customer, address="渋谷区 2\n3", postcode=None)
    shown = ask("customer.show", customer=customer)
    assert (shown["postcode"], shown["address"]) == (None, ["渋谷区 2", "3"])
