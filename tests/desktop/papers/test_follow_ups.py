"""The list of today on paper: late promises on top, each with a number to call."""

import io
from datetime import date, datetime

import pypdf
import pytest

from db.clock import fixed_clock
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.follow_ups import add_promise
from desktop.i18n import speaking
from desktop.papers.follow_ups import follow_ups_sheet, print_follow_ups


@pytest.fixture
def busy(session: Session) -> Session:
    then = session.with_request(clock=fixed_clock(datetime.fromisoformat("2026-11-20T10:00+09:00")))
    for name, why, day in (("Mori", "Two bags", 23), ("Yamamoto", "Stale beans", 21)):
        new = NewCustomer(name, phone="090-0000-0142" if name == "Mori" else None)
        customer = add_customer(then, new=new, operation_id=name).id
        add_promise(
            then, customer_id=customer, kind="promise", why=why, due_day=date(2026, 11, day),
            due_time=None, owed_by=None, operation_id=why,
        )  # fmt: skip
    return session


def test_late_ones_stand_in_a_group_of_their_own(busy: Session) -> None:
    late, promised = follow_ups_sheet(busy).groups
    assert (late.heading, promised.heading) == ("Late", "Promised")
    [yamamoto], [mori] = late.entries, promised.entries
    assert (yamamoto.name, yamamoto.beside, yamamoto.late) == ("Yamamoto", "", True)
    assert (mori.name, mori.beside) == ("Mori", "090-0000-0142")
    assert "due tomorrow" in mori.when


def test_it_is_printed_in_the_language_in_force(busy: Session) -> None:
    to = io.BytesIO()
    with speaking("ja"):
        print_follow_ups(busy, to, paper="a4")
    text = pypdf.PdfReader(to).pages[0].extract_text()
    assert "今日お声がけする方" in text
    assert "090-0000-0142" in text


def test_nobody_to_speak_to_is_said(session: Session) -> None:
    sheet = follow_ups_sheet(session)
    assert sheet.groups == ()
    assert sheet.nobody
