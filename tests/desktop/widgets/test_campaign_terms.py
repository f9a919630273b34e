"""The terms of a campaign are proposed whole, and no name is proposed twice."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.errors import BadRequest
from db.rules.shop import ShopSettings
from desktop.widgets.campaign_terms import CampaignTerms, campaign_name

TODAY = date(2026, 11, 22)


@pytest.fixture
def terms(dressed_app: QApplication, qtbot: QtBot) -> CampaignTerms:
    del dressed_app
    made = CampaignTerms(ShopSettings(), today=TODAY)
    qtbot.addWidget(made)
    return made


def test_a_new_campaign_needs_nothing_but_a_press(terms: CampaignTerms) -> None:
    terms.begin(name="Campaign of today", rewards=["Cake", "Tea"])
    assert terms.read() == {
        "name": "Campaign of today",
        "offer": {"reward": "Cake"},
        "channel": "letter",
        "message": "Thank you for coming to us. We would be so glad to see you again soon.",
        "from": "2026-11-22",
        "to": "2026-12-21",
        "holdout_percent": 20,
        "cost_each": "0",
    }
    terms.begin(name="Campaign of today", rewards=[])
    assert terms.read()["offer"] is None


def test_points_are_asked_for_where_they_are_given(terms: CampaignTerms) -> None:
    terms.begin(name="Points", rewards=["Cake"])
    terms.gift.choose("points")
    with pytest.raises(BadRequest):
        terms.read()
    terms.points.setText("300")
    assert terms.read()["offer"] == {"points": 300}


def test_no_name_is_proposed_twice() -> None:
    first = campaign_name([], TODAY)
    assert first == "Campaign of 22 Nov 2026"
    assert campaign_name([first], TODAY) == "Campaign of 22 Nov 2026 (2)"
    assert campaign_name([first, f"{first} (2)"], TODAY) == "Campaign of 22 Nov 2026 (3)"
    assert campaign_name([first], TODAY, wanted="Autumn") == "Autumn"
    assert campaign_name(["Autumn"], TODAY, wanted="Autumn") == "Autumn (2)"
