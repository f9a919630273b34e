"""A picture is looked through when it is chosen, and kept only if papers can show it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.session import Session
from desktop.widgets.page import Page
from desktop.widgets.picture_field import PictureField
from tests.pictures import drawn

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def field(dressed_app: QApplication, session: Session, qtbot: QtBot) -> PictureField:
    del dressed_app
    page = Page(session)
    qtbot.addWidget(page)
    made = PictureField(page, "picture", "Picture")
    made.setParent(page)
    page.fields = {"data": made}
    page.resize(600, 400)
    with qtbot.waitExposed(page):
        page.show()
    return made


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_is_taken_from_a_file(
    field: PictureField, tmp_path: Path, qtbot: QtBot, kind: str
) -> None:
    content = drawn(200, 100, kind=kind)
    (tmp_path / "cake.bin").write_bytes(content)
    with qtbot.waitSignal(field.changed):
        field.take(tmp_path / "cake.bin")
    assert field.content == content
    assert field.picture.isVisibleTo(field)
    assert not field.picture.pixmap().isNull()


def test_a_picture_can_be_taken_away(field: PictureField, qtbot: QtBot) -> None:
    field.show_picture(drawn())
    with qtbot.waitSignal(field.changed):
        field.remove_button.click()
    assert field.content is None
    assert not field.picture.isVisibleTo(field)


def test_a_file_is_chosen_in_a_dialogue(field: PictureField, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "cake.png").write_bytes(drawn())
    field.choose_button.click()
    with qtbot.waitSignal(field.changed):
        field.dialog.fileSelected.emit(str(tmp_path / "cake.png"))
    field.dialog.close()
    assert field.content == drawn()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"hello", "PNG or JPEG"),
        (drawn()[:-30], "damaged"),
        (drawn(8, 8), "16 pixels"),
        (None, "damaged"),
    ],
)
def test_what_is_no_picture_is_refused_and_the_old_one_stays(
    field: PictureField, tmp_path: Path, content: bytes | None, said: str
) -> None:
    field.show_picture(drawn())
    if content is not None:
        (tmp_path / "x.png").write_bytes(content)
    field.take(tmp_path / "x.png")
    assert said in field._page.notice.text()
    assert field.content == drawn()


def test_a_large_photo_is_made_as_small_as_papers_need(field: PictureField, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(drawn(5000, 3000, kind="JPEG"))
    field.take(tmp_path / "photo.jpg")
    assert field.content is not None
    assert field.content.startswith(b"\xff\xd8")
