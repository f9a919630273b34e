"""One batch of coupons over the right of its page."""

import pytest

from db.rules.rewards import Terms
from db.session import Session
from db.usecases.coupons import Issue, issue_coupons
from desktop.main_window import MainWindow
from desktop.widgets.batch_panel import BatchPanel
from desktop.widgets.form import choose


@pytest.fixture
def panel(window: MainWindow, session: Session) -> BatchPanel:
    issue_coupons(session, Issue(Terms("percent_off", 10), count=3, batch="F"), operation_id="f")
    return BatchPanel(window.current())


def test_withdrawing_is_asked_once_more_and_the_rest_is_out_of_sight(panel: BatchPanel) -> None:
    panel.show_batch("F")
    assert panel.action.isHidden()
    panel.ask_to_void()
    assert not panel.action.isHidden()
    assert panel.print_button.isHidden()
    assert panel.save_button.isHidden()
    panel.show_batch("F")
    assert panel.reason.isHidden()
    assert not panel.print_button.isHidden()


def test_it_asks_for_papers_and_files_of_its_batch(panel: BatchPanel) -> None:
    asked: list[tuple[str, str, int]] = []
    panel.print_asked.connect(lambda *what: asked.append((what[0].name, *what[1:])))
    panel.save_asked.connect(lambda batch: asked.append((batch.name, "file", 0)))
    panel.show_batch("F")
    assert panel.start_row.isHidden()
    panel.print_button.click()
    choose(panel.paper, "labels-3x7")
    assert not panel.start_row.isHidden()
    panel.start.setText("4")
    panel.print_button.click()
    panel.save_button.click()
    assert asked == [("F", "page", 1), ("F", "labels-3x7", 4), ("F", "file", 0)]
