"""A page is shown whole, sharp at every size, and never larger than helps."""

from io import BytesIO

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from desktop.widgets.paper_picture import PaperPicture

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def a_page(width: float, height: float) -> bytes:
    paper = BytesIO()
    canvas = Canvas(paper, pagesize=(width, height))
    canvas.rect(0, 0, width, height / 2, fill=1)
    canvas.save()
    return paper.getvalue()


@pytest.fixture
def picture(dressed_app: QApplication, qtbot: QtBot) -> PaperPicture:
    del dressed_app
    made = PaperPicture("paper", "The coupon")
    qtbot.addWidget(made)
    made.resize(400, 300)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_nothing_is_shown_before_there_is_a_paper(picture: PaperPicture) -> None:
    assert picture.page_size().isEmpty()
    assert not picture.grab().isNull()


def test_a_page_keeps_its_shape_in_any_room(picture: PaperPicture) -> None:
    picture.show_paper(a_page(200, 100))
    assert (picture.page_size().width(), picture.page_size().height()) == (400, 200)
    picture.resize(400, 100)
    assert (picture.page_size().width(), picture.page_size().height()) == (200, 100)
    picture.show_paper(a_page(100, 200))
    assert picture.page_size().width() == 50


def test_a_small_page_is_not_blown_up(picture: PaperPicture) -> None:
    picture.show_paper(a_page(30, 30))
    assert picture.page_size().width() < 100


def test_the_page_is_painted(picture: PaperPicture) -> None:
    picture.show_paper(a_page(200, 100))
    shown = picture.grab().toImage()
    assert shown.pixelColor(200, 50).name() == "#ffffff"
    assert shown.pixelColor(200, 150).name() == "#000000"
