"""The head of a customer's page, in words."""

from collections.abc import Callable

import pytest

from db.queries.customer_card import customer_card
from db.queries.customers import customer_record
from db.queries.tiers import tier_track
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from db.usecases.tiers import NewTier, add_tier
from desktop.customer.words import heading_of, standing_of
from desktop.widgets.customer_head import CustomerHeading

pytestmark = pytest.mark.usefixtures("english")
Heading = Callable[[], CustomerHeading]


@pytest.fixture
def misaki(session: Session) -> str:
    new = NewCustomer("田中 美咲", phone="090-0000-0142", tags=("猫",))
    return add_customer(session, new=new, operation_id="misaki").id


@pytest.fixture
def heading(session: Session, misaki: str) -> Heading:
    def tell() -> CustomerHeading:
        moment = session.moment()
        record, card = customer_record(session.db, misaki), customer_card(moment, misaki)
        return heading_of(record, card, moment, has_tiers=True)

    return tell


def bought(session: Session, misaki: str, amount: int) -> None:
    order = SaleOrder((OrderLine(amount),), customer_id=misaki)
    record_sale(session, order, operation_id=f"sale-{amount}")


def test_the_phone_is_written_as_people_write_it(heading: Heading) -> None:
    told = heading()
    assert (told.phone, told.tags) == ("090-0000-0142", ("猫",))
    assert (told.percent, told.way, told.keep) == (None, "", "")


def test_the_way_to_the_next_tier_is_told_with_its_part(
    session: Session, misaki: str, heading: Heading
) -> None:
    add_tier(session, NewTier("Gold", "50000"), operation_id="gold")
    bought(session, misaki, 12_500)
    told = heading()
    assert told.percent == 25
    assert told.way.startswith("¥37,500 to Gold")


def test_who_holds_the_highest_hears_what_keeps_it(
    session: Session, misaki: str, heading: Heading
) -> None:
    add_tier(session, NewTier("Gold", "50000"), operation_id="gold")
    bought(session, misaki, 50_000)
    told = heading()
    assert told.percent is None
    assert told.keep.startswith(("Gold will stay", "Another"))
    moment = session.moment()
    assert standing_of(tier_track(moment, misaki), moment) == [told.keep]
