"""The first run: a new book, or one that is there."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.session import Session
from desktop.pages.welcome import WelcomePage
from desktop.widgets.form import choose


@pytest.fixture
def page(dressed_app: QApplication, qtbot: QtBot, tmp_path: Path) -> WelcomePage:
    del dressed_app
    made = WelcomePage()
    made.folder = tmp_path
    qtbot.addWidget(made)
    made.resize(1280, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def opened_by(page: WelcomePage, qtbot: QtBot) -> Session:
    with qtbot.waitSignal(page.opened) as heard:
        page.make_button.click()
    assert heard.args
    session = heard.args[0]
    assert isinstance(session, Session)
    return session


def test_a_new_book_holds_what_was_chosen(page: WelcomePage, qtbot: QtBot) -> None:
    page.name.setText("Hana")
    choose(page.currency, "USD")
    choose(page.timezone, "America/New_York")
    choose(page.language, "en")
    session = opened_by(page, qtbot)
    settings = session.settings
    session.db.conn.close()
    assert (settings.name, settings.currency, settings.country) == ("Hana", "USD", "US")
    assert (settings.timezone.key, settings.language) == ("America/New_York", "en")


def test_a_shop_without_a_name_gets_no_book(page: WelcomePage, tmp_path: Path) -> None:
    page.make_button.click()
    assert page.notice.text()
    assert page.name.hasFocus()
    assert not list(tmp_path.glob("*.okaeri"))


def test_a_name_that_no_file_can_have_still_names_the_shop(
    page: WelcomePage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.name.setText("花 / Hana: Café?")
    session = opened_by(page, qtbot)
    assert session.settings.name == "花 / Hana: Café?"
    session.db.conn.close()
    assert [path.name for path in tmp_path.glob("*.okaeri")] == ["花 Hana Café.okaeri"]


def test_a_book_that_is_there_is_never_written_over(
    page: WelcomePage, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "Hana.okaeri").write_text("mine", encoding="utf-8")
    page.name.setText("Hana")
    with qtbot.assertNotEmitted(page.opened):
        page.make_button.click()
    assert (tmp_path / "Hana.okaeri").read_text(encoding="utf-8") == "mine"
    assert page.notice.text()


def test_a_text_file_is_no_book(page: WelcomePage, qtbot: QtBot, tmp_path: Path) -> None:
    other = tmp_path / "letter.okaeri"
    other.write_text("Dear customers", encoding="utf-8")
    with qtbot.assertNotEmitted(page.opened):
        page.open_book_at(other)
    assert page.notice.text()


def test_a_book_that_is_there_is_opened(page: WelcomePage, qtbot: QtBot, book_path: Path) -> None:
    with qtbot.waitSignal(page.opened) as heard:
        page.open_book_at(book_path)
    assert heard.args
    session = heard.args[0]
    assert isinstance(session, Session)
    session.db.conn.close()
