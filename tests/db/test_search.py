"""The tables by which customers are found say what customers and cards say."""

from pathlib import Path

import pytest

from db import checks
from db.connection import open_book
from db.queries.search import find_customers
from db.rules.customers import NewCustomer
from db.search import forget_customer, index_customer, rebuild_search, search_differences
from db.session import Session
from db.usecases.customers import add_customer


@pytest.fixture
def customer_id(session: Session) -> str:
    new = NewCustomer("田中 美咲", "タナカ ミサキ", "090-0000-0001", card="A1")
    return add_customer(session, new=new, operation_id="add").id


def test_a_changed_row_is_noticed_and_mended(session: Session, customer_id: str) -> None:
    db = session.db
    db.conn.execute("UPDATE customers SET name = '佐藤 愛'")
    assert list(search_differences(db)) == [customer_id, "customer_fragments"]
    index_customer(db, customer_id)
    assert list(search_differences(db)) == []


def test_a_rebuilt_table_finds_what_the_old_one_found(session: Session, customer_id: str) -> None:
    db = session.db
    db.conn.execute("DELETE FROM customer_search")
    assert list(search_differences(db)) == [customer_id]
    rebuild_search(db)
    assert list(search_differences(db)) == []
    assert [row.id for row in find_customers(db, "田", today=session.today)] == [customer_id]


def test_a_forgotten_customer_is_found_no_longer(session: Session, customer_id: str) -> None:
    db = session.db
    for _ in range(2):
        forget_customer(db, customer_id)
    assert find_customers(db, "田", today=session.today) == []
    assert list(search_differences(db)) == [customer_id, "customer_fragments"]
    index_customer(db, customer_id)


def test_the_check_of_the_book_tells_of_it(
    session: Session, customer_id: str, book_path: Path
) -> None:
    forget_customer(session.db, customer_id)
    other = open_book(book_path)
    assert [(problem.kind, problem.where) for problem in checks.problems(other)] == [
        ("search", customer_id), ("search", "customer_fragments"),
    ]  # fmt: skip
    other.conn.close()
    index_customer(session.db, customer_id)
