"""One box finds a customer by any fragment, the best match first."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.clock import new_id
from db.enrolment import Placed, place_customer
from db.journal import Draft
from db.queries import search
from db.queries.search import find_customers, likely_duplicates
from db.rules.customers import NewCustomer
from db.session import Action, Session
from db.usecases.customers import add_customer

PEOPLE = [
    NewCustomer("田中 美咲", "タナカ ミサキ", "090-0000-0001", "misaki@example.jp", card="A-77 12"),
    NewCustomer("髙橋　直樹", "ﾀｶﾊｼ ﾅｵｷ", "090-1234-5678", "kyaku2@example.jp"),
    NewCustomer("東海林 翔太", "ショウジ ショウタ", "+81 80-1111-2222"),
    NewCustomer("大野愛", "おおの あい", "03-9876-5432", "a+b_c@sub.example.com"),
    NewCustomer("渡邊 健", "ワタナベ ケン", birthday="1990-08-16"),
    NewCustomer("山﨑さくら", None, "０９０－００００－０００６"),
    NewCustomer("Zoë García", None, "+1 202-555-0001", "ZOE@example.com", "--02-29"),
    NewCustomer("O’Brien-Smith, Pat", None, "12345"),
    NewCustomer("中田 みな", "ナカタ ミナ"),
]


@pytest.fixture
def add(session: Session) -> Callable[[NewCustomer], Placed]:
    def one(new: NewCustomer) -> Placed:
        return add_customer(session, new=new, operation_id=new_id())

    return one


@pytest.fixture
def everyone(add: Callable[[NewCustomer], Placed]) -> list[Placed]:
    return [add(new) for new in PEOPLE]


def found(session: Session, text: str) -> list[str]:
    return [row.name for row in find_customers(session.db, text, today=session.today)]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("tanaka", "田中 美咲"), ("たなか", "田中 美咲"), ("ﾀﾅｶ", "田中 美咲"),
        ("TANAK", "田中 美咲"), ("tanaka misaki", "田中 美咲"), ("ミサキ　田中", "田中 美咲"),
        ("咲", "田中 美咲"), ("a-7712", "田中 美咲"), ("7712", "田中 美咲"),
        ("misaki@", "田中 美咲"), ("0000-0001", "田中 美咲"), ("+81 90 0000 0001", "田中 美咲"),
        ("090 0000 0001", "田中 美咲"), ("高橋", "髙橋 直樹"), ("髙", "髙橋 直樹"),
        ("1234-567", "髙橋 直樹"), ("+8190123", "髙橋 直樹"), ("shouji", "東海林 翔太"),
        ("syouji", "東海林 翔太"), ("shoji", "東海林 翔太"), ("08011", "東海林 翔太"),
        ("ono", "大野愛"), ("oono", "大野愛"), ("ohno", "大野愛"), ("ōno", "大野愛"),
        ("野愛", "大野愛"), ("a+b_", "大野愛"), ("渡辺", "渡邊 健"), ("渡邉", "渡邊 健"),
        ("わた", "渡邊 健"), ("さくら", "山﨑さくら"), ("sakura", "山﨑さくら"),
        ("山崎", "山﨑さくら"), ("zoe", "Zoë García"), ("garcia", "Zoë García"),
        ("(202) 555", "Zoë García"), ("obrien", "O’Brien-Smith, Pat"),
        ("smith, p", "O’Brien-Smith, Pat"), ("pat", "O’Brien-Smith, Pat"),
    ],
)  # fmt: skip
def test_a_customer_is_found(
    session: Session, everyone: list[Placed], typed: str, name: str
) -> None:
    assert everyone
    assert found(session, typed)[0] == name


@pytest.mark.parametrize(
    "typed",
    ["qqq", "田村", "tanaka naoki", '"', ";", "*", "%", "^", "_x", "NEAR", "\x00", "x" * 10_000],
)
def test_what_fits_nobody_finds_nobody_and_breaks_nothing(
    session: Session, everyone: list[Placed], typed: str
) -> None:
    assert everyone
    assert found(session, typed) == []


def test_any_fragment_of_what_is_known_finds_its_customer(
    session: Session, everyone: list[Placed]
) -> None:
    @settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(data=st.data())
    def finds(data: st.DataObject) -> None:
        place = data.draw(st.integers(0, len(PEOPLE) - 1))
        new, placed = PEOPLE[place], everyone[place]
        known = [new.name, new.reading, new.email, placed.number, placed.referral_code]
        text = data.draw(st.sampled_from([told for told in known if told]))
        start = data.draw(st.integers(0, len(text) - 1))
        fragment = text[start : data.draw(st.integers(start + 1, len(text)))]
        if fragment.strip():
            rows = find_customers(session.db, fragment, today=session.today)
            assert placed.id in {row.id for row in rows}, fragment

    finds()


def test_exact_keys_come_first_then_starts_then_fragments(
    session: Session, add: Callable[[NewCustomer], Placed]
) -> None:
    add(NewCustomer("山田 花", "ヤマダ ハナ", card="5555"))  # no code for friends has as many
    add(NewCustomer("田中 愛", "タナカ アイ"))
    add(NewCustomer("五十嵐 健", "イガラシ ケン", "090-5555-0000", card="田"))
    assert found(session, "田") == ["五十嵐 健", "田中 愛", "山田 花"]
    assert found(session, "5555") == ["山田 花", "五十嵐 健"]


def test_a_whole_key_finds_its_owner_alone(session: Session, everyone: list[Placed]) -> None:
    for placed in everyone:
        for key in (placed.number, placed.referral_code):
            rows = find_customers(session.db, key, today=session.today)
            assert [row.id for row in rows][:1] == [placed.id]


def test_among_equals_who_came_last_stands_first(session: Session, everyone: list[Placed]) -> None:
    with session.write(Action.RECORD_SALE, "sale") as tx:
        doc = {"amount": 1, "total": 1, "paid": 1}
        tx.post(Draft("sale", doc, everyone[8].id, "spent", 1))
    assert found(session, "n")[0] == "中田 みな"
    assert found(session, "")[0] == "中田 みな"
    assert len(found(session, "")) == len(PEOPLE)


def test_where_many_fit_those_who_came_last_are_looked_through(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "_MANY", 10)
    monkeypatch.setattr(search, "_LATEST", 5)
    with session.write(Action.IMPORT_CUSTOMERS, "file") as tx:
        ids = [
            place_customer(tx, NewCustomer(f"客{n:02}", email=f"k{n}@example.jp")).id
            for n in range(30)
        ]
        for customer_id in ids[20:22]:
            doc = {"amount": 1, "total": 1, "paid": 1}
            tx.post(Draft("sale", doc, customer_id, "spent", 1))
    rows = find_customers(session.db, "客", today=session.today, limit=8)
    assert {row.id for row in rows[:2]} == set(ids[20:22])
    assert len({row.id for row in rows}) == 8


def test_the_likely_duplicate_is_shown_with_its_reasons(
    session: Session, everyone: list[Placed]
) -> None:
    assert everyone

    def likely(name: str, **told: str) -> list[tuple[str, tuple[str, ...]]]:
        found = likely_duplicates(session.db, name=name, today=session.today, **told)
        return [(one.customer.name, one.why) for one in found]

    assert likely("たなか", phone="+81 90 0000 0001") == [("田中 美咲", ("phone",))]
    assert likely("田中美咲", reading="たなか　みさき") == [("田中 美咲", ("name_and_reading",))]
    assert likely("渡辺 健", birthday="1990-08-16") == [("渡邊 健", ("name_and_birthday",))]
    assert likely("渡部 健", birthday="--08-16") == [("渡邊 健", ("alike",))]
    assert likely("Garcia Zoe", email="zoe@example.com", birthday="2000-02-29") == [
        ("Zoë García", ("email", "alike")),
    ]  # fmt: skip
    assert likely("髙橋直樹") == [("髙橋 直樹", ("name",))]
    assert likely("髙橋直樹", reading="タカハシ ナオミ") == []
    assert likely("", phone="0", email="a", birthday="19") == []


def test_any_program_that_reads_sqlite_reads_the_book(
    session: Session, everyone: list[Placed], book_path: Path
) -> None:
    assert everyone
    session.db.conn.execute("PRAGMA wal_checkpoint")
    plain = sqlite3.connect(book_path)
    assert plain.execute("SELECT count(*) FROM customer_search").fetchone() == (len(PEOPLE),)
    assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    plain.close()
