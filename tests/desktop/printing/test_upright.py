"""Text from top to bottom: long marks lie, Latin words are turned, digits stand."""

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from desktop.printing.lettering import load_fonts
from desktop.printing.upright import column_height, draw_column, fit_column
from tests.desktop.printing.post import letters_of


def drawn(text: str, size: float = 20) -> list[tuple[str, float, float, float, float]]:
    load_fonts()
    pdf = io.BytesIO()
    canvas = Canvas(pdf, pagesize=(200, 600), invariant=True)
    draw_column(canvas, text, 100, 590, size=size)
    canvas.save()
    return letters_of(pdf.getvalue())


def test_letters_stand_one_under_another_in_the_middle() -> None:
    letters = drawn("東京都12")
    assert "".join(letter for letter, *_ in letters) == "東京都12"
    tops = [top for *_, top in letters]
    assert tops == sorted(tops, reverse=True)
    assert all(abs((left + right) / 2 - 100) < 4 for _, left, _, right, _ in letters)


def test_a_long_vowel_mark_and_brackets_lie_on_their_side() -> None:
    mark = next(each for each in drawn("カー") if each[0] == "ー")
    assert mark[4] - mark[2] > mark[3] - mark[1], "taller than wide"


def test_a_latin_word_is_turned_and_kept_whole() -> None:
    letters = drawn("Tanaka様")
    assert "".join(letter for letter, *_ in letters) == "Tanaka様"
    lefts = {round(left) for letter, left, *_ in letters if letter in "aaa"}
    assert max(lefts) - min(lefts) <= 1, "one baseline, downwards"


@pytest.mark.parametrize("mark", ["、", "。"])
def test_a_stop_stands_at_the_upper_right(mark: str) -> None:
    _, left, *_ = next(each for each in drawn(f"あ{mark}") if each[0] == mark)
    assert left > 100


def test_a_column_shrinks_to_its_height_but_not_below_the_floor() -> None:
    text = "東京都渋谷区神宮前"
    size = fit_column(text, height=100, size=20, floor=5)
    assert column_height(text, size=size) == pytest.approx(100)
    assert fit_column(text, height=1000, size=20, floor=5) == 20
    assert fit_column(text, height=10, size=20, floor=5) == 5
    assert fit_column("", height=10, size=20, floor=5) == 20
