"""Tiers on the page Offers."""

from datetime import datetime

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from db.clock import fixed_clock
from db.queries.tiers import all_tiers, tier_ladders
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from db.usecases.tiers import NewTier, add_tier
from desktop.main_window import MainWindow
from desktop.pages.offers import OffersPage
from desktop.widgets.tier_section import TierSection


@pytest.fixture
def page(window: MainWindow) -> OffersPage:
    window.turn_to("offers")
    made = window.current()
    assert isinstance(made, OffersPage)
    return made


def test_a_tier_is_added(page: OffersPage, session: Session) -> None:
    page.turn_to_section("tiers")
    page.begin()
    page.part(TierSection).form.name.setText("Gold")
    page.part(TierSection).form.multiplier.setText("0.5")
    page.part(TierSection).form.amount_threshold.setText("80,000")
    page.part(TierSection).panel.save_button.click()
    assert "“Points times” must be within 1–1000." in page.notice.text()
    page.part(TierSection).form.multiplier.setText("1.5")
    page.part(TierSection).panel.save_button.click()
    assert [(tier.name, tier.threshold) for tier in all_tiers(session.db)] == [("Gold", 80_000)]
    assert page.kinds.count("tiers") == "1"


# -- Changing and stopping ------------------------------------------------------------------


@pytest.fixture
def gold(session: Session) -> str:
    """Let gold be there since January; Misaki holds it, Ken has 4,000 yen."""
    january = datetime.fromisoformat("2026-01-01T10:00:00+09:00")
    then = session.with_request(clock=fixed_clock(january))
    add_tier(then, NewTier("Gold", "5000", multiplier="1.5"), operation_id="gold")
    for name, paid in (("Misaki", 5000), ("Ken", 4000)):
        who = add_customer(session, new=NewCustomer(name=name), operation_id=name).id
        record_sale(session, SaleOrder((OrderLine(paid),), who), operation_id=f"sale {name}")
    return "Gold"


@pytest.fixture
def section(page: OffersPage, gold: str) -> TierSection:
    page.turn_to_section("tiers")
    page.reload()
    made = page.part(TierSection)
    made.buttons[f"offers.edit.{gold}"].click()
    return made


def texts(section: TierSection) -> list[str]:
    return [each.text() for each in section.findChildren(QLabel)]


def versions(session: Session) -> list[tuple[str, int, bool]]:
    return [
        (str(each.since), each.threshold, each.offered)
        for each in tier_ladders(session.db).versions
    ]


def test_a_tier_says_how_many_hold_it_and_its_form_shows_all_of_it(section: TierSection) -> None:
    assert "1 customer" in texts(section)
    form = section.form
    assert (form.name.text(), form.multiplier.text()) == ("Gold", "1.5")
    assert form.amount_threshold.amount_minor() == 5000
    assert not section.try_button.isVisible()


def test_another_threshold_shows_whom_it_touches_before_it_is_saved(
    page: OffersPage, section: TierSection, session: Session, qtbot: QtBot
) -> None:
    section.form.amount_threshold.setText("4000")
    with qtbot.waitSignal(section.trial.tried, timeout=20_000):
        section.panel.save_button.click()
    assert versions(session) == [("2026-01-01", 5000, True)]
    assert "1 customer would reach it" in section.trial.sentences.text()
    assert section.panel.save_button.text() == "Save it like this"
    section.form.amount_threshold.setText("6000")  # something else: it was not this that was shown
    assert section.panel.save_button.text() == "Save"
    assert not section.trial.isVisible()
    with qtbot.waitSignal(section.trial.tried, timeout=20_000):
        section.panel.save_button.click()
    section.panel.save_button.click()
    assert versions(session) == [("2026-01-01", 5000, True), ("2026-11-23", 6000, True)]
    assert page.notice.text() == "“Gold” is saved: it holds from 23 Nov on."
    assert not section.panel.isVisible()
    assert any(each.startswith("From 23 Nov: ¥6,000 spent") for each in texts(section))


def test_a_name_is_saved_at_once_and_nothing_is_no_change(
    page: OffersPage, section: TierSection, session: Session
) -> None:
    section.panel.save_button.click()
    assert page.notice.text() == "Nothing was changed."
    section.buttons["offers.edit.Gold"].click()
    section.form.name.setText("Ginkgo")
    section.panel.save_button.click()
    assert [tier.name for tier in all_tiers(session.db)] == ["Ginkgo"]
    assert versions(session) == [("2026-01-01", 5000, True)]


def test_what_cannot_be_meant_is_refused_and_the_form_stays(
    page: OffersPage, section: TierSection, session: Session
) -> None:
    section.form.amount_threshold.clear()
    section.panel.save_button.click()
    assert "Needed" in page.notice.text()
    assert section.panel.isVisible()
    assert len(versions(session)) == 1


def test_stopping_shows_who_would_lose_it_and_it_can_be_offered_again(
    page: OffersPage, section: TierSection, session: Session, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(section.trial.tried, timeout=20_000):
        section.panel.stop_button.click()
    assert "1 of the 1 who hold it" in section.trial.sentences.text()
    assert not section.panel.stop_button.isVisible()
    assert section.panel.save_button.text() == "Stop it"
    section.panel.save_button.click()
    assert versions(session)[-1] == ("2026-11-23", 5000, False)
    assert "whoever holds it keeps it" in page.notice.text()
    assert page.kinds.count("tiers") == ""
    section.buttons["offers.again.Gold"].click()
    with qtbot.waitSignal(section.trial.tried, timeout=20_000):
        section.panel.save_button.click()
    section.panel.save_button.click()
    assert versions(session)[-1] == ("2026-11-23", 5000, True)
    assert "offered again" in page.notice.text()


def test_a_new_tier_can_be_tried_before_it_is_added(
    page: OffersPage, section: TierSection, session: Session, qtbot: QtBot
) -> None:
    section.panel.close_panel()
    page.begin()
    assert section.try_button.isVisible()
    section.form.name.setText("Silver")
    section.form.amount_threshold.setText("4000")
    with qtbot.waitSignal(section.trial.tried, timeout=20_000):
        section.try_button.click()
    assert "from today on. 1 customer would reach it" in section.trial.sentences.text()
    section.panel.save_button.click()
    assert [tier.name for tier in all_tiers(session.db)] == ["Silver", "Gold"]
