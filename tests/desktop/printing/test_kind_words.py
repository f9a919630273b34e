"""Kind words keep within their page, as large as they fit, and the newest come first."""

import io
from itertools import chain

import pytest
from reportlab.lib.pagesizes import A5

from desktop.printing.kind_words import (
    KIND_WORDS_PAPERS,
    KindWordsSheet,
    Said,
    draw_kind_words,
)
from desktop.printing.sheet import PAGE_SIZES
from tests.desktop.printing.conftest import Ink, Texts
from tests.desktop.printing.post import FULL, PLAIN
from tests.desktop.read_back import about

SIZES = {**PAGE_SIZES, "a5": A5}
SHORT = tuple(Said(f"Like coming home {number}.", "M.T.") for number in range(3))
LONG = tuple(
    Said(f"{number} " + "いつも笑顔で迎えてくれて、雨の日でも寄りたくなるお店です。" * 4, "美咲 様")
    for number in range(40)
)


def drawn(said: tuple[Said, ...], paper: str, *, plain: bool = False) -> bytes:
    look = PLAIN if plain else FULL
    sheet = KindWordsSheet(look, "What our customers say", said, "Thank you all.")
    pdf = io.BytesIO()
    draw_kind_words(sheet, pdf, paper=paper)
    return pdf.getvalue()


@pytest.mark.parametrize("paper", KIND_WORDS_PAPERS)
@pytest.mark.parametrize("said", [SHORT, LONG, LONG[:1]])
def test_one_page_holds_all_it_shows(said: tuple[Said, ...], paper: str, ink: Ink) -> None:
    width, height = SIZES[paper]
    ((left, bottom, right, top),) = ink(drawn(said, paper))
    assert min(left, bottom) >= 25
    assert right <= width - 25
    assert top <= height - 25


def test_of_more_than_fit_the_newest_stand_on_the_page(texts: Texts) -> None:
    text = "".join(texts(drawn(LONG, "a4"))[0].split())
    shown = [number for number in range(40) if f"{number}いつも" in text]
    assert 3 <= len(shown) < 40
    assert shown[0] == 0
    all_of_them = "".join(texts(drawn(SHORT, "a5", plain=True))[0].split())
    assert all(f"home{number}." in all_of_them for number in range(3))
    assert "M.T." in all_of_them


@pytest.mark.parametrize("paper", KIND_WORDS_PAPERS)
def test_the_same_words_give_the_same_bytes(paper: str, language: str) -> None:
    pdf = drawn(tuple(chain(SHORT, LONG[:4])), paper)
    assert drawn(tuple(chain(SHORT, LONG[:4])), paper) == pdf
    assert about(pdf)[1] == language
