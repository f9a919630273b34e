"""The paper about the end of a day says what the book says of it."""

import io
from collections.abc import Callable
from datetime import date

import pytest

from db.session import Session
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from desktop.i18n import speaking
from desktop.papers.day import day_sheet, print_day
from tests.desktop.read_back import about, text_of

TODAY = date(2026, 11, 22)


@pytest.fixture
def shop(session: Session, set_shop: Callable[..., None]) -> Session:
    set_shop(name="花の店")
    session.staff = "美緒"
    record_sale(session, SaleOrder((OrderLine(1980),)), operation_id="sale")
    session.staff = None
    return session


@pytest.mark.parametrize("paper", ["a4", "letter", "receipt80", "receipt58"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_day_is_printed_and_reads_back(shop: Session, paper: str, language: str) -> None:
    to = io.BytesIO()
    with speaking(language):
        print_day(shop, TODAY, to, paper=paper, counted=2000)
    text = text_of(to.getvalue())
    for expected in ("花の店", "¥1,980", "¥2,000", "+¥20", "美緒", "10:14"):
        assert expected in text
    title, spoken = about(to.getvalue())
    assert spoken == language
    assert "2026" in title


def test_one_person_alone_needs_no_sum_and_a_day_not_counted_leaves_it_open(shop: Session) -> None:
    sheet = day_sheet(shop, TODAY)
    assert [line.name for line in sheet.staff] == ["美緒"]
    assert (sheet.together, sheet.counted) == (None, ())
    record_sale(shop, SaleOrder((OrderLine(100),)), operation_id="other")
    assert day_sheet(shop, TODAY).together is not None


def test_another_day_is_another_paper(shop: Session) -> None:
    sheet = day_sheet(shop, date(2026, 11, 21))
    assert (sheet.day, sheet.hours, sheet.staff) == (date(2026, 11, 21), "", ())


def test_a_currency_whose_sign_no_font_owns_goes_by_its_letters(
    session: Session, set_shop: Callable[..., None]
) -> None:
    set_shop(currency="GEL")
    to = io.BytesIO()
    print_day(session, TODAY, to, paper="a4")
    assert "〓" not in text_of(to.getvalue())
