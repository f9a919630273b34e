"""The form for a person."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from db.queries.customers import CustomerRecord, customer_record
from db.queries.referrals import link_of
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer, edit_customer
from desktop.widgets.customer_editor import CustomerEditor
from desktop.widgets.form import choose, chosen
from desktop.widgets.page import Page

ENTER = Qt.Key.Key_Return


@pytest.fixture
def editor(
    dressed_app: QApplication, session: Session, set_shop: Callable[..., None], qtbot: QtBot
) -> Iterator[CustomerEditor]:
    del dressed_app
    set_shop(name="Hana")
    page = Page(session)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    yield CustomerEditor(page)
    page.close()


@pytest.fixture
def tanaka(session: Session) -> str:
    new = NewCustomer("田中 美咲", reading="タナカ ミサキ", phone="090-0000-0142", note="窓側")
    return add_customer(session, new=new, operation_id="tanaka").id


def only(session: Session) -> CustomerRecord:
    ids = [row[0] for row in session.db.conn.execute("SELECT id FROM customers").fetchall()]
    assert len(ids) == 1
    return customer_record(session.db, ids[0])


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ("山本 浩", "name"),
        ("090-0000-0155", "phone"),
        ("０９０００００", "phone"),
        ("mio@example.com", "email"),
        ("Room 101", "name"),
        ("", "name"),
    ],
)
def test_what_was_typed_in_vain_goes_into_the_field_it_was_meant_for(
    editor: CustomerEditor, typed: str, field: str
) -> None:
    editor.open_new(typed)
    assert editor.lines[field].text() == typed
    assert sum(bool(line.text()) for line in editor.lines.values()) == bool(typed)


def test_a_name_a_phone_and_enter_make_a_customer(
    editor: CustomerEditor, session: Session, qtbot: QtBot
) -> None:
    editor.open_new("山本 浩")
    assert editor.lines["phone"].hasFocus()
    qtbot.keyClicks(editor.lines["phone"], "09000000155")
    with qtbot.waitSignal(editor.saved) as heard:
        qtbot.keyClick(editor.lines["phone"], ENTER)
    record = only(session)
    assert heard.args == [record.id]
    assert record.name == "山本 浩"
    assert editor.isHidden()


def test_enter_twice_makes_one_customer(
    editor: CustomerEditor, session: Session, qtbot: QtBot
) -> None:
    editor.open_new("山本 浩")
    editor.save()
    editor.save()
    qtbot.keyClick(editor.lines["phone"], ENTER)
    assert only(session).name == "山本 浩"


def test_a_nameless_customer_is_explained_and_nothing_is_lost(
    editor: CustomerEditor, session: Session, qtbot: QtBot
) -> None:
    editor.open_new("09000000155")
    qtbot.keyClick(editor.lines["phone"], ENTER)
    assert editor.isVisible()
    assert editor.lines["name"].hasFocus()
    assert editor.lines["name"].property("fault") is True
    assert editor.lines["phone"].text() == "09000000155"
    assert editor._page.notice.text() != ""
    assert session.db["customers"].count == 0


@pytest.mark.usefixtures("tanaka")
def test_a_phone_that_another_has_is_named_and_gets_the_focus(
    editor: CustomerEditor, qtbot: QtBot
) -> None:
    editor.open_new("山本 浩")
    editor.lines["phone"].setText("０９０−００００−０１４２")
    qtbot.keyClick(editor.lines["phone"], ENTER)
    assert "田中 美咲" in editor._page.notice.text()
    assert editor.lines["phone"].hasFocus()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("1990/8/16", "1990-08-16"), ("8月16日", "--08-16"), ("平成2年8月16日", "1990-08-16")],
)
def test_a_birthday_is_read_however_people_write_it(
    editor: CustomerEditor, session: Session, typed: str, kept: str
) -> None:
    editor.open_new("山本 浩")
    editor.lines["birthday"].setText(typed)
    editor.save()
    assert only(session).birthday == kept


def test_a_birthday_that_no_calendar_has_is_refused_at_its_field(
    editor: CustomerEditor, session: Session
) -> None:
    editor.open_new("山本 浩")
    editor.lines["birthday"].setText("1999-13-45")
    editor.save()
    assert "1999-13-45" in editor._page.notice.text()
    assert editor.lines["birthday"].hasFocus()
    assert session.db["customers"].count == 0


def test_a_likely_duplicate_is_shown_before_it_is_made(
    editor: CustomerEditor, tanaka: str, qtbot: QtBot
) -> None:
    editor.open_new()
    qtbot.waitUntil(editor.lines["name"].hasFocus)
    editor.lines["name"].insert("田中 美咲")
    found: list[QPushButton] = []

    def shown() -> bool:
        found[:] = editor.findChildren(QPushButton, f"customer.known.{tanaka}")
        return bool(found) and editor.duplicates.isVisible()

    qtbot.waitUntil(shown)
    with qtbot.waitSignal(editor.known) as heard:
        found[-1].click()
    assert heard.args == [tanaka]
    assert editor.isHidden()


def test_a_correction_changes_only_what_was_changed(
    editor: CustomerEditor, session: Session, tanaka: str
) -> None:
    before = customer_record(session.db, tanaka)
    editor.open_customer(tanaka)
    assert editor.lines["phone"].text() == "090-0000-0142"
    editor.lines["email"].setText("misaki@example.com")
    editor.note.setPlainText("")
    editor.save()
    after = customer_record(session.db, tanaka)
    assert (after.email, after.note) == ("misaki@example.com", None)
    assert (after.name, after.phone, after.reading) == (before.name, before.phone, before.reading)


def test_saving_without_a_change_writes_nothing(
    editor: CustomerEditor, session: Session, tanaka: str
) -> None:
    facts = session.db["facts"].count
    editor.open_customer(tanaka, field="note")
    assert editor.note.hasFocus()
    editor.save()
    assert session.db["facts"].count == facts
    assert editor.isHidden()


def test_a_friends_code_is_asked_at_sign_up_alone(
    editor: CustomerEditor, session: Session, tanaka: str
) -> None:
    editor.open_customer(tanaka)
    assert not editor.lines["referral_code"].isVisible()
    code = customer_record(session.db, tanaka).referral_code
    editor.open_new("山本 浩", referral_code=code)
    assert editor.lines["referral_code"].isVisible()
    editor.save()
    newest = session.db.conn.execute("SELECT id FROM customers ORDER BY number DESC").fetchone()[0]
    link = link_of(session.db, newest)
    assert link is not None
    assert link.referrer_id == tanaka


def test_a_code_that_nobody_has_is_refused_at_its_field_and_adds_nobody(
    editor: CustomerEditor, session: Session
) -> None:
    editor.open_new("山本 浩", referral_code="NOBODY9")
    editor.save()
    assert editor.isVisible()
    assert editor._page.notice.text() != ""
    assert editor.lines["referral_code"].hasFocus()
    assert session.db["customers"].count == 0


def test_escape_closes_the_form_without_a_word(
    editor: CustomerEditor, session: Session, qtbot: QtBot
) -> None:
    editor.open_new("山本 浩")
    qtbot.keyClick(editor.lines["phone"], Qt.Key.Key_Escape)
    assert editor.isHidden()
    assert session.db["customers"].count == 0


def test_an_address_and_a_word_about_letters_are_kept(
    editor: CustomerEditor, session: Session
) -> None:
    editor.open_new("山本 浩")
    editor.lines["postcode"].setText("１５００００１")
    editor.address.setPlainText("東京都渋谷区神宮前 1-2-3\nこもれび荘 101")
    choose(editor.letters, "no")
    editor.save()
    record = only(session)
    assert (record.postcode, record.consent) == ("150-0001", ("no letter",))
    assert record.address == "東京都渋谷区神宮前 1-2-3\nこもれび荘 101"
    editor.open_customer(record.id, field="address")
    assert editor.address.hasFocus()
    assert (editor.lines["postcode"].text(), chosen(editor.letters)) == ("150-0001", "no")
    editor.address.setPlainText("")
    choose(editor.letters, "yes")
    editor.save()
    assert (only(session).address, only(session).consent) == (None, ("letter",))


def test_a_word_about_letters_leaves_what_was_said_of_other_ways(
    editor: CustomerEditor, session: Session, tanaka: str
) -> None:
    edit_customer(
        session, customer_id=tanaka, changes={"consent": ["email"]}, operation_id="consent"
    )
    editor.open_customer(tanaka)
    assert chosen(editor.letters) == ""
    choose(editor.letters, "no")
    editor.save()
    assert only(session).consent == ("email", "no letter")


def test_whose_code_it_is_stands_under_it_and_why_it_cannot_be_taken(
    editor: CustomerEditor, tanaka: str, session: Session, qtbot: QtBot
) -> None:
    code = customer_record(session.db, tanaka).referral_code
    editor.open_new("林 葵", referral_code=code.lower())
    assert editor.friend.text() == "田中 美咲"
    editor.lines["referral_code"].setText("NOBODY9")
    qtbot.waitUntil(lambda: editor.friend.text() == "Nobody has this code.")
    editor.save()
    assert editor.friend.text() == "No customer answers to “NOBODY9”. Check it, or look by name."
    assert editor.friend.property("role") == "fault"
    editor.lines["referral_code"].clear()
    qtbot.waitUntil(lambda: not editor.friend.text())
