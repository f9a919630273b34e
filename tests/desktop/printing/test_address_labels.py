"""Address labels: each keeps within its own label, and a used sheet goes on where it is free."""

import io

import pytest

from desktop.printing.address_labels import ADDRESS_PAPERS, draw_labels, labels_on
from desktop.printing.label_sheets import LABEL_SHEETS
from tests.desktop.printing.conftest import Texts
from tests.desktop.printing.post import FAR, LONG, NEAR, letters_of
from tests.desktop.read_back import about


def drawn(count: int, paper: str, start: int = 1) -> bytes:
    pdf = io.BytesIO()
    everyone = [(NEAR, FAR, LONG)[number % 3] for number in range(count)]
    draw_labels(everyone, pdf, paper=paper, shop="喫茶こもれび", start=start)
    return pdf.getvalue()


@pytest.mark.parametrize("paper", ADDRESS_PAPERS)
def test_no_letter_leaves_its_label(paper: str) -> None:
    grid = LABEL_SHEETS[paper]
    fields = [(x, y, x + grid.field[0], y + grid.field[1]) for x, y in grid.corners()]
    used = set()
    for _, left, low, right, high in letters_of(drawn(grid.count, paper)):
        holding = [
            number
            for number, (x0, y0, x1, y1) in enumerate(fields)
            if x0 + 5 <= left and right <= x1 - 5 and y0 + 2 <= low and high <= y1 - 2
        ]
        assert len(holding) == 1
        used.update(holding)
    assert len(used) == grid.count


def test_a_used_sheet_goes_on_at_its_first_free_label(texts: Texts) -> None:
    assert labels_on("labels-2x6") == 12
    assert len(texts(drawn(12, "labels-2x6"))) == 1
    assert len(texts(drawn(12, "labels-2x6", start=2))) == 2
    first = min(left for _, left, *_ in letters_of(drawn(1, "labels-2x6", start=2)))
    assert first > LABEL_SHEETS["labels-2x6"].page[0] / 2


def test_labels_know_their_title_and_language(language: str) -> None:
    assert about(drawn(1, "labels-3x7"))[1] == language
    assert drawn(3, "labels-3x7") == drawn(3, "labels-3x7")
