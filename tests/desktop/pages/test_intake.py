"""The page Import, on a real file and a real book."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from db.session import Session
from desktop.main_window import MainWindow
from desktop.pages.intake import IntakePage

Open = Callable[..., IntakePage]

PEOPLE = (
    "会員番号,氏名,電話番号,ポイント残高\n1001,森 さくら,,50\n1002,,,\n1003,林 健,03-1234-5678,\n"
)
PURCHASES = "customer_id,date,amount\n1001,2026-01-01,500\n1004,2026-01-02,300\n"


@pytest.fixture
def page(window: MainWindow) -> IntakePage:
    window.turn_to("intake")
    made = window.current()
    assert isinstance(made, IntakePage)
    return made


@pytest.fixture
def opened(page: IntakePage, tmp_path: Path, qtbot: QtBot) -> Open:
    """Return what saves a text, opens it on the page and waits until it was tried."""

    def open_text(text: str, encoding: str = "cp932") -> IntakePage:
        path = tmp_path / "list.csv"
        path.write_bytes(text.encode(encoding))
        page.open_file(path)
        settle(page, qtbot)
        return page

    return open_text


def settle(page: IntakePage, qtbot: QtBot) -> None:
    """Wait until nothing is under way."""
    qtbot.waitUntil(lambda: page.task is None, timeout=20_000)


def choose(page: IntakePage, column: int, field: str) -> None:
    choice = page.preview.choices.choices[column]
    choice.setCurrentIndex(choice.findData(field))


def test_customers_leads_to_it_and_back(window: MainWindow, page: IntakePage) -> None:
    assert window.rail_buttons["customers"].isChecked()
    page.back_button.click()
    assert window.here() == "customers"


def test_a_chosen_file_is_shown_with_its_columns_found(opened: Open) -> None:
    page = opened(PEOPLE)
    assert [choice.currentData() for choice in page.preview.choices.choices] == [
        "number",
        "name",
        "phone",
        "points",
    ]
    model = page.preview.preview
    assert model.rowCount() == 3
    assert model.data(model.index(0, 1)) == "森 さくら"
    assert model.headerData(2, Qt.Orientation.Vertical) == "4"


def test_what_would_become_of_it_is_said_and_nothing_is_written(
    opened: Open, session: Session
) -> None:
    page = opened(PEOPLE)
    assert page.panel.summary_text().splitlines() == [
        "2 customers of list.csv would be taken in. Nothing was written.",
        "50 opening points, all together.",
    ]
    assert "Line 3: there is no name." in page.panel.reasons.toPlainText()
    assert page.preview.preview.reasons == {3: "Line 3: there is no name."}
    assert page.panel.take_button.text() == "Take in 2 customers"
    assert session.db["customers"].count == 0


def test_it_is_taken_in_on_a_press(opened: Open, session: Session, qtbot: QtBot) -> None:
    page = opened(PEOPLE)
    qtbot.mouseClick(page.panel.take_button, Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    assert session.db["customers"].count == 2
    assert page.panel.summary_text().startswith("2 customers were taken in")
    assert page.panel.take_button.isHidden()


def test_a_second_time_there_is_nothing_to_take_in(
    opened: Open, session: Session, qtbot: QtBot
) -> None:
    page = opened(PEOPLE)
    page.take()
    settle(page, qtbot)
    opened(PEOPLE)
    assert not page.panel.take_button.isEnabled()
    assert "2 rows were in the book already" in page.panel.summary_text()
    assert session.db["customers"].count == 2


def test_a_column_may_hold_something_else(opened: Open, qtbot: QtBot) -> None:
    page = opened("甲,乙\n森,1001\n林,1002\n")
    assert "No column was found for: Name (name)" in page.panel.summary_text()
    assert not page.panel.take_button.isEnabled()
    choose(page, 0, "name")
    settle(page, qtbot)
    assert page.panel.take_button.text() == "Take in 2 customers"
    choose(page, 1, "name")  # no field has two columns
    settle(page, qtbot)
    assert page.preview.columns() == {"name": 1}


def test_dates_and_amounts_are_taken_for_purchases(
    opened: Open, session: Session, qtbot: QtBot
) -> None:
    page = opened(PURCHASES, "utf-8")
    assert page.kind.value() == "purchases"
    assert "2 customers were made on the way" in page.panel.summary_text()
    page.panel.new_customers.setChecked(False)
    settle(page, qtbot)
    assert not page.panel.take_button.isEnabled()
    page.panel.new_customers.setChecked(True)
    settle(page, qtbot)
    page.take()
    settle(page, qtbot)
    assert session.db["sales"].count == 2


def test_the_other_kind_of_list_may_be_chosen(opened: Open, qtbot: QtBot) -> None:
    page = opened(PURCHASES, "utf-8")
    qtbot.mouseClick(page.kind.buttons["customers"], Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    assert "No column was found for: Name (name)" in page.panel.summary_text()


def test_all_rows_or_none_is_kept(opened: Open, session: Session, qtbot: QtBot) -> None:
    page = opened(PEOPLE)
    page.panel.strict.setChecked(True)
    settle(page, qtbot)
    assert not page.panel.take_button.isEnabled()
    page.take()
    settle(page, qtbot)
    assert session.db["customers"].count == 0


def test_stopped_nothing_of_the_file_is_kept(opened: Open, session: Session, qtbot: QtBot) -> None:
    rows = "".join(f"{n % 97},2026-01-{1 + n % 28:02d},{n}\n" for n in range(4000))
    page = opened("customer_id,date,amount\n" + rows, "utf-8")
    page.panel.take_button.click()
    page.panel.cancel_button.click()
    settle(page, qtbot)
    assert page.notice.text() == "Stopped. Nothing of the file was kept."
    assert session.db["sales"].count == session.db["customers"].count == 0
    assert page.panel.take_button.isEnabled()


def test_what_is_no_list_is_refused_in_a_sentence(
    page: IntakePage, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "photo.csv"
    path.write_bytes(b"\x00\x01\x02\xff" * 60)
    page.open_file(path)
    settle(page, qtbot)
    assert page.notice.text().endswith("is neither a CSV file nor an Excel workbook.")


def test_a_header_alone_is_said(opened: Open) -> None:
    assert opened("氏名,電話\n").notice.text() == "The file holds no rows under its header."


def test_the_letters_may_be_read_another_way(opened: Open, qtbot: QtBot) -> None:
    page = opened("name\nÓØ\n", "cp1252")
    choice = page.panel.encoding
    choice.setCurrentIndex(choice.findData("cp932"))
    settle(page, qtbot)
    assert page.preview.preview.rows[0].cells == ("ﾓﾘ",)


def test_a_file_may_be_dropped(page: IntakePage, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "list.csv"
    path.write_text(PURCHASES, encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none))
    settle(page, qtbot)
    assert page.panel.take_button.isEnabled()


def test_the_dialog_stands_beside_the_window(page: IntakePage) -> None:
    dialog = page.choose_file()
    assert dialog.objectName() == "intake.dialog"
    dialog.reject()
