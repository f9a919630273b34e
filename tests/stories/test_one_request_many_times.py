"""Tills ask again when they did not hear the answer, and several tills ask at once."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from db.session import Session
from desktop.feed import answer
from tests.stories.tills import Till, at_once, waiting_tills

AT = "2026-11-22T10:14"
TIMES = 100


@pytest.fixture
def two_tills(book_path: Path, session: Session) -> Iterator[list[Till]]:
    """Return two programs that have the same book open and are waiting."""
    assert session.path == book_path
    with waiting_tills(book_path) as tills:
        yield tills


@pytest.fixture
def ask(session: Session) -> Callable[..., dict[str, Any]]:
    """Return a way to ask beside the tills."""

    def send(op: str, **fields: object) -> dict[str, Any]:
        return answer(session, json.dumps({"op": op, "at": AT, **fields}).encode())

    return send


def test_one_sale_asked_a_hundred_times_by_two_tills_is_one_sale(
    two_tills: list[Till], ask: Callable[..., dict[str, Any]], session: Session
) -> None:
    number = ask("customer.add", name="田中 美咲")["customer"]
    request = {"op": "sale", "id": "till-1", "customer": number, "amount": "1980", "at": AT}
    heard = [told for till in at_once(two_tills, [[request] * TIMES] * 2) for told in till]
    assert len(heard) == 2 * TIMES
    assert heard[0]["ok"]
    assert [told for told in heard if told != heard[0]] == []
    shown = ask("customer.show", customer=number)
    assert (shown["points"], shown["visits"], shown["spent"]) == (19, 1, "1980")
    assert session.db["sales"].count == 1


def test_points_are_used_once_however_often_and_wherever_it_is_asked(
    two_tills: list[Till], ask: Callable[..., dict[str, Any]]
) -> None:
    number = ask("customer.add", name="田中 美咲")["customer"]
    ask("sale", customer=number, amount="10000")
    request = {"op": "sale", "customer": number, "amount": "60", "points_used": 60, "at": AT}
    tills = [[{**request, "id": f"till-{till}"}] * (TIMES // 2) for till in (1, 2)]
    heard = [told for till in at_once(two_tills, tills) for told in till]
    taken = [told for told in heard if told["ok"]]
    refused = [told for told in heard if not told["ok"]]
    assert {told["id"] for told in taken} != {told["id"] for told in refused}
    assert len(taken) == len(refused) == TIMES // 2
    assert {told["error"]["code"] for told in refused} == {"not_enough_points"}
    assert ask("customer.show", customer=number)["points"] == 40


def test_money_is_given_back_once_when_two_tills_refund_one_sale_at_once(
    two_tills: list[Till], ask: Callable[..., dict[str, Any]]
) -> None:
    number = ask("customer.add", name="田中 美咲")["customer"]
    sales = [ask("sale", customer=number, amount="1000")["sale"] for _ in range(20)]
    tills = [
        [{"op": "refund", "id": f"{till}-{sale}", "sale": sale, "at": AT} for sale in sales]
        for till in (1, 2)
    ]
    first, second = at_once(two_tills, tills)
    for one, other in zip(first, second, strict=True):
        done, refused = (one, other) if one["ok"] else (other, one)
        assert (done["money_back"], done["points_reversed"]) == ("1000", 10)
        assert refused["ok"] is False
        assert (refused["error"]["code"], refused["error"]["max"]) == ("refund_too_large", "0")
    shown = ask("customer.show", customer=number)
    assert (shown["points"], shown["debt"], shown["spent"]) == (0, 0, "0")


def test_the_last_of_the_stock_is_given_once_when_two_tills_ask_at_once(
    two_tills: list[Till], ask: Callable[..., dict[str, Any]]
) -> None:
    numbers = [ask("customer.add", name=name)["customer"] for name in ("田中 美咲", "佐藤 健")]
    for number in numbers:
        ask("sale", customer=number, amount="100000")
    ask("reward.add", name="珈琲", kind="free_item", value="300", cost=10, stock=25)
    tills = [
        [
            {"op": "redeem", "id": f"{number}-{turn}", "customer": number, "reward": "珈琲",
             "at": AT}
            for turn in range(TIMES // 2)
        ]
        for number in numbers
    ]  # fmt: skip
    heard = [told for till in at_once(two_tills, tills) for told in till]
    taken = [told for told in heard if told["ok"]]
    assert len(taken) == len({told["coupon"]["code"] for told in taken}) == 25
    assert {told["error"]["code"] for told in heard if not told["ok"]} == {"out_of_stock"}
    left = [ask("customer.show", customer=number)["points"] for number in numbers]
    assert sum(left) == 2 * 1000 - 25 * 10
    (reward,) = ask("reward.list")["rewards"]
    assert (reward["stock_left"], reward["redeemed"], reward["points_spent"]) == (0, 25, 250)
