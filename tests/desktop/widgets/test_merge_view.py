"""What a merging would do, before it is asked for."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from desktop.widgets.chip import Chip
from desktop.widgets.merge_view import MergeView


@pytest.fixture
def ids(session: Session) -> tuple[str, str]:
    keep = add_customer(session, new=NewCustomer("田中 美咲"), operation_id="1").id
    new = NewCustomer("美咲 田中", email="m@example.jp")
    return keep, add_customer(session, new=new, operation_id="2").id


@pytest.fixture
def view(
    dressed_app: QApplication, session: Session, ids: tuple[str, str], qtbot: QtBot
) -> MergeView:
    del dressed_app
    made = MergeView("merge")
    qtbot.addWidget(made)
    made.resize(600, 500)
    made.show_pair(session, *ids, signs=("email", "name"))
    with qtbot.waitExposed(made):
        made.show()
    return made


def words(view: MergeView) -> list[str]:
    rows = view.findChild(QWidget, "merge.rows")
    assert rows is not None
    return [label.text() for label in rows.findChildren(QLabel)]


def test_both_and_the_one_they_would_be_stand_side_by_side(view: MergeView) -> None:
    shown = words(view)
    start = shown.index("E-mail")
    assert shown[start + 1 : start + 4] == ["–", "m@example.jp", "m@example.jp"]
    assert "cannot be undone" in view.notes.text()
    chips = [chip.text() for chip in view.why.findChildren(Chip)]
    assert chips == ["same e-mail", "same name"]
    assert view.merge_button.accessibleName() == "Merge 美咲 田中 into 田中 美咲"


def test_the_other_one_can_be_kept_instead(
    view: MergeView, ids: tuple[str, str], qtbot: QtBot
) -> None:
    view.swap_button.click()
    assert (view.keep_id, view.other_id) == ids[::-1]
    shown = words(view)
    start = shown.index("Name")
    assert shown[start + 1 : start + 4] == ["美咲 田中", "田中 美咲", "美咲 田中"]
    with qtbot.waitSignal(view.merge_asked) as asked:
        view.merge_button.click()
    assert tuple(asked.args) == ids[::-1]
    with qtbot.waitSignal(view.apart_asked):
        view.apart_button.click()
