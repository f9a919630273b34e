"""The tables of what customers said, who spoke to them, and what is still owed to them."""

from sqlite_utils import Database

from db.queries.facts import Fact
from db.rules.follow_ups import what_of


def feedback_given(db: Database, fact: Fact) -> set[str]:
    """Keep an answer of 0–10 with its words."""
    doc = fact.doc
    db.conn.execute(
        "INSERT INTO feedback VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            fact.id, fact.customer, fact.at, fact.day, doc["score"], doc.get("comment"),
            bool(doc.get("quotable")), bool(doc.get("named")), fact.staff,
        ),
    )  # fmt: skip
    return {"feedback"}


def feedback_quotable(db: Database, fact: Fact) -> set[str]:
    """Keep why the customer said so, and whether the shop may print the words."""
    doc = fact.doc
    db.conn.execute(
        "UPDATE feedback SET comment = ?, quotable = ?, named = ? WHERE id = ?",
        (doc["comment"], bool(doc["quotable"]), bool(doc["named"]), doc["feedback"]),
    )
    return {"feedback"}


def feedback_undone(db: Database, fact: Fact) -> set[str]:
    """Take back an answer that was typed by mistake."""
    db.conn.execute("DELETE FROM feedback WHERE id = ?", (fact.doc["feedback"],))
    return {"feedback"}


def contact_made(db: Database, fact: Fact) -> set[str]:
    """Keep that somebody spoke or wrote to a customer."""
    doc = fact.doc
    db.conn.execute(
        "INSERT INTO contacts VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            fact.id, fact.customer, fact.at, fact.day, doc["by"], doc.get("note"),
            doc.get("follow_up"), fact.staff,
        ),
    )  # fmt: skip
    return {"contacts"}


def contact_undone(db: Database, fact: Fact) -> set[str]:
    """Take back a contact that was noted by mistake."""
    db.conn.execute("DELETE FROM contacts WHERE id = ?", (fact.doc["contact"],))
    return {"contacts"}


def promise_made(db: Database, fact: Fact) -> set[str]:
    """Keep what somebody of the shop owes a customer."""
    doc = fact.doc
    db.conn.execute(
        "INSERT INTO promises VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            fact.id, fact.customer, doc["kind"], doc["why"], fact.day, doc["due_day"],
            doc.get("due_time"), doc.get("owed_by"),
        ),
    )  # fmt: skip
    return {"promises"}


def promise_undone(db: Database, fact: Fact) -> set[str]:
    """Take back a promise that was noted by mistake."""
    db.conn.execute("DELETE FROM promises WHERE id = ?", (fact.doc["follow_up"],))
    return {"promises"}


def follow_up_answered(db: Database, fact: Fact) -> set[str]:
    """Keep what was done about a follow-up; of several answers the last one holds."""
    doc = fact.doc
    db.conn.execute(
        "INSERT INTO follow_up_answers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            fact.id, doc["follow_up"], fact.customer, doc["kind"], what_of(doc["follow_up"]),
            fact.kind.rpartition(".")[2], doc.get("until"), fact.day, fact.at, fact.staff,
        ),
    )  # fmt: skip
    return {"follow_up_answers"}


def follow_up_reopened(db: Database, fact: Fact) -> set[str]:
    """Forget an answer that was undone: the one before it holds again."""
    db.conn.execute("DELETE FROM follow_up_answers WHERE id = ?", (fact.doc["answer"],))
    return {"follow_up_answers"}


PROJECTIONS = {
    "feedback": feedback_given,
    "feedback.quote": feedback_quotable,
    "feedback.undo": feedback_undone,
    "contact": contact_made,
    "contact.undo": contact_undone,
    "followup.add": promise_made,
    "followup.withdraw": promise_undone,
    "followup.done": follow_up_answered,
    "followup.later": follow_up_answered,
    "followup.reopen": follow_up_reopened,
}
