import io
from collections.abc import Callable

import pypdf
import pytest
from reportlab.lib.units import mm

from desktop.printing.lettering import Run
from desktop.printing.roll import ROLLS, Roll, save_roll

Texts = Callable[[bytes], list[str]]
Codes = Callable[[bytes, int], list[str]]
Ink = Callable[[bytes], list[tuple[float, float, float, float]]]


def _printed(roll: Roll) -> bytes:
    to = io.BytesIO()
    save_roll(roll, to, title="slip", author="Café Komorebi")
    return to.getvalue()


def _filled(paper: str) -> Roll:
    roll = Roll(paper)
    roll.name("喫茶コモレビ " * 6, size=14, floor=9, bold=True)
    roll.rule()
    roll.pair("A discount with a very long name that nobody will ever read", "−¥1,234,567")
    roll.paragraph([Run("+42 → 1,282 points", bold=True)])
    roll.terms([Run("once"), Run("with any drink"), Run("not on Sundays and holidays")])
    roll.text("またのお越しをお待ちしております。" * 3, align="centre")
    roll.code("C7K2-9QXM-4TAB", size=11, spacing=0.8)
    return roll


@pytest.mark.parametrize("paper", ROLLS)
def test_the_paper_is_as_wide_as_the_roll_and_as_long_as_its_content(paper: str) -> None:
    short, long = Roll(paper), _filled(paper)
    short.text("Thank you")
    heights = []
    for roll in (short, long):
        page = pypdf.PdfReader(io.BytesIO(_printed(roll))).pages[0]
        assert float(page.mediabox.width) == pytest.approx(ROLLS[paper][0], abs=0.01)
        heights.append(float(page.mediabox.height))
    assert heights[0] < 20 * mm < heights[1]


@pytest.mark.parametrize("paper", ROLLS)
def test_nothing_is_printed_where_the_print_head_does_not_reach(paper: str, ink: Ink) -> None:
    roll = _filled(paper)
    left, bottom, right, top = ink(_printed(roll))[0]
    assert roll.left - 0.5 <= left
    assert right <= roll.right + 0.5
    assert roll.edge - 3 <= bottom
    assert top <= roll.height - roll.edge


def test_a_long_label_wraps_and_keeps_its_figure(texts: Texts) -> None:
    text = texts(_printed(_filled("receipt58")))[0]
    assert "−¥1,234,567" in text
    assert "ever read" in text.replace("\n", " ")


def test_a_figure_that_leaves_its_label_no_room_stands_below_it(ink: Ink, texts: Texts) -> None:
    roll = Roll("receipt58")
    roll.pair("Price", "KRW 1,234,567,890 a month", bold=True)
    left, _, right, _ = ink(_printed(roll))[0]
    assert roll.left - 0.5 <= left
    assert right <= roll.right + 0.5
    assert "KRW 1,234,567,890 a month" in " ".join(texts(_printed(roll))[0].split())


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize(("paper", "dots"), [("receipt80", 4), ("receipt58", 3)])
def test_a_member_number_reads_back(paper: str, dots: int, dpi: int, codes: Codes) -> None:
    roll = Roll(paper)
    roll.ean13("2000000000015", dots=dots)
    assert codes(_printed(roll), dpi) == ["2000000000015"]
