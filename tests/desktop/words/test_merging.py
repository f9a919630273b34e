"""Two entries of one person in words."""

from dataclasses import replace
from typing import get_args

import pytest

from db.queries.customers import customer_record, customer_rows
from db.rules.customers import Likeness, NewCustomer
from db.rules.duplicates import Sign
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.merging import Merged, preview_merge
from desktop.i18n import speaking
from desktop.words.merging import MergeRow, Side, merge_notes, merge_rows, sign_words


def side(session: Session, customer: str) -> Side:
    (row,) = customer_rows(session.db, [customer], today=session.today)
    return Side(customer_record(session.db, customer), row)


def add(session: Session, name: str, **told: object) -> str:
    new = NewCustomer(name, **told)  # type: ignore[arg-type]
    return add_customer(session, new=new, operation_id=f"add-{session.db['facts'].count}").id


def rows(session: Session, keep: str, other: str) -> dict[str, MergeRow]:
    then = preview_merge(session, keep=keep, merge=other)
    told = merge_rows(side(session, keep), side(session, other), then, session.settings)
    return {row.words: row for row in told}


def test_what_neither_told_is_left_out_and_what_is_taken_over_is_marked(session: Session) -> None:
    keep = add(session, "田中 美咲", birthday="--08-16", card="4901")
    other = add(session, "美咲", phone="090-0000-0002", birthday="1990-08-16", joined="2020-01-02")
    with speaking("en"):
        told = rows(session, keep, other)
    assert "Reading" not in told
    assert "E-mail" not in told
    assert told["Name"] == MergeRow("Name", "田中 美咲", "美咲", "田中 美咲")
    assert told["Phone"] == MergeRow("Phone", "", "090-0000-0002", "090-0000-0002", takes=True)
    assert (told["Birthday"].kept, told["Birthday"].after) == ("16 Aug", "16 Aug 1990")
    assert (told["Member since"].after, told["Member since"].takes) == ("2 Jan 2020", True)
    assert told["Other cards"] == MergeRow("Other cards", "1", "", "2", takes=True)
    assert told["Points"] == MergeRow("Points", "0", "0", "0")


def test_credit_of_both_is_put_together(session: Session) -> None:
    keep, other = add(session, "田中 美咲"), add(session, "美咲")
    then = preview_merge(session, keep=keep, merge=other)
    one, two = replace(side(session, keep), credit=500), replace(side(session, other), credit=300)
    with speaking("en"):
        told = {row.words: row for row in merge_rows(one, two, then, session.settings)}
        none = rows(session, keep, other)
    assert told["Store credit"] == MergeRow("Store credit", "¥500", "¥300", "¥800", takes=True)
    assert "Store credit" not in none


def test_two_plans_and_a_debt_are_told_before_what_cannot_be_undone(session: Session) -> None:
    record = customer_record(session.db, add(session, "Mio"))
    with speaking("en"):
        plain = merge_notes(Merged(record, "1", 5, 0, None, 0), session.settings)
        full = merge_notes(Merged(record, "1", -5, 5, "Club", 294), session.settings)
    assert len(plain) == 1
    assert "cannot be undone" in plain[0]
    assert full[0] == "Both are on a plan: Club goes on, and ¥294 come off its next payment."
    assert full[1] == "5 points stay owed."


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_sign_has_its_words(language: str) -> None:
    signs = {*get_args(Sign), *get_args(Likeness)}
    with speaking(language):
        assert len({sign_words(sign) for sign in signs}) == len(signs)


def test_an_address_is_told_as_it_stands_on_an_envelope(session: Session) -> None:
    keep = add(session, "田中 美咲")
    other = add(session, "美咲", postcode="1500001", address="渋谷区1-2\nこもれび荘")
    with speaking("en"):
        told = rows(session, keep, other)
    whole = "〒150-0001 渋谷区1-2 こもれび荘"
    assert told["Address"] == MergeRow("Address", "", whole, whole, takes=True)
