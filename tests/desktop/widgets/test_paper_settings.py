"""Settings, On paper: what is chosen is on the sample at once, and in the book when it is saved."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.queries.pictures import logo
from db.rules.paper_choices import PLAIN_PAPER
from db.session import Session
from desktop.pages.settings import SettingsPage
from desktop.preferences import Preferences
from desktop.widgets.paper_settings import PaperSettings
from tests.pictures import drawn


@pytest.fixture
def paper(
    dressed_app: QApplication, session: Session, set_shop: Callable[..., None], qtbot: QtBot
) -> Iterator[PaperSettings]:
    del dressed_app
    set_shop(name="Café Komorebi", language="en")
    page = SettingsPage(session, Preferences(looks="light"))
    qtbot.addWidget(page)
    session.listeners.append(lambda _tables: page.reload())
    page.resize(1280, 700)
    page.reload()
    with qtbot.waitExposed(page):
        page.show()
    page.turn_to_section("paper")
    page.paper.draw_now()
    yield page.paper
    session.listeners.clear()


def kept(session: Session) -> int:
    return session.db["facts"].count


def test_what_is_chosen_is_kept_together(
    paper: PaperSettings, session: Session, tmp_path: Path
) -> None:
    (tmp_path / "logo.png").write_bytes(drawn(200, 100))
    paper.picture.take(tmp_path / "logo.png")
    paper.colour.choose("#2a6a43")
    paper.ground.choose("#6b4c86")
    paper.address.setPlainText("〒150-0000\n渋谷区こもれび町1")
    paper.phone.setText("03-0000-0000")
    paper.website.setText("komorebi.example")
    for name, field in paper.words.items():
        field.setPlainText(f"Words of {name}")
    paper.save_button.click()
    chosen = session.settings.paper
    assert (chosen.colour, chosen.ground) == ("#2a6a43", "#6b4c86")
    assert chosen.address == "〒150-0000\n渋谷区こもれび町1"
    assert (chosen.phone, chosen.website) == ("03-0000-0000", "komorebi.example")
    assert chosen.coupon_words == "Words of coupon_words"
    assert logo(session.db) == drawn(200, 100)
    assert paper.choices() == chosen, "shown as it is kept"
    paper.picture.remove_button.click()
    paper.save_button.click()
    assert logo(session.db) is None
    assert session.settings.paper == chosen


def test_saving_without_a_change_writes_nothing(paper: PaperSettings, session: Session) -> None:
    facts = kept(session)
    paper.save_button.click()
    assert kept(session) == facts
    assert session.settings.paper == PLAIN_PAPER


def test_the_sample_changes_with_what_is_chosen_and_nothing_is_kept(
    paper: PaperSettings, session: Session, qtbot: QtBot
) -> None:
    facts = kept(session)
    before = paper.paper.document.getAllText(0).text()
    paper.words["coupon_words"].setPlainText("See you soon")
    qtbot.waitUntil(lambda: "See you soon" in paper.paper.document.getAllText(0).text())
    assert "Café Komorebi" in before
    for kind in ("card", "receipt"):
        paper.samples.choose(kind)
        paper.draw_now()
        assert "Café Komorebi" in paper.paper.document.getAllText(0).text()
    assert kept(session) == facts


def test_a_pale_colour_is_said_to_be_pale(paper: PaperSettings) -> None:
    assert not paper.pale.isVisibleTo(paper)
    paper.colour.choose("#ffee88")
    paper.draw_now()
    assert paper.pale.isVisibleTo(paper)


def test_what_is_too_long_is_refused_on_its_field(paper: PaperSettings, session: Session) -> None:
    paper.words["card_words"].setPlainText("x" * 401)
    paper.draw_now()
    paper.save_button.click()
    assert session.settings.paper == PLAIN_PAPER
    assert paper._page.notice.text()
    assert paper.words["card_words"].hasFocus()


def test_the_programmes_terms_are_shown_as_they_hold(
    paper: PaperSettings, set_shop: Callable[..., None]
) -> None:
    set_shop(earn={"per": "500", "points": 2})
    paper.terms_button.click()
    assert paper.preview is not None
    assert paper.preview.isVisible()
    text = paper.preview.document.getAllText(0).text()
    assert "For every ¥500 that you pay you collect 2 points." in " ".join(text.split())
    paper.preview.close_preview()
    assert paper.terms_button.hasFocus()
