"""What customers said and what is owed to them stands in tables that follow from the facts."""

from pathlib import Path

from db import checks, derived
from db.journal import Draft
from db.rules.customers import NewCustomer
from db.session import Action, Session
from db.usecases.customers import add_customer


def guest(session: Session) -> str:
    return add_customer(session, new=NewCustomer(name="Guest"), operation_id="guest").id


def rows(session: Session, table: str) -> list[tuple[object, ...]]:
    return session.db.conn.execute(f"SELECT * FROM {table}").fetchall()


def test_answers_contacts_and_promises_are_kept_and_come_again_from_the_facts(
    session: Session, book_path: Path
) -> None:
    customer = guest(session)
    with session.write(Action.GIVE_FEEDBACK, "told") as tx:
        tx.post(Draft("feedback", {"score": 6, "comment": "Too long a queue"}, customer))
        tx.post(Draft("contact", {"by": "call", "note": "Said sorry"}, customer))
        told = {"kind": "promise", "why": "A call back", "due_day": "2026-11-23"}
        promise = tx.post(Draft("followup.add", told, customer)).id
    tables = ("feedback", "contacts", "promises")
    before = [rows(session, table) for table in tables]
    assert [len(found) for found in before] == [1, 1, 1]
    assert book_path.exists()
    with session.write(Action.DEFER_FOLLOW_UP, "later") as tx:
        told = {"follow_up": promise, "kind": "promise", "until": "2026-11-25"}
        tx.post(Draft("followup.later", told, customer))
        tx.post(Draft("followup.done", {"follow_up": promise, "kind": "promise"}, customer))
    answers = rows(session, "follow_up_answers")
    assert [answer[5:7] for answer in answers] == [("later", "2026-11-25"), ("done", None)]
    derived.rebuild(session.db)
    assert [rows(session, table) for table in tables] == before
    assert rows(session, "follow_up_answers") == answers
    with session.write(Action.FINISH_FOLLOW_UP, "undone") as tx:
        tx.post(Draft("followup.reopen", {"answer": answers[1][0]}, customer))
    assert rows(session, "follow_up_answers") == answers[:1]
    assert checks.problems(session.db) == []
