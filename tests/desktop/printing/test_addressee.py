"""The block of an address: in the order of the country, smaller where it is long."""

import io
from dataclasses import replace

import pytest
from reportlab.pdfgen.canvas import Canvas

from desktop.printing.addressee import Addressee, draw_addressee
from desktop.printing.lettering import load_fonts
from tests.desktop.printing.post import FAR, LONG, NEAR, letters_of


def drawn(addressee: Addressee, *, height: float = 80, centred: bool = False) -> bytes:
    load_fonts()
    pdf = io.BytesIO()
    canvas = Canvas(pdf, pagesize=(300, 300), invariant=True)
    draw_addressee(canvas, addressee, 50, 250, width=180, height=height, size=11, centred=centred)
    canvas.save()
    return pdf.getvalue()


def test_japanese_names_come_last_and_others_first() -> None:
    assert "".join(letter for letter, *_ in letters_of(drawn(NEAR))).endswith("田中美咲様")
    assert "".join(letter for letter, *_ in letters_of(drawn(FAR))).startswith("MisakiTanaka")


@pytest.mark.parametrize("addressee", [NEAR, FAR, LONG])
def test_every_block_keeps_within_its_room(addressee: Addressee) -> None:
    for _, left, low, right, high in letters_of(drawn(addressee)):
        assert left >= 49
        assert right <= 231
        assert low >= 169
        assert high <= 251


def test_a_name_alone_is_enough_and_a_block_can_stand_in_the_middle() -> None:
    alone = replace(FAR, lines=())
    top = max(high for *_, high in letters_of(drawn(alone)))
    middle = max(high for *_, high in letters_of(drawn(alone, centred=True)))
    assert top - middle > 20
