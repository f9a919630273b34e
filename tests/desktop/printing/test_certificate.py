"""Certificates: all that is said stands within the frame, however long the names are."""

import io
from dataclasses import replace

import pytest
from reportlab.lib.pagesizes import landscape
from reportlab.lib.units import mm

from desktop.printing.certificate import CERTIFICATE_PAPERS, CertificateSheet, draw_certificate
from desktop.printing.sheet import PAGE_SIZES
from tests.desktop.printing.conftest import Ink, Texts
from tests.desktop.printing.post import FULL, PLAIN
from tests.desktop.read_back import about

SHEET = CertificateSheet(
    look=FULL,
    title="感謝状",
    name="こどもの森 図書館基金 様",
    words=("お客さまがお寄せくださったポイントを、寄付としてお届けします。",),
    figure="¥12,480",
    under_figure="12,480 ポイント",
    day="2026年11月22日",
    signed="喫茶こもれび",
)
LONG = replace(
    SHEET,
    name="特定非営利活動法人 こどもの森と絵本をつなぐ地域の図書館応援基金 実行委員会 御中",
    words=("With heartfelt thanks for all that you have done for us and for our town. " * 4,) * 3,
    figure="¥123,456,789",
    signed="株式会社こもれび珈琲焙煎所 渋谷神宮前本店別館 代表取締役",
)
TEAM = replace(
    SHEET,
    figure="",
    under_figure="",
    figures=(("11", "new customers signed up"), ("1,206", "follow-ups kept")) * 2,
    quote="“They rang me half a year later, because the pressing I wanted had come in.” " * 3,
)


def drawn(sheet: CertificateSheet, paper: str = "a4") -> bytes:
    pdf = io.BytesIO()
    draw_certificate(sheet, pdf, paper=paper)
    return pdf.getvalue()


@pytest.mark.parametrize("paper", CERTIFICATE_PAPERS)
@pytest.mark.parametrize("sheet", [SHEET, LONG, TEAM, replace(SHEET, look=PLAIN, figure="")])
def test_everything_stands_within_the_frame(sheet: CertificateSheet, paper: str, ink: Ink) -> None:
    width, height = landscape(PAGE_SIZES[paper])
    ((left, bottom, right, top),) = ink(drawn(sheet, paper))
    assert left >= 18 * mm
    assert bottom >= 18 * mm
    assert right <= width - 18 * mm
    assert top <= height - 18 * mm


def test_a_certificate_reads_back(language: str, texts: Texts) -> None:
    pdf = drawn(SHEET)
    text = "".join(texts(pdf)[0].split())
    for said in ("感謝状", "こどもの森図書館基金様", "¥12,480", "2026年11月22日", "喫茶こもれび"):
        assert said in text
    assert about(pdf)[1] == language
    assert drawn(SHEET) == pdf


def test_words_without_a_figure_are_thanks_to_somebody(texts: Texts) -> None:
    pdf = drawn(replace(SHEET, figure="", under_figure="", look=replace(FULL, colour="#ffe680")))
    assert "¥" not in texts(pdf)[0]
    assert "¥" in texts(drawn(replace(SHEET, look=replace(FULL, colour="#ffe680"))))[0]
