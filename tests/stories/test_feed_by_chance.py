"""Another program asks whatever it likes: each line is answered, and the book stays whole."""

import json
import random
from typing import Any

import pytest

from db.session import Session
from desktop.feed import OPERATIONS, answer
from desktop.messages import label_of

REQUESTS = 400
MEANT: dict[str, list[Any]] = {
    "amount": ["0", "1", "1980", 5],
    "lines": [[{"amount": "5"}], [{"amount": "0", "count": 3}, {"amount": "7"}]],
    "points_used": [0, 1, 5],
    "at": ["2026-11-22T10:14", "2026-10-01", "2027-01-31T23:59", "2024-02-29T00:00"],
    "as_of": ["2026-11-22", "2026-11-22T10:14", "2100-01-01"],
    "reward": ["R"],
    "plan": ["P"],
    "terms": [{"kind": "percent_off", "value": 10}, {"kind": "points", "value": 7}],
    "expiry": ["never", {"months": 1}, {"inactive_months": 2}, {"yearly": "02-29"}],
    "referral": [{"referrer": {"points": 5}, "referee": {"reward": "R"}, "hold_days": 2}],
    "pending_days": [0, 3],
    "month": ["2026-11", "2026-02"],
    "q": ["田", "tanaka", "%", "'", "*"],
    "count": [1, 2],
    "every": ["month"],
    "reason": ["lost"],
    "batch": ["flyer"],
    "next_visit": [{"reward": "R"}, {"reward": "R", "minimum": "5", "after_days": 0}],
    "coupons_per_sale": [1, 3],
}
NOT_MEANT: list[Any] = [
    None, True, -1, 10**30, 1.5, 1e308, "", "x", "\x00", "\ud800", "a" * 10_000, [], {}, [None],
    "1999-13-45", "9999-12-31", "0001-01-01", "2026-11-22T10:14+25:00", "１９８０",
]  # fmt: skip


def field_for(name: str, known: dict[str, list[Any]], draw: random.Random) -> object:
    if name in known and draw.random() < 0.9:
        return draw.choice(known[name])
    return draw.choice(NOT_MEANT)


@pytest.mark.parametrize("seed", range(4))
def test_any_line_is_answered_and_the_book_stays_whole(session: Session, seed: int) -> None:
    session.label = label_of
    draw = random.Random(seed)

    def ask(**request: object) -> dict[str, Any]:
        return answer(session, json.dumps(request).encode())

    number = ask(op="customer.add", name="田中")["customer"]
    ask(op="reward.add", name="R", kind="amount_off", value="100", cost=1)
    ask(op="plan.add", name="P", price="980", every="month")
    codes = [
        coupon["code"]
        for coupon in ask(op="coupon.issue", reward="R", count=9, batch="flyer")["coupons"]
    ]
    known = {**MEANT, "customer": [number], "code": codes, "coupons": [[code] for code in codes]}
    accepted = 0
    for _ in range(REQUESTS):
        kind = draw.choice(OPERATIONS).request
        names = [name for name in kind.__struct_encode_fields__ if name not in ("id", "staff")]
        asked = {name: field_for(name, known, draw) for name in names if draw.random() < 0.4}
        told = ask(op=kind.__struct_config__.tag, **asked)
        accepted += told["ok"]
        assert told["ok"] or (told["error"]["code"] and told["error"]["message"])
    assert accepted > REQUESTS / 20  # else nothing was tried
