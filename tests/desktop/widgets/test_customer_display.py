"""The window that customers look at."""

from io import BytesIO

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.widgets.customer_display import CustomerDisplay, CustomerView, PointsShown
from desktop.widgets.stamp_board import StampCircles, StampLine

STAMPS = (StampLine("Coffee stamps · 7 of 10", "Coffee stamps", 7, 10, 1),)
LONG = "Every Thursday from two to five in the afternoon double points on all kinds of cake " * 2
SALE = CustomerView(
    "sale", shop="Café Komorebi", amount_words="Your total", amount="¥1,234,567,890",
    saved="Saved: ¥200", points=PointsShown("1,240", "−300  +42", "982"), stamps=STAMPS,
    coupons=("¥200 off", LONG), words_of_points="Points", words_of_coupons="Your coupons",
)  # fmt: skip
VIEWS = [
    CustomerView(
        "idle", shop="喫茶コモレビ " * 9, greeting="Come in", words=(LONG,), news=(LONG, LONG)
    ),
    CustomerView("served", greeting=LONG, greeting_too="x", points=PointsShown("1,240")),
    SALE,
    CustomerView("sale", amount="¥500", amount_words="Your total"),
    CustomerView("thanks", greeting="Thanks", points=PointsShown("9", "+4 points"), news=(LONG,)),
]


@pytest.fixture
def display(dressed_app: QApplication, qtbot: QtBot) -> CustomerDisplay:
    del dressed_app
    made = CustomerDisplay()
    qtbot.addWidget(made)
    made.resize(1024, 600)
    return made


@pytest.mark.parametrize("size", [(800, 480), (1024, 600), (1024, 768), (1920, 1080), (600, 1024)])
@pytest.mark.parametrize("view", VIEWS)
def test_whatever_is_shown_stays_within_the_window(
    display: CustomerDisplay, view: CustomerView, size: tuple[int, int]
) -> None:
    display.resize(*size)
    display.show_view(view)
    display.show()
    picture = display.grab().toImage()
    assert (picture.width(), picture.height()) == size
    ground = picture.pixelColor(1, size[1] - 2)
    for x in (1, size[0] - 2):  # nothing runs into the edges
        assert all(picture.pixelColor(x, y) == ground for y in range(size[1] // 2, size[1]))


def test_the_amount_can_be_read_from_a_metre(display: CustomerDisplay) -> None:
    display.show_view(CustomerView("sale", amount="¥1,980", amount_words="Your total"))
    picture = display.grab().toImage()
    ink = [
        y
        for y in range(200, 560)
        if any(picture.pixelColor(x, y).lightness() < 60 for x in range(60, 960, 3))
    ]
    assert max(ink) - min(ink) > 0.12 * display.height()


def test_the_same_again_paints_nothing_and_a_logo_is_shown(display: CustomerDisplay) -> None:
    logo = BytesIO()
    Image.new("RGB", (80, 40), "#00aa00").save(logo, "PNG")
    display.show_view(CustomerView("idle", logo=logo.getvalue()))
    before = display.view
    display.show_view(CustomerView("idle", logo=logo.getvalue()))
    assert display.view is before
    picture = display.grab().toImage()
    greens = [x for x in range(picture.width()) if picture.pixelColor(x, 45).name() == "#00aa00"]
    assert greens


def test_stamps_follow_the_view(display: CustomerDisplay) -> None:
    display.show_view(SALE)
    assert [each.line for each in display._circles] == list(STAMPS)
    assert display.rect().contains(display._circles[0].geometry())
    display.show_view(VIEWS[1])
    assert display._circles == []


def test_it_never_takes_the_focus(display: CustomerDisplay, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    field.activateWindow()
    field.setFocus()
    display.show()
    display.show_view(SALE)
    assert field.hasFocus()
    assert display.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert not display.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)


@pytest.mark.parametrize("size", [(800, 480), (1024, 600), (1920, 1080), (600, 1024)])
def test_several_gifts_at_once_stay_on_the_card(
    display: CustomerDisplay, size: tuple[int, int]
) -> None:
    gifts = ("A gift: Free drip coffee", "A gift: ¥500 off", "Gold from today on")
    points = PointsShown("157", "+69 points")
    display.resize(*size)
    display.show_view(CustomerView("thanks", greeting="Thanks", points=points, news=gifts))
    picture = display.grab().toImage()
    ground = picture.pixelColor(1, size[1] - 2)
    below = range(size[1] - size[1] // 100, size[1])
    assert all(picture.pixelColor(x, y) == ground for y in below for x in range(0, size[0], 2))


def test_the_circles_lie_on_their_card(display: CustomerDisplay) -> None:
    display.show_view(SALE)
    (circles,) = display.findChildren(StampCircles)
    picture = display.grab().toImage()
    card = picture.pixelColor(circles.x() - 4, circles.y() - 4)
    under = circles.geometry().bottom() + 6
    assert picture.pixelColor(circles.x() + 4, under) == card
    assert card != picture.pixelColor(1, 598)
