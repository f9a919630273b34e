"""The statement on paper: every line and lot can be read back, however many there are."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pypdf
import pypdfium2
import pytest

from desktop.i18n import speaking
from desktop.printing.lettering import BOLD, FONT
from desktop.printing.statement import (
    STATEMENT_PAPERS,
    EndingPoints,
    StatementLine,
    StatementLot,
    StatementSheet,
    StatementSums,
    draw_statement,
)
from tests.desktop.read_back import about

TEXT = pypdfium2.raw.FPDF_PAGEOBJ_TEXT
Texts = Callable[[bytes], list[str]]
Ink = Callable[[bytes], list[tuple[float, float, float, float]]]


@pytest.fixture
def sheet() -> StatementSheet:
    return StatementSheet(
        shop_name="Café Komorebi",
        customer_name="田中 美咲",
        number="2000000001579",
        printed_at=datetime(2026, 11, 22, 14, 20, tzinfo=timezone(timedelta(hours=9))),
        first_day=date(2026, 7, 1),
        last_day=date(2026, 11, 22),
        currency="JPY",
        digits=0,
        balance=1240,
        worth_minor=1240,
        notes=("15 more points are waiting",),
        ending=(
            EndingPoints("120 points expire on 31 Dec 2026", soon=True),
            EndingPoints("1,120 points expire on 31 Mar 2027", soon=False),
        ),
        sums=StatementSums(900, 700, -300, -50, -10),
        lines=(
            StatementLine("10 Jul 2026 11:38", "Sale ¥70,000 · receipt 77", 700, 1600),
            StatementLine("1 Aug 2026 10:00", "Reward: 珈琲", -300, 1300),
            StatementLine("1 Oct 2026", "Expired", -50, 1250),
            StatementLine("2 Oct 2026 10:00", "Correction · 打ち間違い", -10, 1240),
        ),
        lots=(
            StatementLot(date(2026, 7, 10), "Sale ¥70,000", 700, 390, "until 31 Dec 2026",
                         ("−300 on 1 Aug 2026 (Reward: 珈琲)", "−10 on 2 Oct 2026 (Correction)")),
        ),
        gone=(StatementLot(date(2025, 9, 30), "Sale ¥5,000", 50, 0, "expired after 30 Sep 2026",
                           ("−50 on 1 Oct 2026 (Expired)",)),),
    )  # fmt: skip


def printed(sheet: StatementSheet, paper: str = "a4") -> bytes:
    to = io.BytesIO()
    draw_statement(sheet, to, paper=paper)
    return to.getvalue()


def long(sheet: StatementSheet) -> StatementSheet:
    """Return the statement of somebody who came every day, and of an opening used bit by bit."""
    days = [date(2025, 1, 1) + timedelta(days=n) for n in range(400)]
    lines = tuple(StatementLine(f"{day}", f"Sale no. {n}!", 7, 7 * n) for n, day in enumerate(days))
    bits = tuple(f"−3 on {day} (Reward: 珈琲)" for day in days)
    lots = tuple(
        StatementLot(day, f"Lot no. {n}!", 7, n % 8, f"until {day}", bits if n == 5 else ())
        for n, day in enumerate(days)
    )
    return replace(sheet, lines=lines, lots=lots)


def test_every_figure_is_on_the_paper(sheet: StatementSheet, texts: Texts) -> None:
    (page,) = texts(printed(sheet))
    for said in (
        "Points statement", "Café Komorebi", "田中 美咲", "No. 2000 0000 0157 9",
        "1 Jul 2026 to 22 Nov 2026", "printed 22 Nov 2026 14:20", "page 1 of 1", "1,240",
        "points · worth ¥1,240", "15 more points are waiting", "120 points expire on 31 Dec 2026",
        "1,120 points expire on 31 Mar 2027", "900", "+700", "−300", "−50", "−10",
        "Brought forward", "Sale ¥70,000 · receipt 77", "Reward: 珈琲", "Expired",
        "Correction · 打ち間違い", "1,600", "390", "until 31 Dec 2026",
        "−300 on 1 Aug 2026 (Reward: 珈琲)", "Used up or expired", "expired after 30 Sep 2026",
    ):  # fmt: skip
        assert said in page, said


def test_the_statement_speaks_japanese(sheet: StatementSheet, texts: Texts) -> None:
    with speaking("ja"):
        pdf = printed(sheet)
    (page,) = texts(pdf)
    for said in (
        "ポイント明細", "会員番号 2000 0000 0157 9", "2026年7月1日〜2026年11月22日",
        "前回までの残高", "繰越", "付与日", "1 / 1 ページ",
    ):  # fmt: skip
        assert said in page, said
    assert about(pdf) == ("ポイント明細 田中 美咲様", "ja")


def test_hundreds_of_lines_go_on_from_page_to_page(sheet: StatementSheet, texts: Texts) -> None:
    pages = texts(printed(long(sheet)))
    whole = "\n".join(pages)
    assert len(pages) > 12
    for number in range(400):
        assert whole.count(f"Sale no. {number}!") == whole.count(f"Lot no. {number}!") == 1
    assert whole.count("−3 on") == 400
    for number, page in enumerate(pages, start=1):
        assert f"page {number} of {len(pages)}" in page
        assert "No. 2000 0000 0157 9" in page
        assert "Balance" in page or "Can be used" in page
    assert [page.count("Points statement") for page in pages] == [1] + [0] * (len(pages) - 1)


def test_somebody_without_points_has_a_statement_of_one_calm_page(
    sheet: StatementSheet, texts: Texts
) -> None:
    nothing = replace(
        sheet, balance=0, worth_minor=0, first_day=None, notes=(), ending=(), lines=(), lots=(),
        gone=(), sums=StatementSums(0, 0, 0, 0, 0),
    )  # fmt: skip
    (page,) = texts(printed(nothing))
    assert "Nothing has moved the points in this time." in page
    assert "until 22 Nov 2026" in page
    for absent in ("Brought forward", "Where the points lie", "Used up or expired"):
        assert absent not in page


@pytest.mark.parametrize("paper", STATEMENT_PAPERS)
def test_nothing_lies_outside_the_margins(
    paper: str, sheet: StatementSheet, language: str, ink: Ink
) -> None:
    assert language
    crowded = replace(
        long(sheet),
        shop_name="喫茶コモレビ Café Komorebi " * 5,
        customer_name="ジョナサン・アレクサンダー Montgomery-Fitzgerald " * 4,
        balance=-1_234_567_890,
        lines=(StatementLine("28 Sep 2026 10:00", "特典：" + "とても長い名前の" * 30,
                             1_234_567_890, -1_234_567_890),),
        lots=(StatementLot(date(2026, 9, 28), "とても長い名前の" * 20, 1_234_567_890, 1_234_567_890,
                           "until 28 Sep 2026, longer with each visit", ("x" * 300,)),),
    )  # fmt: skip
    for each in (sheet, crowded):
        pdf = printed(each, paper)
        page = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]
        for left, bottom, right, top in ink(pdf):
            assert left >= 47
            assert right <= float(page.mediabox.width) - 47
            assert bottom >= 20
            assert top <= float(page.mediabox.height) - 36


def test_the_same_record_gives_the_same_bytes_with_all_fonts_within(
    sheet: StatementSheet,
) -> None:
    assert printed(long(sheet)) == printed(long(sheet))
    document = pypdfium2.PdfDocument(printed(sheet))
    texts = [each for page in document for each in page.get_objects() if each.type == TEXT]
    assert {each.get_font().get_base_name() for each in texts} == {FONT, BOLD}
    assert all(each.get_font().is_embedded for each in texts)
    document.close()


def test_a_letter_that_the_font_does_not_own_is_marked(sheet: StatementSheet, texts: Texts) -> None:
    (page,) = texts(printed(replace(sheet, customer_name="𠮷田 ☃\u200d🦊")))
    assert "〓田" in page
