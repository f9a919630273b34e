"""A statement adds up: from line to line, from lot to takings, on every day in between."""

from datetime import UTC, date, datetime, time

import pytest

from db.rules.lots import Movement
from db.rules.shop import NEVER, Expiry
from db.rules.statements import (
    Cause,
    CauseKind,
    Event,
    Line,
    Standing,
    Statement,
    Sums,
    make_statement,
    sums_of,
)

MONTH = Expiry("months", months=1)
IDLE = Expiry("inactive_months", months=1)
FEBRUARY = date(2026, 2, 1)


def on(day: int, month: int = 1) -> date:
    return date(2026, month, day)


class Book:
    """Events of one account, told in a word each."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def give(
        self,
        points: int,
        day: date,
        *,
        kind: CauseKind = "sale",
        customer: str = "c",
        expiry: Expiry = NEVER,
        usable_from: date | None = None,
        act: str = "",
    ) -> str:
        id = self._id()
        given = Movement("give", id, day, points, usable_from, expiry)
        return self._add(kind, given, customer, act)

    def take(self, points: int, day: date, *, customer: str = "c", act: str = "") -> str:
        return self._add("redeem", Movement("take", self._id(), day, points), customer, act)

    def reverse(self, points: int, day: date, lot: str = "", *, act: str = "") -> str:
        back = Movement("reverse", self._id(), day, points, lot=lot)
        return self._add("reversed", back, "c", act)

    def visit(self, day: date) -> None:
        id = self._id()
        self.events.append(Event(id, "c", id, day, None, Movement("visit", id, day)))

    def merge(self, day: date, merged: str, customer: str = "c") -> None:
        id = self._id()
        cause = Cause("merged", day, _at(day), name="2000")
        self.events.append(Event(id, customer, id, day, cause, merged=merged))

    def statement(self, until: date, since: date | None = None) -> Statement:
        return make_statement(self.events, customer="c", on=until, since=since)

    def _add(self, kind: CauseKind, movement: Movement, customer: str, act: str) -> str:
        id, day = movement.id, movement.day
        cause = Cause(kind, day, _at(day), sale=f"sale-{id}" if kind == "sale" else None)
        self.events.append(Event(id, customer, act or id, day, cause, movement))
        return id

    def _id(self) -> str:
        return f"e{len(self.events)}"


def _at(day: date) -> datetime:
    return datetime.combine(day, time(3), UTC)


def told(statement: Statement) -> list[tuple[str, date, int, int]]:
    return [
        (line.cause.kind, line.cause.day, line.change.balance, line.after.balance)
        for line in statement.lines
    ]


def takings(statement: Statement) -> dict[str, list[tuple[str, date, int]]]:
    return {
        story.id: [(each.cause.kind, each.cause.day, each.points) for each in story.takings]
        for story in statement.lots
    }


def test_lines_stand_in_order_with_the_balance_after_each() -> None:
    book = Book()
    first = book.give(575, on(1))
    second = book.give(805, on(2))
    book.take(500, on(3))
    book.take(500, on(4))
    statement = book.statement(on(5))
    assert told(statement) == [
        ("sale", on(1), 575, 575),
        ("sale", on(2), 805, 1380),
        ("redeem", on(3), -500, 880),
        ("redeem", on(4), -500, 380),
    ]
    assert [line.lots for line in statement.lines] == [
        (first,), (second,), (first,), (first, second),
    ]  # fmt: skip
    assert takings(statement) == {
        first: [("redeem", on(3), 500), ("redeem", on(4), 75)],
        second: [("redeem", on(4), 425)],
    }
    assert [(lot.left, lot.state) for lot in statement.lots] == [(0, "used_up"), (380, "usable")]


def test_what_expired_stands_on_the_first_day_after_the_last() -> None:
    book = Book()
    lot = book.give(20, on(10), expiry=MONTH)
    book.take(5, on(11))
    statement = book.statement(on(10, 2))
    assert (statement.closing.balance, statement.lots[0].state) == (15, "usable")
    statement = book.statement(on(28, 2))
    assert told(statement)[-1] == ("expired", on(11, 2), -15, 0)
    assert statement.lines[-1].cause.sale == "sale-e0"
    assert (statement.lots[0].left, statement.lots[0].state) == (0, "expired")
    assert takings(statement)[lot] == [("redeem", on(11), 5), ("expired", on(11, 2), 15)]


def test_lots_that_end_together_are_one_line_that_leads_to_no_single_sale() -> None:
    book = Book()
    book.give(20, on(10), expiry=MONTH)
    book.give(30, on(10), expiry=MONTH)
    last = book.statement(on(1, 3)).lines[-1]
    assert (last.change.balance, last.cause.sale, len(last.lots)) == (-50, None, 2)


def test_a_visit_moves_idle_points_on_and_what_is_gone_stays_gone() -> None:
    book = Book()
    book.give(20, on(10), expiry=IDLE)
    book.visit(on(5, 2))
    statement = book.statement(on(5, 3))
    assert (told(statement)[1:], statement.lots[0].by_visits) == ([], True)
    assert told(book.statement(on(6, 3)))[1:] == [("expired", on(6, 3), -20, 0)]
    book.visit(on(7, 3))
    assert book.statement(on(8, 3)).closing == Standing()


def test_points_that_wait_are_not_in_the_balance_until_they_can_be_used() -> None:
    book = Book()
    book.give(20, on(1), usable_from=on(4))
    statement = book.statement(on(3))
    assert (statement.closing, statement.lots[0].state) == (Standing(0, 20, 0), "waiting")
    assert statement.lines[0].usable_from == on(4)
    statement = book.statement(on(4))
    assert told(statement) == [("sale", on(1), 0, 0), ("usable", on(4), 20, 20)]
    assert statement.closing == Standing(20, 0, 0)


@pytest.mark.parametrize("usable_from", [date(2026, 2, 2), date(2026, 3, 1)])
def test_points_that_end_before_they_could_be_used_leave_without_having_counted(
    usable_from: date,
) -> None:
    book = Book()
    book.give(20, on(1), expiry=MONTH, usable_from=usable_from)
    assert book.statement(on(1, 2)).closing == Standing(0, 20, 0)
    statement = book.statement(on(2, 3))
    assert told(statement) == [("sale", on(1), 0, 0), ("expired", on(2, 2), 0, 0)]
    assert statement.lines[-1].change == Standing(0, -20, 0)
    assert statement.closing == Standing()
    assert statement.lots[0].state == "expired"


def test_a_debt_is_in_the_balance_and_the_next_points_pay_it() -> None:
    book = Book()
    sale = book.give(40, on(1))
    spent = book.take(30, on(2))
    back = book.reverse(25, on(3), sale)
    earned = book.give(20, on(4))
    statement = book.statement(on(4))
    assert [line.change.debt for line in statement.lines] == [0, 0, 15, -15]
    assert [line.after.balance for line in statement.lines] == [40, 10, -15, 5]
    assert statement.closing == Standing(5, 0, 0)
    assert takings(statement) == {
        sale: [("redeem", on(2), 30), ("reversed", on(3), 10)],
        earned: [("debt", on(4), 15)],
    }
    assert {spent, back}.isdisjoint(lot.id for lot in statement.lots)


def test_points_taken_back_while_they_wait_were_never_in_the_balance() -> None:
    book = Book()
    sale = book.give(20, on(1), usable_from=on(9))
    book.reverse(15, on(2), sale)
    statement = book.statement(on(2))
    assert statement.lines[-1].change == Standing(0, -15, 0)
    assert statement.closing == Standing(0, 5, 0)


def test_steps_of_one_act_and_cause_are_one_line() -> None:
    book = Book()
    for _ in range(3):
        book.give(10, on(1), kind="returned", act="refund")
    book.give(10, on(1), kind="returned", act="another")
    statement = book.statement(on(1))
    assert [(line.change.balance, len(line.lots)) for line in statement.lines] == [(30, 3), (10, 1)]


def test_one_who_is_joined_brings_lots_and_debt_in_one_line() -> None:
    book = Book()
    mine = book.give(10, on(1))
    theirs = book.give(50, on(2), customer="d", expiry=MONTH)
    book.take(20, on(3), customer="d")
    assert told(book.statement(on(3))) == [("sale", on(1), 10, 10)]
    book.merge(on(4), "d")
    book.give(5, on(5), customer="d")
    book.take(35, on(6))
    statement = book.statement(on(6))
    assert told(statement)[1:] == [
        ("merged", on(4), 30, 40), ("sale", on(5), 5, 45), ("redeem", on(6), -35, 10),
    ]  # fmt: skip
    assert takings(statement)[theirs] == [("redeem", on(3), 20), ("redeem", on(6), 30)]
    assert takings(statement)[mine] == [("redeem", on(6), 5)]
    later = book.statement(on(28, 2))
    assert later.closing.balance == 10


def test_a_debt_that_is_joined_is_paid_at_once_and_its_lots_say_so() -> None:
    book = Book()
    mine = book.give(30, on(1))
    book.give(10, on(1), customer="d")
    book.take(10, on(1), customer="d")
    book.events.append(
        Event("back", "d", "back", on(2), Cause("reversed", on(2), _at(on(2))),
              Movement("reverse", "back", on(2), points=10))
    )  # fmt: skip
    book.merge(on(3), "d")
    statement = book.statement(on(3))
    assert told(statement)[-1] == ("merged", on(3), -10, 20)
    assert takings(statement)[mine] == [("debt", on(3), 10)]
    for story in statement.lots:
        assert story.points == story.left + sum(each.points for each in story.takings)


def test_those_who_were_joined_before_come_along() -> None:
    book = Book()
    book.give(1, on(1), customer="a")
    book.give(2, on(1), customer="b")
    book.merge(on(2), "a", customer="b")
    book.give(4, on(3), customer="a")
    book.merge(on(4), "b")
    book.give(8, on(5), customer="a")
    assert told(book.statement(on(5))) == [("merged", on(4), 7, 7), ("sale", on(5), 8, 15)]


def test_from_a_day_on_the_rest_is_brought_forward() -> None:
    book = Book()
    gone = book.give(20, on(1))
    book.take(20, on(2))
    kept = book.give(30, on(20))
    book.take(10, on(2, 2))
    statement = book.statement(on(3, 2), since=FEBRUARY)
    assert (statement.opening, statement.closing) == (Standing(30, 0, 0), Standing(20, 0, 0))
    assert told(statement) == [("redeem", on(2, 2), -10, 20)]
    assert [lot.id for lot in statement.lots] == [kept]
    assert gone not in takings(statement)
    assert book.statement(on(3, 2), since=on(1, 3)).lines == ()
    assert book.statement(on(3, 2), since=on(1, 3)).opening == Standing(20, 0, 0)


def test_a_visit_without_points_is_a_line_where_it_has_a_cause() -> None:
    book = Book()
    book.visit(on(1))
    assert book.statement(on(1)).lines == ()
    book.events.append(
        Event("s", "c", "s", on(2), Cause("sale", on(2), _at(on(2)), sale="s"),
              Movement("visit", "s", on(2)))
    )  # fmt: skip
    (line,) = book.statement(on(2)).lines
    assert (line.cause.sale, line.change) == ("s", Standing())


def test_a_day_of_the_shop_that_was_moved_back_still_adds_up() -> None:
    book = Book()
    book.give(20, on(10), expiry=IDLE)
    book.give(5, on(11, 2))
    book.visit(on(10, 2))  # entered after it, yet by the shop's new day before it
    statement = book.statement(on(12, 2))
    assert told(statement) == [
        ("sale", on(10), 20, 20),
        ("expired", on(11, 2), -20, 0),
        ("sale", on(11, 2), 5, 5),
        ("other", on(10, 2), 20, 25),
    ]
    assert statement.closing.balance == 25
    assert told(book.statement(on(11, 3)))[-1] == ("expired", on(11, 3), -20, 5)


def test_nothing_at_all_is_a_statement_too() -> None:
    statement = make_statement([], customer="c", on=on(1))
    assert (statement.opening, statement.closing) == (Standing(), Standing())
    assert (statement.lines, statement.lots) == ((), ())


def test_a_long_history_adds_up_too() -> None:
    book = Book()
    day, now = date(2010, 1, 1), date(2010, 1, 1)
    for number in range(1500):
        now = date.fromordinal(day.toordinal() + number)
        book.visit(now)
        book.give(10, now, expiry=Expiry("months", months=12))
        if number % 40 == 39:
            book.take(100, now)
    statement = book.statement(now)
    assert _adds_up(statement.lines)
    assert statement.closing.balance == sum(lot.left for lot in statement.lots)


def _adds_up(lines: tuple[Line, ...]) -> bool:
    standing = Standing()
    for line in lines:
        standing += line.change
        if standing != line.after:
            return False
    return True


def test_the_sums_lead_from_the_opening_to_the_closing() -> None:
    book = Book()
    sale = book.give(100, on(1), expiry=MONTH)
    book.give(30, on(2), kind="gift", usable_from=on(5))
    book.take(25, on(6))
    book.give(5, on(7), kind="adjust")
    book.reverse(10, on(8), sale)
    statement = book.statement(on(28, 2))
    assert sums_of(statement.lines) == Sums(given=130, used=-25, expired=-65, corrected=-5)
    assert statement.closing.balance == 35
