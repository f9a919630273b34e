"""Facts: numbered without a gap, chained, canonical."""

import json
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from db.clock import fixed_clock
from db.journal import Draft, canonical, chained_hash
from db.session import Action, Session


def test_facts_are_numbered_without_a_gap_and_their_clock_only_goes_forward(
    session: Session,
) -> None:
    for number in range(3):
        with session.write(Action.RECORD_SALE, f"op{number}") as tx:
            tx.post(Draft("note"))
            tx.post(Draft("note"))
    rows = session.db.conn.execute("SELECT seq, hlc FROM facts ORDER BY seq").fetchall()
    assert [seq for seq, _ in rows] == [1, 2, 3, 4, 5, 6]
    clocks = [hlc for _, hlc in rows]
    assert clocks == sorted(set(clocks))


def test_a_refused_act_leaves_no_gap(session: Session) -> None:
    with session.write(Action.RECORD_SALE, "op1") as tx:
        tx.post(Draft("note"))
    session.db.conn.execute("BEGIN")
    session.db.conn.rollback()
    with session.write(Action.RECORD_SALE, "op2") as tx:
        assert tx.post(Draft("note")).id.endswith("-2")


def test_a_fact_says_when_it_happened_and_when_it_was_entered(session: Session) -> None:
    yesterday = fixed_clock(datetime(2026, 11, 20, 16, 0, tzinfo=UTC))
    with session.with_request(clock=yesterday, staff="mio").write(Action.RECORD_SALE, "op") as tx:
        fact = tx.post(Draft("note", {"b": 1, "a": "お"}))
    row = session.db.conn.execute("SELECT day, staff, doc, at, hlc FROM facts").fetchone()
    assert row[:3] == ("2026-11-21", "mio", '{"a":"お","b":1}')  # already the 21st in Tokyo
    assert fact.at == row[3]
    assert row[4] // 65536 > row[3]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=3), inside),
    max_leaves=8,
)


@given(json_values)
def test_a_value_has_one_canonical_text_and_comes_back(value: object) -> None:
    text = canonical(value)
    assert json.loads(text) == value
    assert canonical(json.loads(text)) == text


def test_every_column_and_the_hash_before_count() -> None:
    row = ("shop", 1, 2, None, "doc")
    first = chained_hash(bytes(32), row)
    assert first != chained_hash(b"x" * 32, row)
    assert first != chained_hash(bytes(32), ("shop", 1, 2, "", "doc"))
    assert first != chained_hash(bytes(32), ("shop1", "", 2, None, "doc"))
