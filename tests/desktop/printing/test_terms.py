"""The terms on paper: every sentence reads back, pages are numbered, no heading stands alone."""

import io

import pytest
from reportlab.lib.units import mm

from desktop.printing.sheet import PAGE_SIZES
from desktop.printing.terms import TERMS_PAPERS, TermsSection, TermsSheet, draw_terms
from tests.desktop.printing.conftest import Ink, Texts
from tests.desktop.printing.post import FULL
from tests.desktop.read_back import about


def sheet(sections: int) -> TermsSheet:
    return TermsSheet(
        look=FULL,
        title="How our points programme works",
        as_of="As of 22 Nov 2026",
        sections=tuple(
            TermsSection(
                f"Section {number}.",
                tuple(
                    f"Sentence {each} of {number}, which goes on for a while." for each in range(4)
                ),
            )
            for number in range(sections)
        ),
    )


def drawn(sections: int, paper: str = "a4") -> bytes:
    pdf = io.BytesIO()
    draw_terms(sheet(sections), pdf, paper=paper)
    return pdf.getvalue()


@pytest.mark.parametrize("paper", TERMS_PAPERS)
def test_every_sentence_reads_back(paper: str, language: str, texts: Texts, ink: Ink) -> None:
    pdf = drawn(15, paper)
    pages = texts(pdf)
    text = " ".join(" ".join(pages).split())
    assert all(said in text for section in sheet(15).sections for said in section.sentences)
    assert about(pdf) == ("How our points programme works", language)
    assert all(f"{number} " in page for number, page in enumerate(pages, 1))
    for left, bottom, right, _ in ink(pdf):
        assert left >= 18 * mm
        assert bottom >= 8 * mm
        assert right <= PAGE_SIZES[paper][0] - 18 * mm
    assert drawn(15, paper) == pdf


def test_no_heading_stands_last_on_a_page(texts: Texts) -> None:
    for sections in range(6, 30):
        for page in texts(drawn(sections))[:-1]:
            lines = [line for line in page.splitlines() if line.startswith(("Section", "Sentence"))]
            assert lines[-1].startswith("Sentence")
