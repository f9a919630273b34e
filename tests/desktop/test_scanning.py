"""Between the scan box and the book."""

from db.queries.scan import Scanned
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from desktop.scanning import answers_to, is_code, subject_of


def test_typed_words_find_people_with_what_tells_them_apart(session: Session) -> None:
    new = NewCustomer("田中 美咲", reading="タナカ ミサキ", phone="090-0000-1234")
    placed = add_customer(session, new=new, operation_id="a")
    (answer,) = answers_to(session, "tanaka")
    assert (answer.id, answer.name) == (placed.id, "田中 美咲")
    assert "タナカ ミサキ" in answer.beside
    assert "090-0000-1234" in answer.beside
    assert is_code(session, placed.number)
    assert not is_code(session, "tanaka")


def test_a_scan_leads_to_whom_or_what_it_names() -> None:
    card = subject_of(Scanned("customer", "2000000000015", "c1"))
    assert card is not None
    assert (card.kind, card.id) == ("customer", "c1")
    coupon = subject_of(Scanned("coupon", "ABCD"))
    assert coupon is not None
    assert (coupon.kind, coupon.id) == ("coupon", "ABCD")
    assert subject_of(Scanned("product", "4901234567894")) is None
