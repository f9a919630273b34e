"""One batch of coupons over the right of its page."""

import pytest

from db.rules.rewards import Terms
from db.session import Session
from db.usecases.coupons import Issue, issue_coupons
from desktop.main_window import MainWindow
from desktop.widgets.batch_panel import BatchPanel


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
    asked: list[tuple[str, str]] = []
    panel.print_asked.connect(lambda batch, paper: asked.append((batch.name, paper)))
    panel.save_asked.connect(lambda batch: asked.append((batch.name, "file")))
    panel.show_batch("F")
    panel.print_button.click()
    panel.save_button.click()
    assert asked == [("F", "page"), ("F", "file")]
