"""What the book knows already of a file that comes in."""

from db.clock import new_id
from db.journal import Draft
from db.queries.intake import is_claimed, owner_of_card, owner_of_phone
from db.rules.customers import NewCustomer
from db.session import Action, Session
from db.usecases.customers import add_customer


def test_the_owner_of_a_card_number_or_phone_is_known(session: Session) -> None:
    someone = NewCustomer("森", phone="03-1234-5678", card="A-1")
    placed = add_customer(session, new=someone, operation_id=new_id())
    for owner in (
        owner_of_card(session.db, "A-1"),
        owner_of_card(session.db, placed.number),
        owner_of_phone(session.db, "+81312345678"),
    ):
        assert owner is not None
        assert (owner.id, owner.number, owner.name) == (placed.id, placed.number, "森")
    assert owner_of_card(session.db, "A-2") is None
    assert owner_of_phone(session.db, "0312345678") is None


def test_what_was_claimed_is_known(session: Session) -> None:
    assert not is_claimed(session.db, "import:x:1")
    with session.write(Action.IMPORT_PURCHASES, new_id()) as tx:
        tx.post(Draft("import.customer", claim="import:x:1"))
    assert is_claimed(session.db, "import:x:1")
