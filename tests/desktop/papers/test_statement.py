"""What the statement on paper says is what the book says."""

import io
from collections.abc import Callable, Iterator
from datetime import date, datetime

import pytest

from db.clock import fixed_clock
from db.errors import UnknownCustomer
from db.queries.statements import statement_of
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.refunds import refund_sale
from db.usecases.rewards import NewReward, add_reward, redeem_reward
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from desktop import formats
from desktop.i18n import speaking
from desktop.messages import label_of
from desktop.papers.statement import print_statement, statement_sheet
from tests.desktop.read_back import about, text_of


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with speaking("en"):
        yield


def on_day(session: Session, day: str) -> Session:
    return session.with_request(clock=fixed_clock(datetime.fromisoformat(f"{day}T10:00+09:00")))


def sold(session: Session, customer: str, amount: int, day: str, points_used: int = 0) -> str:
    order = SaleOrder((OrderLine(amount),), customer, points_used=points_used, receipt=f"R{amount}")
    sale = record_sale(on_day(session, day), order, operation_id=f"{day}-{amount}").sale
    assert sale is not None
    return sale


@pytest.fixture
def misaki(session: Session, set_shop: Callable[..., None]) -> str:
    """Return a customer who earned, redeemed, had a refund, and lost some points."""
    set_shop(name="花の店", expiry={"months": 2}, point_value="2", pending_days=1)
    session.label = label_of
    customer = add_customer(session, new=NewCustomer("田中 美咲"), operation_id="misaki").id
    add_reward(session, NewReward("Tea", "free_item", "400", 30), operation_id="tea")
    sold(session, customer, 10_000, "2026-09-01")
    redeem_reward(
        on_day(session, "2026-10-01"), customer_id=customer, reward="Tea", operation_id="r"
    )
    back = sold(session, customer, 5_000, "2026-10-20")
    refund_sale(
        on_day(session, "2026-10-25"), sale=back, amount=2_000, reason="broken", operation_id="b"
    )
    sold(session, customer, 1_980, "2026-11-22", points_used=10)
    return customer


def printed(session: Session, customer: str, *, since: date | None = None) -> bytes:
    buffer = io.BytesIO()
    print_statement(session, customer, buffer, since=since, paper="a4")
    return buffer.getvalue()


def test_the_lines_lead_to_the_balance(session: Session, misaki: str) -> None:
    sheet = statement_sheet(session, misaki)
    told = statement_of(session.moment(), misaki)
    assert [line.balance for line in sheet.lines] == [line.after.balance for line in told.lines]
    assert sheet.balance == told.closing.balance == 20
    assert sheet.worth_minor == 40
    sums = sheet.sums
    parts = (sums.opening, sums.given, sums.used, sums.expired, sums.corrected)
    assert parts == (0, 150, -40, -70, -20)
    assert sum(parts) == sheet.balance
    assert sheet.notes == ("19 more points are waiting",)
    assert [(each.words, each.soon) for each in sheet.ending] == [
        ("20 points expire on 20 Dec 2026", True)
    ]
    assert [(lot.points, lot.left) for lot in sheet.lots] == [(50, 20), (19, 19)]
    assert [(lot.points, lot.left) for lot in sheet.gone] == [(100, 0)]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_line_and_lot_can_be_read_back(session: Session, misaki: str, language: str) -> None:
    with speaking(language):
        pdf = printed(session, misaki)
        text, sheet = text_of(pdf), statement_sheet(session, misaki)
        closed = text.replace(" ", "")  # long words go on in a second line
        for line in sheet.lines:
            assert line.what.replace(" ", "") in closed, line
            assert line.when in text
            assert formats.signed(line.points) in text
            assert formats.number(line.balance) in text
        for lot in (*sheet.lots, *sheet.gone):
            assert lot.last_day in text
            for taking in lot.takings:
                assert taking.replace(" ", "") in closed
    assert "花の店" in text
    assert "R1980" in text
    assert about(pdf)[1] == language


def test_from_a_day_on_it_begins_with_what_was_brought_forward(
    session: Session, misaki: str
) -> None:
    sheet = statement_sheet(session, misaki, since=date(2026, 10, 25))
    assert (sheet.sums.opening, sheet.first_day) == (120, date(2026, 10, 25))
    assert sheet.balance == 20
    assert "Brought forward" in text_of(printed(session, misaki, since=date(2026, 10, 25)))


def test_the_same_day_gives_the_same_bytes(session: Session, misaki: str) -> None:
    assert printed(session, misaki) == printed(session, misaki)


def test_nobody_has_no_statement(session: Session) -> None:
    with pytest.raises(UnknownCustomer):
        printed(session, "nobody")
