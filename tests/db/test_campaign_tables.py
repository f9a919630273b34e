"""A campaign's group stays as it was drawn; one person stands in it once."""

from db import checks, derived
from db.journal import Draft
from db.rules.customers import NewCustomer
from db.session import Action, Session
from db.usecases.customers import add_customer
from db.usecases.merging import merge_customers


def guest(session: Session, number: int) -> str:
    new = NewCustomer(name=f"Guest {number}")
    return add_customer(session, new=new, operation_id=f"guest-{number}").id


def members(session: Session) -> dict[str, int]:
    rows = session.db.conn.execute("SELECT customer_id, treated FROM campaign_members")
    return dict(rows.fetchall())


def test_who_was_reached_and_who_was_held_is_frozen(session: Session) -> None:
    reached, held = guest(session, 1), guest(session, 2)
    with session.write(Action.START_CAMPAIGN, "start") as tx:
        told = {"campaign": "autumn", "treated": [reached], "held": [held]}
        tx.post(Draft("campaign.start", told))
    assert members(session) == {reached: 1, held: 0}
    assert checks.problems(session.db) == []


def test_one_of_two_who_were_merged_was_reached_so_the_person_was(session: Session) -> None:
    reached, held = guest(session, 1), guest(session, 2)
    with session.write(Action.START_CAMPAIGN, "start") as tx:
        told = {"campaign": "autumn", "treated": [reached], "held": [held]}
        tx.post(Draft("campaign.start", told))
    merge_customers(session, keep=held, merge=reached, operation_id="merge")
    assert members(session) == {held: 1}
    derived.rebuild(session.db)
    assert members(session) == {held: 1}
