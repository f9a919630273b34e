"""How the shop looks follows its settings, and what was not said is left out."""

import io
from collections.abc import Callable

from PIL import Image

from db.session import Session
from db.usecases.pictures import set_picture
from desktop.papers.look import look_of
from desktop.printing.look import ShopLook


def test_a_new_shop_has_its_name_and_the_plain_colours(
    session: Session, set_shop: Callable[..., None]
) -> None:
    set_shop(name="Café Komorebi")
    assert look_of(session) == ShopLook("Café Komorebi")


def test_everything_that_was_chosen_is_in_the_look(
    session: Session, set_shop: Callable[..., None]
) -> None:
    content = io.BytesIO()
    Image.new("RGB", (40, 40), "tomato").save(content, "PNG")
    set_picture(session, name="logo", content=content.getvalue(), operation_id="a")
    paper = {
        "colour": "#225588", "ground": "#113322", "phone": "03-0000-0000",
        "address": "〒150-0000\n東京都渋谷区 1-2-3", "website": "komorebi.example",
    }  # fmt: skip
    set_shop(name="喫茶こもれび", paper=paper)
    assert look_of(session) == ShopLook(
        "喫茶こもれび",
        content.getvalue(),
        "#225588",
        "#113322",
        ("〒150-0000", "東京都渋谷区 1-2-3"),
        "03-0000-0000",
        "komorebi.example",
    )
