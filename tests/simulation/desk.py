"""A real book, asked through the feed, and a slow obvious shop beside it that must agree."""

import json
import tempfile
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from db.connection import create_book, open_book
from db.session import Session
from desktop.feed import answer
from desktop.messages import label_of
from tests.simulation.slow_earning import Kind, Sale
from tests.simulation.slow_model import Refusal, SlowShop, Sold

WITH_AN_ID = ("sale", "refund", "undo", "points.adjust", "points.give", "redeem")


@cache
def empty_book() -> bytes:
    """Return an empty book that every shop copies: cheaper than making it anew."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.okaeri"
        create_book(path).conn.close()
        return path.read_bytes()


class Desk:
    """Asks both, and tells where they differ."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "shop.okaeri"
        path.write_bytes(empty_book())
        self.session = Session(open_book(path), label=label_of)
        self.slow = SlowShop()
        self.now = self.first = datetime(2026, 1, 1)  # noqa: DTZ001 - the shop's wall clock
        self.digits = 0
        self.agreed = True
        self.requests = 0
        self.last: tuple[dict[str, Any], dict[str, Any]] | None = None

    # -- Comparing --------------------------------------------------------------------------

    def compare_sale(
        self, told: dict[str, Any], expected: Sold | Refusal, at: datetime | None = None
    ) -> None:
        if isinstance(expected, Refusal):
            self.compare_refusal(told, expected)
            return
        tier = expected.tier
        self.compare(
            {**told, "breakdown": tuple(line["points"] for line in told.get("breakdown", ()))},
            paid=self.money(expected.paid),
            points=expected.points,
            breakdown=expected.breakdown,
            balance=expected.balance,
            pending=expected.pending,
            tier={"name": tier[0], "until": tier[1].isoformat()} if tier else None,
        )
        expected.sale.name, expected.sale.request = told["sale"], told["id"]
        if expected.sale.customer:
            self.compare_customer(expected.sale.customer, self.slow.day_of(at or self.now))

    def compare_preview(self, preview: dict[str, Any], told: dict[str, Any], name: str) -> None:
        """What was said beforehand is what is done, but for the names of what was written."""
        made = {name: None} if told["ok"] else {}
        self.compare({**preview, "id": told["id"]}, **{**told, **made})

    def compare_balance(self, told: dict[str, Any], expected: int | Refusal) -> None:
        if isinstance(expected, Refusal):
            self.compare_refusal(told, expected)
        else:
            self.compare(told, balance=expected)

    def compare_refusal(self, told: dict[str, Any], expected: Refusal) -> None:
        error = told.get("error", {"code": "none", **told})
        most = error.get("max")
        if expected.code == "refund_too_large" and expected.most is not None:
            self.compare(error, code=expected.code, max=self.money(expected.most))
        elif expected.most is not None:
            self.compare({**error, "max": most}, code=expected.code, max=expected.most)
        else:
            self.compare(error, code=expected.code)

    def compare_customer(self, number: str, day: date) -> None:
        told = self.ask("customer.show", customer=number, as_of=day.isoformat())
        expected = self.slow.standing_on(number, day)
        self.compare(
            told,
            points=expected.points,
            pending=expected.pending,
            debt=expected.debt,
            lots=[
                {"points": points, "expires_on": last.isoformat() if last else None}
                for points, last in expected.lots
            ],
        )

    def compare(self, told: dict[str, Any], **expected: object) -> None:
        found = {name: told.get(name, "nothing") for name in expected}
        self.agreed = self.agreed and found == expected
        assert found == expected, f"the book: {found}, the slow shop: {expected}, in {told}"

    # -- Asking -----------------------------------------------------------------------------

    def ask(self, op: str, *, at: datetime | None = None, **fields: object) -> dict[str, Any]:
        self.requests += 1
        request = {"op": op, "at": (at or self.now).isoformat(timespec="minutes"), **fields}
        if op in WITH_AN_ID:
            request["id"] = f"till-{self.requests}"
        told = answer(self.session, json.dumps(request).encode())
        if told["ok"] and "id" in request:
            self.last = request, told
        return told

    def tell(self, op: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
        """Ask what must be accepted."""
        told = self.ask(op, **fields)
        assert told["ok"], (op, fields, told)
        return told

    def pass_time(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    def one_of_last(self, which: int) -> Sale:
        return self.slow.sales[-1 - which % len(self.slow.sales)]

    def somebody(self, who: int) -> str | None:
        """Return one of the customers, or nobody now and then."""
        return None if who == 4 else self.anybody(who)

    def anybody(self, who: int) -> str:
        numbers = list(self.slow.customers)
        return numbers[who % len(numbers)]

    def sale_fields(
        self, number: str | None, lines: Sequence[tuple[int, str | None]], used: int
    ) -> dict[str, Any]:
        fields: dict[str, Any] = {"points_used": used} if used else {}
        if number:
            fields["customer"] = number
        if len(lines) == 1 and lines[0][1] is None:
            return {**fields, "amount": self.money(lines[0][0])}
        spoken = [{"amount": self.money(amount), "category": name} for amount, name in lines]
        return {**fields, "lines": spoken}

    def rate(self, kind: Kind) -> dict[str, Any] | None:
        return kind.rate and {"per": self.money(kind.rate[0]), "points": kind.rate[1]}

    def money(self, minor: int) -> str:
        return str(Decimal(minor).scaleb(-self.digits))
