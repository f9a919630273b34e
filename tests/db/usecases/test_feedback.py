"""What customers say is kept once, changed with their consent alone, and undone on the day."""

from collections.abc import Iterator

import pytest

from db import checks, derived
from db.errors import BadRequest, NothingToUndo
from db.queries.feedback import answers_of, kind_words, last_answer
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.feedback import give_feedback, quote_feedback
from db.usecases.merging import merge_customers
from db.usecases.undo import last_act, undo


@pytest.fixture
def guest(session: Session) -> Iterator[str]:
    yield add_customer(session, new=NewCustomer(name="Misaki Tanaka"), operation_id="guest").id
    assert checks.problems(session.db) == []


def test_an_unhappy_answer_names_the_follow_up_that_it_becomes(
    session: Session, guest: str
) -> None:
    low = give_feedback(session, customer_id=guest, score=6, operation_id="low")
    assert (low.group, low.follow_up) == ("detractor", f"unhappy:{guest}:{low.id}")
    high = give_feedback(
        session, customer_id=guest, score=10, comment="Lovely", quotable=True, operation_id="high"
    )
    assert (high.group, high.follow_up) == ("promoter", None)
    assert [answer.score for answer in answers_of(session.db, guest)] == [10, 6]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"score": 11}, "score"),
        ({"score": 9, "comment": " "}, "comment"),
        ({"score": 9, "quotable": True}, "comment"),
        ({"score": 9, "comment": "Fine", "named": True}, "quotable"),
    ],
)
def test_a_refused_answer_leaves_nothing(
    session: Session, guest: str, said: dict[str, object], field: str
) -> None:
    with pytest.raises(BadRequest) as refused:
        give_feedback(session, customer_id=guest, operation_id="x", **said)  # type: ignore[arg-type]
    assert refused.value.field == field
    assert answers_of(session.db, guest) == []


def test_words_are_added_and_withdrawn_later_and_each_step_can_be_undone(
    session: Session, guest: str
) -> None:
    session.staff = "mio"
    given = give_feedback(session, customer_id=guest, score=9, operation_id="given")
    assert kind_words(session.db) == []
    kept = quote_feedback(
        session, feedback=given.id, comment="Like home", quotable=True, named=True,
        operation_id="said",
    )  # fmt: skip
    assert (kept.comment, kept.quotable, kept.named, kept.staff) == ("Like home", True, True, "mio")
    [words] = kind_words(session.db, printable=True)
    assert (words.words, words.name) == ("Like home", "Misaki Tanaka")
    quote_feedback(session, feedback=given.id, quotable=False, operation_id="withdrawn")
    assert kind_words(session.db, printable=True) == []
    [words] = kind_words(session.db)  # to be read still, not to be printed
    assert not words.named
    with pytest.raises(NothingToUndo):  # something was changed since
        undo(session, act="said", operation_id="early")
    undo(session, act="withdrawn", operation_id="back")
    assert kind_words(session.db, printable=True)[0].named
    undo(session, act="said", operation_id="back again")
    answer = last_answer(session.db, guest)
    assert answer is not None
    assert (answer.comment, answer.quotable) == (None, False)
    before = session.db.conn.execute("SELECT * FROM feedback").fetchall()
    derived.rebuild(session.db)
    assert session.db.conn.execute("SELECT * FROM feedback").fetchall() == before
    undo(session, act="given", operation_id="all of it")
    assert answers_of(session.db, guest) == []
    act = last_act(session.moment())
    assert act is None or act.operation == "guest"


def test_nobody_can_change_an_answer_that_is_not_there(session: Session, guest: str) -> None:
    with pytest.raises(BadRequest) as refused:
        quote_feedback(session, feedback="1-99", quotable=True, operation_id="x")
    assert (refused.value.field, refused.value.problem) == ("feedback", "unknown")
    given = give_feedback(session, customer_id=guest, score=9, operation_id="given")
    with pytest.raises(BadRequest) as refused:
        quote_feedback(session, feedback=given.id, quotable=True, operation_id="y")
    assert refused.value.field == "comment"


def test_words_go_on_with_the_customer_who_is_kept(session: Session, guest: str) -> None:
    other = add_customer(session, new=NewCustomer(name="M. Tanaka"), operation_id="other").id
    given = give_feedback(
        session, customer_id=other, score=8, comment="Good tea", operation_id="given"
    )
    merge_customers(session, keep=guest, merge=other, operation_id="one")
    assert [answer.score for answer in answers_of(session.db, guest)] == [8]
    quote_feedback(session, feedback=given.id, quotable=True, operation_id="said")
    assert [words.name for words in kind_words(session.db)] == ["Misaki Tanaka"]
    undo(session, act="given", operation_id="back")
    assert answers_of(session.db, guest) == []
