"""Kind words: read, ticked for the wall or withdrawn, printed."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db import checks
from db.queries.feedback import kind_words
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.feedback import give_feedback
from desktop.widgets.kind_words import KindWordsPanel
from desktop.widgets.page import Page
from desktop.widgets.paper_preview import PaperPreview


@pytest.fixture
def panel(dressed_app: QApplication, session: Session, qtbot: QtBot) -> Iterator[KindWordsPanel]:
    del dressed_app
    page = Page(session)
    qtbot.addWidget(page)
    page.resize(1000, 600)
    page.show()
    made = KindWordsPanel(page)
    made.setParent(page)
    made.show()
    yield made
    assert checks.problems(session.db) == []


def say(session: Session, count: int) -> None:
    new = NewCustomer("田中 美咲", reading="タナカ ミサキ")
    who = add_customer(session, new=new, operation_id="who").id
    for number in range(count):
        give_feedback(
            session, customer_id=who, score=9, comment=f"Like home {number}",
            operation_id=f"{number}",
        )  # fmt: skip


def test_with_no_words_it_says_how_to_come_by_some(panel: KindWordsPanel) -> None:
    panel.reload()
    assert panel.nobody.isVisible()
    assert not panel.print_button.isVisible()
    panel.show_sheet()
    assert panel.page.notice.text().startswith("No kind words may be printed yet.")


def test_a_tick_keeps_consent_and_another_takes_it_back(
    panel: KindWordsPanel, session: Session
) -> None:
    say(session, 2)
    panel.reload()
    row = next(iter(panel.rows.values()))
    assert row.words.text() == "“Like home 1”"
    assert not row.named.isVisible()
    row.quotable.click()
    assert [each.words for each in kind_words(session.db, printable=True)] == ["Like home 1"]
    assert next(iter(panel.rows.values())) is row  # the row stays, and the focus with it
    assert row.beside.text() == "Printed as: T.M."
    row.named.click()
    assert row.beside.text() == "Printed as: 美咲"
    panel.print_button.click()
    preview = panel.page.findChild(PaperPreview)
    assert preview is not None
    assert preview.isVisible()
    row.quotable.click()
    assert kind_words(session.db, printable=True) == []
    assert not panel.print_button.isVisible()


def test_old_words_are_shown_when_they_are_asked_for(
    panel: KindWordsPanel, session: Session
) -> None:
    say(session, 14)
    panel.reload()
    assert len(panel.rows) == 12
    panel.more_button.click()
    assert len(panel.rows) == 14
    assert not panel.more_button.isVisible()
