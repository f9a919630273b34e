"""Customers placed inside somebody's act, as a file brings them."""

import pytest

from db.enrolment import place_customer
from db.errors import BadRequest, DuplicateCard, DuplicatePhone
from db.queries.customers import customers_count
from db.rules.customers import NewCustomer, member_number
from db.session import Action, Session

CARRIED = member_number(412873)


def test_a_number_of_ours_is_kept_and_the_next_one_goes_on_behind_it(session: Session) -> None:
    with session.write(Action.IMPORT_CUSTOMERS, "file") as tx:
        carried = place_customer(tx, NewCustomer("田中 美咲"), number=CARRIED)
        assert carried.number == CARRIED
        assert place_customer(tx, NewCustomer("佐藤 健")).number == member_number(412874)
        with pytest.raises(DuplicateCard):
            place_customer(tx, NewCustomer("森 愛"), number=CARRIED)
        with pytest.raises(BadRequest):
            place_customer(tx, NewCustomer("森 愛"), number="4901234567894")


def test_the_last_number_of_all_does_not_end_the_counting(session: Session) -> None:
    with session.write(Action.IMPORT_CUSTOMERS, "file") as tx:
        place_customer(tx, NewCustomer("田中 美咲"), number=member_number(9_999_999_999))
        assert place_customer(tx, NewCustomer("佐藤 健")).number == "2000000000015"


def test_a_refused_customer_leaves_the_others_of_the_file(session: Session) -> None:
    with session.write(Action.IMPORT_CUSTOMERS, "file") as tx:
        place_customer(tx, NewCustomer("田中 美咲", phone="090-0000-0001"))
        for bad in (NewCustomer("佐藤 健", phone="+81 90 0000 0001"), NewCustomer("")):
            with pytest.raises((BadRequest, DuplicatePhone)):
                place_customer(tx, bad)
        place_customer(tx, NewCustomer("森 愛", phone="090-0000-0002"))
    assert customers_count(session.db) == 2
