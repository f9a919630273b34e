"""The monthly retention summary on four pages: the month, who stays, whom to speak to, accounts."""

from typing import BinaryIO

from desktop import formats
from desktop.i18n import tr
from desktop.printing.sheet import PAGE_SIZES, open_paper
from desktop.printing.summary_accounts import draw_accounts
from desktop.printing.summary_month import draw_month
from desktop.printing.summary_page import SUMMARY_PAGES, SummaryPage
from desktop.printing.summary_people import draw_people
from desktop.printing.summary_sheet import SummarySheet
from desktop.printing.summary_staying import draw_staying

SUMMARY_PAPERS = ("a4", "letter")
_PAGES = (draw_month, draw_staying, draw_people, draw_accounts)
assert len(_PAGES) == SUMMARY_PAGES


def draw_summary(sheet: SummarySheet, to: BinaryIO, *, paper: str = "a4") -> None:
    """Draw the summary as a PDF of four pages."""
    assert paper in SUMMARY_PAPERS
    size = PAGE_SIZES[paper]
    title = tr("Retention summary, {month}").format(month=formats.month(sheet.first_day))
    canvas = open_paper(to, size=size, title=title, author=sheet.shop_name)
    for number, draw_page in enumerate(_PAGES, start=1):
        draw_page(SummaryPage(canvas, sheet, *size, number))
        canvas.showPage()
    canvas.save()
