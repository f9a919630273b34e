"""What is sent: papers as they are printed, the file, the mail program, the list, and the note."""

import csv
import io
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from db.queries.contacts import contacts_of
from db.session import Session
from desktop.main_window import MainWindow
from desktop.widgets.campaign_post import CampaignPost
from desktop.widgets.form import choose
from tests.desktop.campaign_desk import fill, open_campaigns, started


class MailProgram(QObject):
    """Keeps what it is asked to open, as the mail program of the computer would."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[QUrl] = []

    @Slot(QUrl)
    def open_link(self, url: QUrl) -> None:
        self.opened.append(url)


@pytest.fixture
def mail_program() -> MailProgram:
    return MailProgram()


@pytest.fixture
def customers(session: Session) -> list[str]:
    return fill(session)


def post_of(window: MainWindow, name: str) -> CampaignPost:
    section = open_campaigns(window)
    section.show_campaign(name)
    return section.panel.post


def drawn_pages(post: CampaignPost, qtbot: QtBot) -> int:
    qtbot.waitUntil(lambda: not post.is_busy(), timeout=30_000)
    assert post.preview is not None
    assert not post.drawing.isVisible()
    assert post.preview.isVisible()
    pages = post.preview.document.pageCount()
    post.preview.close_preview()
    return pages


def test_letters_coupons_and_labels_are_drawn_for_who_was_drawn(
    window: MainWindow, session: Session, customers: list[str], qtbot: QtBot
) -> None:
    assert customers
    name = started(session, offer={"reward": "Cake"}, segment={"tag": "vinyl"})
    post = post_of(window, name)
    assert [each for each, made in post.buttons.items() if made.isVisible()] == [
        "letter", "labels", "coupons", "who", "file", "written",
    ]  # fmt: skip
    post.buttons["letter"].click()
    assert post.drawing.isVisible()
    assert drawn_pages(post, qtbot) == 10
    choose(post.sheet, "labels-2x6")
    post.start.setText("5")
    post.buttons["labels"].click()
    assert drawn_pages(post, qtbot) == 2  # ten labels, from the fifth of twelve on
    post.start.setText("13")
    post.buttons["labels"].click()
    assert post.start.hasFocus()
    post.buttons["coupons"].click()
    assert drawn_pages(post, qtbot) == 2


def test_the_file_names_each_with_the_words_they_get(
    window: MainWindow, session: Session, customers: list[str], tmp_path: Path
) -> None:
    assert customers
    post = post_of(window, started(session, segment={"tag": "vinyl"}))
    post.buttons["file"].click()
    place = tmp_path / "autumn.csv"
    post.dialog.fileSelected.emit(str(place))
    rows = list(csv.DictReader(io.StringIO(place.read_text("utf-8-sig"))))
    assert len(rows) == 10
    assert rows[0]["message"] == f"Come again, {rows[0]['name']}."


def test_all_are_noted_as_written_to_once(
    window: MainWindow, session: Session, customers: list[str]
) -> None:
    post = post_of(window, started(session, segment={"tag": "vinyl"}))
    assert post.written.text() == "0 of 10 were written to."
    post.buttons["written"].click()
    assert post.written.text() == "10 of 10 were written to."
    assert not post.buttons["written"].isVisible()
    contacts = [contacts_of(session.moment(), each) for each in customers]
    assert sum(map(len, contacts)) == 10


def test_an_e_mail_hides_who_else_gets_it(
    window: MainWindow, session: Session, customers: list[str], mail_program: MailProgram
) -> None:
    assert customers
    name = started(session, channel="mail", message="Come again.")
    post = post_of(window, name)
    QDesktopServices.setUrlHandler("mailto", mail_program, "open_link")  # type: ignore[arg-type]
    post.buttons["mail"].click()
    QDesktopServices.unsetUrlHandler("mailto")
    (link,) = mail_program.opened
    assert link.path() == ""
    assert link.toString().count("@example.com") == 24
    assert "e-mail" in post.hint.text().lower() or "Bcc" in post.hint.text()
    said = "E-mail 1 of 1 is open in the mail program, to 24 customers."
    assert window.current().notice.text() == said


def test_whoever_is_called_stands_in_a_list_with_the_phone(
    window: MainWindow, session: Session, customers: list[str]
) -> None:
    assert customers
    post = post_of(window, started(session, channel="call", segment={"tag": "vinyl"}))
    assert post.buttons["written"].text() == "Note all as called"
    post.buttons["who"].click()
    rows = post.who.table.records.records
    assert len(rows) == 10
    post.who.table.opened.emit(rows[0])
    assert window.here() == "customer"
