"""What is said of a file before and after it is taken in."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from db.rules.intake import BadRow
from db.usecases.intake import ImportReport
from desktop.widgets.intake_panel import IntakePanel

pytestmark = pytest.mark.usefixtures("dressed_app")

TRIED = ImportReport(
    kind="purchases",
    file="f.csv",
    columns={"customer": "id"},
    unused_columns=(),
    rows=2000,
    taken=1200,
    already=0,
    made_customers=3,
    points=0,
    refunds=1,
    bad=tuple(BadRow(line, "date", "missing") for line in range(2, 802)),
    notices=(),
    dry_run=True,
    kept=False,
)


@pytest.fixture
def panel(qtbot: QtBot) -> IntakePanel:
    made = IntakePanel()
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_try_offers_what_would_go_in(panel: IntakePanel) -> None:
    panel.show_report(TRIED)
    assert panel.take_button.text() == "Take in 1,200 purchases"
    assert panel.take_button.isEnabled()
    assert panel.heading is not None
    assert panel.heading.text() == "What will happen"


def test_of_very_many_bad_rows_the_rest_is_counted(panel: IntakePanel) -> None:
    panel.show_report(TRIED)
    lines = panel.reasons.toPlainText().splitlines()
    assert lines[0] == "800 rows are left out:"
    assert lines[-1] == "… and 300 more."


def test_where_it_must_be_all_rows_a_bad_one_forbids_it(panel: IntakePanel) -> None:
    panel.strict.setChecked(True)
    panel.show_report(TRIED)
    assert not panel.take_button.isEnabled()


def test_what_was_done_offers_nothing_more(panel: IntakePanel) -> None:
    panel.show_report(replace(TRIED, dry_run=False, kept=True))
    assert panel.take_button.isHidden()
    assert panel.heading is not None
    assert panel.heading.text() == "What was done"


def test_only_writing_can_be_stopped(panel: IntakePanel) -> None:
    panel.show_working("Looking …")
    assert panel.cancel_button.isHidden()
    panel.show_working("Taking in …", writing=True)
    panel.show_progress(30, 90)
    assert not panel.cancel_button.isHidden()
    assert (panel.progress.value(), panel.progress.maximum()) == (30, 90)


def test_customers_have_no_choice_of_making_customers(panel: IntakePanel) -> None:
    panel.show_kind("customers")
    assert panel.new_customers.isHidden()
    panel.show_kind("purchases")
    assert not panel.new_customers.isHidden()
