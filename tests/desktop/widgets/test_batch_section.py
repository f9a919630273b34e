"""Batches on the page Offers: made beside the window, counted, printed again, withdrawn."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.queries.batches import batch_named, open_codes
from db.rules.rewards import Terms
from db.session import Session
from db.usecases.coupons import Issue, issue_coupons, use_coupon
from db.usecases.rewards import NewReward, add_reward
from desktop.main_window import MainWindow
from desktop.pages.offers import OffersPage
from desktop.widgets.batch_section import BatchSection
from desktop.widgets.form import choose

TODAY = date(2026, 11, 22)
OFF = Terms("amount_off", 200, "¥200 off")


@pytest.fixture
def section(window: MainWindow, session: Session) -> BatchSection:
    add_reward(session, NewReward("Cake", "free_item", "480", 650), operation_id="r")
    window.turn_to("offers")
    page = window.current()
    assert isinstance(page, OffersPage)
    page.turn_to_section("batches")
    return page.part(BatchSection)


@pytest.fixture
def flyer(session: Session) -> list[str]:
    issued = issue_coupons(session, Issue(OFF, count=5, batch="Flyer"), operation_id="f")
    codes = [each.code for each in issued]
    use_coupon(session, code=codes[0], amount=500, sale=None, operation_id="u")
    return codes


def wait_for_the_lane(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.tasks.idle, timeout=20_000)


def test_a_flyer_is_made_beside_the_window_and_shown_as_it_is_printed(
    section: BatchSection, session: Session, window: MainWindow, qtbot: QtBot
) -> None:
    assert section.empty.isVisible()
    section.begin()
    section.form.count.setText("120")
    section.form.batch.setText("Flyer")
    section.panel.save_button.click()
    assert not section.panel.save_button.isEnabled()
    assert section.stop_button.isVisible()
    wait_for_the_lane(window, qtbot)
    assert batch_named(session.db, "Flyer", on=TODAY).still_open == 120
    preview = section.press.preview
    assert preview is not None
    qtbot.waitUntil(preview.isVisible)
    assert preview.document.pageCount() == 15
    assert section.page.notice.text() == "120 coupons were made: “Flyer”."
    assert not section.panel.isVisible()
    assert "offers.batch.Flyer" in section.buttons


def test_what_is_refused_makes_no_coupon(
    section: BatchSection, session: Session, window: MainWindow, qtbot: QtBot
) -> None:
    section.begin()
    section.form.until.setText("2026-01-01")
    section.panel.save_button.click()
    wait_for_the_lane(window, qtbot)
    qtbot.waitUntil(lambda: "2026-01-01" in section.page.notice.text())
    assert session.db["coupons"].count == 0
    assert section.panel.save_button.isEnabled()
    assert not section.progress.isVisible()


def test_what_is_stopped_makes_no_coupon(
    section: BatchSection, session: Session, window: MainWindow, qtbot: QtBot
) -> None:
    section.begin()
    section.form.count.setText("5000")
    section.panel.save_button.click()
    section.stop_button.click()
    wait_for_the_lane(window, qtbot)
    qtbot.waitUntil(section.panel.save_button.isEnabled)
    assert session.db["coupons"].count == 0


def test_what_came_of_a_batch_is_shown(section: BatchSection, flyer: list[str]) -> None:
    assert flyer
    section.buttons["offers.batch.Flyer"].click()
    assert section.details.facts.text().splitlines()[:4] == ["Made", "5", "Used", "1 (20.0 %)"]
    assert "Came again later" in section.details.returns.text()


def test_only_what_is_still_good_is_printed_again(
    section: BatchSection, flyer: list[str], window: MainWindow, qtbot: QtBot
) -> None:
    assert flyer
    section.buttons["offers.batch.Flyer"].click()
    choose(section.details.paper, "a6")
    section.details.print_button.click()
    wait_for_the_lane(window, qtbot)
    preview = section.press.preview
    assert preview is not None
    qtbot.waitUntil(preview.isVisible)
    assert preview.document.pageCount() == 4


def test_a_batch_is_withdrawn_with_a_reason(
    section: BatchSection, flyer: list[str], session: Session
) -> None:
    assert flyer
    section.buttons["offers.batch.Flyer"].click()
    section.details.void_button.click()
    assert section.details.reason.question.text().startswith("4 coupons can still be used.")
    section.details.action.click()
    assert "“Reason” is missing" in section.page.notice.text()
    section.details.reason.reason.setText("misprint")
    section.details.action.click()
    assert section.page.notice.text() == "“Flyer”: 4 coupons are void now."
    assert open_codes(session.db, "Flyer", on=TODAY) == []
    section.buttons["offers.batch.Flyer"].click()
    assert section.details.void_button.isHidden()
    assert section.details.print_button.isHidden()


def test_the_codes_are_saved_for_whoever_prints_them(
    section: BatchSection, flyer: list[str], session: Session, tmp_path: Path
) -> None:
    place = tmp_path / "flyer.csv"
    section._save(batch_named(session.db, "Flyer", on=TODAY), place)
    rows = list(csv.DictReader(io.StringIO(place.read_text(encoding="utf-8-sig"))))
    assert len(rows) == len(flyer)
