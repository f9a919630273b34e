"""Two programs of their own take the same coupon at the same moment: one of them has it."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from db.session import Session
from desktop.feed import answer
from tests.stories.tills import Till, at_once, waiting_tills

AT = "2026-11-22T10:14"
COUPONS = 25
Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def two_tills(book_path: Path, session: Session) -> Iterator[list[Till]]:
    """Return two programs that have the same book open and are waiting."""
    assert session.path == book_path
    with waiting_tills(book_path) as tills:
        yield tills


@pytest.fixture
def ask(session: Session) -> Ask:
    """Return a way to ask beside the tills."""

    def send(op: str, **fields: object) -> dict[str, Any]:
        return answer(session, json.dumps({"op": op, "at": AT, **fields}).encode())

    return send


@pytest.fixture
def codes(ask: Ask) -> list[str]:
    """Return the codes of a flyer."""
    terms = {"kind": "amount_off", "value": "200"}
    issued = ask("coupon.issue", terms=terms, count=COUPONS, batch="Flyer")
    return [each["code"] for each in issued["coupons"]]


def race(
    tills: list[Till], codes: list[str], request: dict[str, Any]
) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Let both tills ask for each coupon at the same moment; returns what they heard, by coupon."""
    heard = []
    for code in codes:
        said = json.loads(json.dumps(request).replace("CODE", code))
        (one,), (other,) = at_once(tills, [[{**said, "id": f"{n}-{code}"}] for n in (1, 2)])
        heard.append((one, other))
    return heard


def check_once_each(heard: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    for pair in heard:
        assert [told["ok"] for told in pair].count(True) == 1, pair
        (refused,) = [told["error"] for told in pair if not told["ok"]]
        assert (refused["code"], refused["used_on"]) == ("coupon_used", "2026-11-22")


def test_a_coupon_asked_for_by_both_at_once_is_taken_once(
    two_tills: list[Till], ask: Ask, codes: list[str], session: Session
) -> None:
    request = {"op": "coupon.use", "code": "CODE", "amount": "1000", "at": AT}
    check_once_each(race(two_tills, codes, request))
    batch = ask("batch.show", batch="Flyer")["batch"]
    assert (batch["used"], batch["times_used"], batch["discount"]) == (
        COUPONS, COUPONS, str(200 * COUPONS),
    )  # fmt: skip
    uses = session.db.conn.execute("SELECT count(*) FROM facts WHERE kind = 'coupon.use'")
    assert uses.fetchone()[0] == COUPONS


def test_two_sales_with_one_coupon_at_once_are_one_sale(
    two_tills: list[Till], ask: Ask, codes: list[str], session: Session
) -> None:
    request = {"op": "sale", "amount": "1980", "coupons": ["CODE"], "at": AT}
    heard = race(two_tills, codes, request)
    check_once_each(heard)
    assert {told["paid"] for pair in heard for told in pair if told["ok"]} == {"1780"}
    shown = ask("batch.show", batch="Flyer")
    assert (shown["sales"], shown["revenue"]) == (COUPONS, str(1780 * COUPONS))
    assert session.db["sales"].count == COUPONS


def test_of_a_sale_and_a_reprint_at_once_one_has_the_coupon(
    two_tills: list[Till], ask: Ask, codes: list[str]
) -> None:
    """Whoever finds the coupon and whoever lost it cannot both have what it gives."""
    ends: Counter[str] = Counter()
    for code in codes:
        sale = {"op": "sale", "amount": "1980", "coupons": [code], "at": AT, "id": f"s-{code}"}
        lost = {"op": "coupon.replace", "code": code, "reason": "lost", "at": AT, "id": f"r-{code}"}
        (sold,), (new,) = at_once(two_tills, [[sale], [lost]])
        assert sold["ok"] != new["ok"]
        ends["sold" if sold["ok"] else "replaced"] += 1
        refused = (new if sold["ok"] else sold)["error"]
        assert refused["code"] == ("coupon_used" if sold["ok"] else "coupon_voided")
    batch = ask("batch.show", batch="Flyer")["batch"]
    assert batch["issued"] == COUPONS
    assert (batch["used"], batch["still_open"]) == (ends["sold"], ends["replaced"])


def test_all_coupons_asked_for_by_both_in_one_breath_are_taken_once_each(
    two_tills: list[Till], ask: Ask, codes: list[str]
) -> None:
    tills = [
        [
            {"op": "coupon.use", "code": code, "amount": "1000", "at": AT, "id": f"{n}-{code}"}
            for code in (codes if n == 1 else codes[::-1])
        ]
        for n in (1, 2)
    ]
    first, second = at_once(two_tills, tills)
    check_once_each(list(zip(first, second[::-1], strict=True)))
    assert ask("batch.show", batch="Flyer")["batch"]["still_open"] == 0
