"""One act is all or nothing, done once, and waits for other writers."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from db.environment import BookBusy
from db.errors import IdReused, NotAllowed, Repeated, UnknownCustomer
from db.journal import Draft
from db.rules.customers import NewCustomer
from db.session import Action, Session
from db.usecases.customers import add_customer
from db.usecases.merging import merge_customers

A_SALE = Draft("sale", {"amount": 5, "total": 5, "paid": 5}, "c1", "spent", 5)


def test_an_act_that_fails_leaves_nothing(session: Session) -> None:
    heard: list[frozenset[str]] = []
    session.listeners.append(heard.append)
    strange = Draft("sale", {"amount": 1})  # the derived tables cannot take it in

    def two_facts() -> None:
        with session.write(Action.RECORD_SALE, "op1") as tx:
            tx.post(A_SALE)
            tx.post(strange)

    with pytest.raises(KeyError):
        two_facts()
    assert session.db["facts"].count == 0
    assert session.db["sales"].count == 0
    assert heard == []


def test_an_act_tells_which_tables_changed(session: Session) -> None:
    heard: list[frozenset[str]] = []
    session.listeners.append(heard.append)
    with session.write(Action.RECORD_SALE, "op1") as tx:
        tx.post(A_SALE)
    assert heard == [frozenset({"facts", "sales", "sums", "lots", "customer_totals"})]


def test_the_same_operation_is_answered_and_not_done_again(session: Session) -> None:
    telling = session.with_request(tell=lambda result: {"said": result})
    with telling.write(Action.RECORD_SALE, "op1") as tx:
        tx.post(A_SALE)
        tx.answer("thank you")
    with pytest.raises(Repeated) as repeated, telling.write(Action.RECORD_SALE, "op1") as tx:
        tx.post(A_SALE)
    assert json.loads(repeated.value.answer) == {"said": "thank you"}
    assert session.db["facts"].count == 1


def test_the_same_operation_with_other_content_is_refused(session: Session) -> None:
    with session.with_request(content="one").write(Action.RECORD_SALE, "op1"):
        pass
    with (
        pytest.raises(IdReused),
        session.with_request(content="other").write(Action.RECORD_SALE, "op1"),
    ):
        pass


def test_only_the_owner_sets_the_shop_up(session: Session) -> None:
    staff = session.with_request(staff="mio", role="staff")
    with pytest.raises(NotAllowed), staff.write(Action.SET_SHOP, "op1"):
        pass


def test_a_writer_that_never_ends_is_named(
    session: Session, open_session: Callable[..., Session]
) -> None:
    other = open_session()
    other.db.conn.execute("PRAGMA busy_timeout = 1")
    with (
        session.write(Action.RECORD_SALE, "op1"),
        pytest.raises(BookBusy),
        other.write(Action.RECORD_SALE, "op2"),
    ):
        pass


_MANY_TIMES = """
import sys
from pathlib import Path
from db.connection import open_book
from db.errors import Repeated
from db.journal import Draft
from db.session import Action, Session

session = Session(open_book(Path(sys.argv[1])))
for number in range(100):
    try:
        with session.write(Action.RECORD_SALE, f"op{number % 10}") as tx:
            tx.post(Draft("points.earn", {}, "c1", "points", 1))
    except Repeated:
        pass
"""


def test_two_processes_with_the_same_requests_do_each_once(
    session: Session, book_path: Path
) -> None:
    command = [sys.executable, "-c", _MANY_TIMES, str(book_path)]
    root = str(Path(__file__).parent.parent.parent)
    running = [subprocess.Popen(command, cwd=root) for _ in range(2)]
    assert [process.wait(timeout=60) for process in running] == [0, 0]
    assert session.db["facts"].count == 10


def test_many_facts_at_once_are_a_chain_like_any_other(session: Session) -> None:
    drafts = [Draft("drawer.open", {"number": number}) for number in range(5)]
    with session.write(Action.OPEN_DRAWER, "many") as tx:
        tx.post(Draft("drawer.open", {"number": -1}))
        tx.post_all(drafts)
        tx.post_all([])
        tx.post(Draft("drawer.open", {"number": 5}))
    facts = session.db.query("SELECT seq, doc ->> 'number' AS number FROM facts ORDER BY seq")
    assert [row["number"] for row in facts] == list(range(-1, 6))


def test_of_many_facts_none_is_written_of_somebody_who_was_merged(session: Session) -> None:
    kept, gone = (
        add_customer(session, new=NewCustomer(name), operation_id=name).id for name in ("A", "B")
    )
    merge_customers(session, keep=kept, merge=gone, operation_id="m")
    before = session.db["facts"].count
    with (
        pytest.raises(UnknownCustomer),
        session.write(Action.OPEN_DRAWER, "late") as tx,
    ):
        tx.post_all([Draft("drawer.open", {}, kept), Draft("drawer.open", {}, gone)])
    assert session.db["facts"].count == before
