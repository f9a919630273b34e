import io
from collections.abc import Callable
from dataclasses import replace

import pypdf
import pypdfium2
import pytest

from desktop.printing.card import CARD_PAPERS, CR80, CardSheet, draw_card, draw_cards
from desktop.printing.look import ShopLook
from tests.pictures import drawn

Texts = Callable[[bytes], list[str]]
Codes = Callable[[bytes, int], list[str]]
Ink = Callable[[bytes], list[tuple[float, float, float, float]]]

MISAKI = CardSheet(
    look=ShopLook("Café Komorebi"),
    number="2000004128739",
    member_name="田中 美咲",
    referral_code="MISAKI7",
)
LONG = replace(
    MISAKI,
    look=ShopLook("喫茶コモレビ " * 9),
    member_name="ジョナサン・アレクサンダー・フィッツジェラルド Montgomery-Fitzgerald, Jonathan 様",
    referral_code="JONATHAN7777",
)


def _printed(*sheets: CardSheet, paper: str = "cr80") -> bytes:
    to = io.BytesIO()
    draw_cards(sheets, to, paper=paper)
    return to.getvalue()


def test_a_card_says_shop_person_number_and_the_code_for_friends(
    language: str, texts: Texts
) -> None:
    text = texts(_printed(MISAKI))[0]
    friend = {"en": "bring a friend: MISAKI7", "ja": "お友だち紹介コード MISAKI7"}[language]
    for expected in ("Café Komorebi", "田中 美咲", "2000 0041 2873 9", friend):
        assert expected in text


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("paper", CARD_PAPERS)
def test_every_card_reads_back(paper: str, dpi: int, codes: Codes) -> None:
    read = codes(_printed(*[MISAKI, LONG] * 5, paper=paper), dpi)
    assert read == ["2000004128739"] * 10


@pytest.mark.parametrize("ground", ["#1f3350", "#000000", "#f3d9a0", "#ffffff"])
def test_a_card_of_any_colour_reads_back(ground: str, codes: Codes) -> None:
    assert codes(_printed(replace(MISAKI, look=replace(MISAKI.look, ground=ground))), 203) == [
        "2000004128739"
    ]


def test_a_single_card_has_the_size_of_a_bank_card() -> None:
    page = pypdf.PdfReader(io.BytesIO(_printed(MISAKI))).pages[0]
    size = (float(page.mediabox.width), float(page.mediabox.height))
    assert size == pytest.approx(CR80, abs=0.01)


def test_ten_cards_lie_on_a_sheet(texts: Texts) -> None:
    assert len(texts(_printed(*[MISAKI] * 10, paper="a4"))) == 1
    assert len(texts(_printed(*[MISAKI] * 11, paper="letter"))) == 2


def test_long_names_stay_on_the_card(ink: Ink) -> None:
    left, bottom, right, top = ink(_printed(LONG))[0]
    assert left >= 9
    assert bottom >= 9
    assert right <= CR80[0] - 9
    assert top <= CR80[1] - 9


def test_the_same_card_gives_the_same_bytes() -> None:
    to = io.BytesIO()
    draw_card(MISAKI, to)
    assert to.getvalue() == _printed(MISAKI)


def test_a_card_without_a_name_still_scans(texts: Texts, codes: Codes) -> None:
    blank = replace(MISAKI, member_name=None, referral_code=None)
    assert "friend" not in texts(_printed(blank))[0]
    assert codes(_printed(blank), 203) == ["2000004128739"]


@pytest.mark.parametrize("code", ["MISAKI7", "JONATHAN7777", "WWWWWWWWWWWWWWWW"])
def test_a_code_for_friends_is_never_cut(language: str, code: str, texts: Texts) -> None:
    del language
    assert code in texts(_printed(replace(MISAKI, referral_code=code)))[0]


def test_a_card_printer_gets_its_colour_up_to_every_edge() -> None:
    document = pypdfium2.PdfDocument(_printed(MISAKI))
    card = document[0].render(scale=3).to_pil().convert("RGB")
    document.close()
    edges = [(2, 2), (card.width - 3, 2), (2, card.height - 3), (card.width - 3, card.height - 3)]
    assert {card.getpixel(edge) for edge in edges} == {(0x1F, 0x33, 0x50)}


@pytest.mark.parametrize("paper", CARD_PAPERS)
def test_a_logo_and_the_shop_s_words_leave_the_card_readable(
    paper: str, codes: Codes, texts: Texts, ink: Ink
) -> None:
    look = replace(LONG.look, logo=drawn(300, 60))
    full = replace(LONG, look=look, words="ご来店のたびにご提示ください。" * 6)
    pdf = _printed(full, paper=paper)
    assert codes(pdf, 203) == ["2000004128739"]
    assert "ご来店のたびに" in texts(pdf)[0]
    if paper == "cr80":
        assert ink(pdf)[0][2] <= CR80[0] - 9


def test_many_cards_hold_the_logo_once() -> None:
    look = replace(MISAKI.look, logo=drawn(300, 60))
    one, many = (_printed(*[replace(MISAKI, look=look)] * n, paper="a4") for n in (1, 100))
    assert len(many) < len(one) + 100 * 1500
