"""The paper of a membership says all it should, keeps within its page, and its number scans."""

import io
from collections.abc import Callable
from dataclasses import replace

import pypdf
import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication

from desktop.i18n import speaking
from desktop.printing.look import ShopLook
from desktop.printing.membership import MEMBERSHIP_PAPERS, MembershipSheet, draw_membership
from desktop.receipt_raster import dots_of
from desktop.resources import resource

Texts = Callable[[bytes], list[str]]
Touching = Callable[[bytes], list[tuple[str, str]]]
Codes = Callable[[bytes, int], list[str]]
Ink = Callable[[bytes], list[tuple[float, float, float, float]]]

NUMBER = "2000000000015"
PASS = MembershipSheet(
    ShopLook("Café Komorebi", address=("1-2-3 Komorebi",), phone="03-0000-0000"),
    plan="Coffee Pass",
    name="Misaki Tanaka",
    number=NUMBER,
    figures=(("Member since", "1 Feb 2026"), ("Price", "¥980 a month"), ("Paid until", "28 Feb")),
    rules=(("Renewing", "Pay ¥980 at the counter."), ("Leaving", "You may cancel at any time.")),
    closing="Thank you.",
    benefits=("Points × 2", "5 % off"),
    note="Paused since 2 Feb.",
    bonus="Renew by 21 Feb.",
    friend="bring a friend: MISAKI7",
    as_of="As of 22 Nov 2026",
)
LONG = replace(
    PASS,
    look=ShopLook(
        "喫茶コモレビ " * 6, logo=resource("samples/demo_logo.png").read_bytes(),
        colour="#ffffff", ground="#ffffff", address=("東京都" * 20, "building " * 12),
        website="https://example.jp/" + "a" * 60,
    ),
    plan="Unlimited coffee, tea and cake of the house for early birds 朝のお客さま専用プラン",
    name="ジョナサン・アレクサンダー・フィッツジェラルド Montgomery-Fitzgerald, Jonathan 🍰",
    figures=(("Member since " * 3, "2026年11月22日" * 2), ("Price", "KRW 1,234,567,890 a month"),
             ("Paid until", "28 February 2027")),
    rules=tuple((f"A long lead {n}", "It goes on and on. " * 14) for n in range(7)),
    benefits=tuple(f"{n} " + "something good " * 6 for n in range(6)),
)  # fmt: skip


def printed(sheet: MembershipSheet, paper: str = "a4") -> bytes:
    to = io.BytesIO()
    draw_membership(sheet, to, paper=paper)
    return to.getvalue()


@pytest.mark.parametrize("paper", MEMBERSHIP_PAPERS)
def test_everything_stands_on_every_paper(paper: str, texts: Texts) -> None:
    text = " ".join(" ".join(texts(printed(PASS, paper))).split())
    for expected in (
        "Café Komorebi", "Membership", "Coffee Pass", "Misaki Tanaka", "2000 0000 0001 5",
        "Member since", "1 Feb 2026", "¥980 a month", "Points × 2", "5 % off", "Paused since",
        "Renew by 21 Feb.", "Pay ¥980 at the counter.", "You may cancel at any time.", "Thank you.",
        "bring a friend: MISAKI7", "As of 22 Nov 2026", "1-2-3 Komorebi", "What it gives you",
    ):  # fmt: skip
        assert expected in text
    with speaking("ja"):
        japanese = "".join("".join(texts(printed(PASS, paper))).split())
    assert "会員プラン" in japanese
    assert "プランの特典" in japanese


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("paper", MEMBERSHIP_PAPERS)
@pytest.mark.parametrize("sheet", [PASS, LONG])
def test_the_number_reads_back(sheet: MembershipSheet, paper: str, dpi: int, codes: Codes) -> None:
    assert codes(printed(sheet, paper), dpi) == [NUMBER]


@pytest.mark.parametrize("paper", MEMBERSHIP_PAPERS)
def test_the_longest_words_stay_on_their_pages(paper: str, ink: Ink) -> None:
    pdf = printed(LONG, paper)
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) <= 4
    for page, (left, bottom, right, top) in zip(pages, ink(pdf), strict=True):
        assert left >= 9
        assert bottom >= 9
        assert right <= float(page.mediabox.width) - 9
        assert top <= float(page.mediabox.height) - 9


def test_what_is_short_takes_one_page_and_what_is_long_goes_on_overleaf() -> None:
    counts = [len(pypdf.PdfReader(io.BytesIO(printed(PASS, paper))).pages) for paper in
              ("a4", "letter", "a6")]  # fmt: skip
    assert counts == [1, 1, 1]
    assert len(pypdf.PdfReader(io.BytesIO(printed(LONG, "a6"))).pages) > 1


def test_the_same_membership_gives_the_same_bytes_with_a_title() -> None:
    assert printed(LONG) == printed(LONG)
    title = pypdf.PdfReader(io.BytesIO(printed(PASS))).metadata
    assert title is not None
    assert title.title == "Membership: Coffee Pass"


@pytest.mark.parametrize(("paper", "dots"), [("receipt80", 576), ("receipt58", 384)])
def test_on_a_roll_it_is_black_dots_within_the_head(
    qapp: QApplication, paper: str, dots: int
) -> None:
    del qapp
    pdf = printed(LONG, paper)
    assert len(pypdfium2.PdfDocument(pdf)) == 1
    (page,) = dots_of(pdf, dots=dots)
    assert (page.mode, page.width) == ("1", dots)


@pytest.mark.parametrize("paper", MEMBERSHIP_PAPERS)
@pytest.mark.parametrize("sheet", [PASS, LONG])
def test_no_line_runs_into_another(sheet: MembershipSheet, paper: str, touching: Touching) -> None:
    assert touching(printed(sheet, paper)) == []
