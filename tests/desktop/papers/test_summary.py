"""The monthly summary: each number on the paper is one of the month's figures."""

import io
import re
from datetime import date

import pytest
from pypdf import PdfReader

from db.queries.month import MonthFigures, month_figures
from db.session import Session
from desktop import formats
from desktop.i18n import speaking
from desktop.papers.summary import office_paper, print_summary, summary_sheet
from tests.desktop.a_shop_year import live_a_year

OCTOBER = date(2026, 10, 1)


def figures_of(session: Session, month: date) -> MonthFigures:
    return month_figures(session.db, month=month, today=session.today, settings=session.settings)


def printed(session: Session, month: date, *, paper: str = "a4") -> str:
    buffer = io.BytesIO()
    print_summary(session, month, buffer, paper=paper)
    pages = PdfReader(buffer).pages
    assert len(pages) == 4
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_figure_of_the_month_stands_on_the_paper(session: Session, language: str) -> None:
    live_a_year(session)
    figures = figures_of(session, OCTOBER)
    with speaking(language):
        text = printed(session, OCTOBER)
        yen = [
            formats.money(amount, currency="JPY", digits=0)
            for amount in (
                figures.trade.revenue,
                figures.trade.revenue_new,
                figures.trade.revenue_returning,
                figures.trade.anonymous_revenue,
                figures.points.liability,
                figures.plans.mrr,
                *(past.revenue for past in figures.history),
            )
        ]
        shares = [
            formats.percent(share)
            for share in (
                figures.customers.retention_percent,
                figures.customers.churn_percent,
                figures.repeats.repeat_rate_percent,
                figures.repeats.second_visit_percent,
                figures.trade.returning_revenue_share_percent,
                figures.repeats.month_on_month_percent,
                figures.top.share_percent,
                *(past.customers.retention_percent for past in figures.history),
            )
        ]
    points = figures.points
    counts = [points.opening, points.earned, points.redeemed, points.closing]
    for expected in (*yen, *shares, *map(formats.number, counts)):
        assert expected in text


def test_no_number_stands_on_the_paper_that_the_month_does_not_know(session: Session) -> None:
    live_a_year(session)
    sheet = summary_sheet(session, OCTOBER)
    figures = figures_of(session, OCTOBER)
    held, trade = figures.customers, figures.trade
    assert (sheet.start, sheet.end, sheet.gained) == (held.start, held.end, held.gained)
    assert (sheet.retained, sheet.lapsed) == (held.retained, held.lapsed)
    assert sheet.start == sheet.retained + sheet.lapsed
    assert sheet.revenue_minor == trade.revenue == trade.revenue_new + trade.revenue_returning
    assert sheet.points.closing == figures.points.closing
    assert [month.month for month in sheet.history][-1] == OCTOBER
    assert sheet.previous is not None
    before = figures_of(session, date(2026, 9, 1))
    assert sheet.previous.retention_percent == before.customers.retention_percent


def test_a_shop_without_a_sale_has_a_summary_without_figures(session: Session) -> None:
    text = printed(session, OCTOBER)
    assert "no retention rate" in text
    assert summary_sheet(session, OCTOBER).previous is None
    assert not re.search(r"[1-9]\d*\.\d %", text)


def test_the_paper_is_the_one_in_the_country_s_printers(session: Session) -> None:
    assert office_paper("JP") == office_paper("DE") == "a4"
    assert office_paper("US") == "letter"
    assert "October" in printed(session, OCTOBER, paper="letter")
