"""Who can be written to: by postcode, and not those who said no."""

from collections.abc import Callable

from db.clock import new_id
from db.queries.addresses import customers_with_address, who_refuses_letters
from db.queries.customers import customer_record
from db.session import Session
from db.usecases.customers import edit_customer
from db.usecases.merging import merge_customers


def test_whoever_has_an_address_is_listed_as_the_post_sorts_them(
    session: Session, a_customer: Callable[..., str]
) -> None:
    far = a_customer("森", postcode="990-0001", address="山形")
    near = a_customer("林", postcode="150-0001", address="渋谷")
    a_customer("木村", postcode="150-0001")
    nowhere = a_customer("田中")
    without_code = a_customer("秋山", address="どこか")
    assert customers_with_address(session.db) == [without_code, near, far]
    edit_customer(session, customer_id=far, changes={"address": None}, operation_id=new_id())
    assert customers_with_address(session.db) == [without_code, near]
    merge_customers(session, keep=nowhere, merge=near, operation_id="m")
    assert customers_with_address(session.db) == [without_code, nowhere]
    assert customer_record(session.db, nowhere).postcode == "150-0001"


def test_those_who_said_no_are_known(session: Session, a_customer: Callable[..., str]) -> None:
    asked = [a_customer(name) for name in ("森", "林", "木村", "田中")]
    for customer, consent in zip(asked, ((), ("letter",), ("email",), ("no letter",)), strict=True):
        edit_customer(
            session, customer_id=customer, changes={"consent": consent}, operation_id=new_id()
        )
    assert who_refuses_letters(session.db, asked) == {asked[3]}
    assert who_refuses_letters(session.db, asked[:1]) == set()
