import io

import pypdf
import pytest
from pypdf.generic import DictionaryObject
from reportlab.lib.pagesizes import A4

from desktop.i18n import speaking
from desktop.printing.lettering import draw
from desktop.printing.sheet import Grid, amount, open_paper


def _paper() -> bytes:
    to = io.BytesIO()
    canvas = open_paper(to, size=A4, title="Coupon 🍰", author="喫茶こもれび")
    draw(canvas, "お帰り", 50, 50, size=10)
    canvas.showPage()
    canvas.save()
    return to.getvalue()


def test_a_paper_says_its_title_and_shop() -> None:
    about = pypdf.PdfReader(io.BytesIO(_paper())).metadata
    assert about is not None
    assert about.title == "Coupon 〓"
    assert about.author == "喫茶こもれび"


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_paper_says_its_language(language: str) -> None:
    with speaking(language):
        pdf = _paper()
    assert str(pypdf.PdfReader(io.BytesIO(pdf)).root_object["/Lang"]) == language


def test_every_font_a_paper_asks_for_is_embedded() -> None:
    reader = pypdf.PdfReader(io.BytesIO(_paper()))
    objects = [reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1)]
    fonts = [o for o in objects if isinstance(o, DictionaryObject) and o.get("/Type") == "/Font"]
    files = [o for o in objects if isinstance(o, DictionaryObject) and "/FontFile2" in o]
    assert fonts
    assert len(fonts) == len(files)
    assert all("BIZUDPGothic" in str(font["/BaseFont"]) for font in fonts)


def test_the_same_record_gives_the_same_bytes() -> None:
    assert _paper() == _paper()


def test_money_has_its_sign_where_the_font_owns_it() -> None:
    assert amount(-1980, currency="JPY", digits=0) == "−¥1,980"
    assert amount(1250, currency="USD", digits=2) == "$12.50"


def test_money_goes_by_three_letters_where_the_font_lacks_the_sign() -> None:
    assert amount(-1980, currency="KRW", digits=0) == "−KRW 1,980"


def test_fields_of_a_grid_lie_within_the_page_edge_to_edge() -> None:
    grid = Grid(columns=2, rows=5, field=(200, 150), page=A4)
    corners = list(grid.corners())
    assert len(corners) == grid.count == 10
    assert corners[0][1] > corners[-1][1]  # read from the top
    assert corners[1][0] - corners[0][0] == 200
    assert min(x for x, _ in corners) == A4[0] - max(x + 200 for x, _ in corners)


def test_a_used_sheet_begins_at_a_later_field_and_the_next_at_its_first() -> None:
    grid = Grid(columns=2, rows=2, field=(200, 150), page=A4)
    first, second = grid.pages(["a", "b", "c", "d"], start=3)
    assert [(thing, (x, y)) for thing, x, y in first] == list(
        zip("ab", list(grid.corners())[2:], strict=True)
    )
    assert [thing for thing, _, _ in second] == ["c", "d"]
    assert second[0][1:] == next(grid.corners())
    assert list(grid.pages([])) == []
