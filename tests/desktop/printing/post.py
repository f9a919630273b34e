"""What letters and postcards are tried with: a shop's look, people near and far."""

import io

import pypdfium2
from PIL import Image

from desktop.printing.addressee import Addressee
from desktop.printing.coupon_sheet import CouponSheet
from desktop.printing.look import ShopLook

CODE = "C7K29QXM4T00"


def picture(width: int = 120, height: int = 40) -> bytes:
    """Return a plain picture."""
    content = io.BytesIO()
    Image.new("RGB", (width, height), "tomato").save(content, "PNG")
    return content.getvalue()


PLAIN = ShopLook("喫茶こもれび")
FULL = ShopLook(
    "喫茶こもれび",
    picture(),
    "#2f7a5a",
    address=("〒150-0000", "東京都渋谷区こもれび町1-2-3"),
    phone="03-0000-0000",
    website="komorebi.example",
)
NEAR = Addressee(
    "田中 美咲 様",
    ("〒150-0001", "東京都渋谷区神宮前1-2-3", "こもれび荘 101号室"),
    name_last=True,
    postcode="150-0001",
    without_postcode=("東京都渋谷区神宮前1-2-3", "こもれび荘 101号室"),
)
FAR = Addressee("Misaki Tanaka", ("742 Evergreen Terrace", "Springfield, OR 97477"))
LONG = Addressee(
    "ヴィクトリア・アレクサンドロヴナ・鈴木 様",
    (
        "〒060-0001",
        "北海道札幌市中央区北一条西十二丁目1234-56",
        "ノースサンライズガーデンタワー札幌大通公園 弐番館 1203号室",
        "(株)こもれび商会 気付",
    ),
    name_last=True,
    postcode="060-0001",
    without_postcode=(
        "北海道札幌市中央区北一条西十二丁目1234-56",
        "ノースサンライズガーデンタワー札幌大通公園 弐番館 1203号室",
        "(株)こもれび商会 気付",
    ),
)
COUPON = CouponSheet(FULL, "Slice of cake", CODE, conditions=("with any drink",))


def letters_of(pdf: bytes, page: int = 0) -> list[tuple[str, float, float, float, float]]:
    """Return each letter of a page and its left, lower, right and upper edge in points."""
    document = pypdfium2.PdfDocument(pdf)
    text = document[page].get_textpage()
    found = [
        (text.get_text_range(place, 1), *text.get_charbox(place, loose=False))
        for place in range(text.count_chars())
    ]
    document.close()
    return [each for each in found if each[0].strip()]
