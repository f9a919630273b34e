"""Tiers on the page Offers."""

import pytest

from db.queries.tiers import all_tiers
from db.session import Session
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
