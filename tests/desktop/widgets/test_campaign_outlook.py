"""The outlook says what was counted, that it is being counted, or why it cannot be."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.queries.campaigns import Reach
from db.rules.campaigns import LeftOut
from db.rules.segments import Segment
from db.rules.shop import ShopSettings
from db.usecases.campaigns import CampaignPreview
from desktop.widgets.campaign_counter import Asked, Counted
from desktop.widgets.campaign_outlook import CampaignOutlook


def test_a_count_stays_in_sight_until_the_next_one_is_known(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    outlook = CampaignOutlook()
    qtbot.addWidget(outlook)
    assert outlook.figure.text() == "…"
    reach = Reach(3, ("a",), LeftOut(unreachable=2))
    counted = Counted(Asked(Segment(), "mail", 0), CampaignPreview(reach, 1, 0), ("Tanaka",))
    outlook.show_counted(counted, cost_each=0, settings=ShopSettings())
    assert outlook.figure.text() == "3"
    assert outlook.treated.text() == "1 gets the e-mail."
    assert outlook.left_out.text() == "Left out: 2 have no e-mail address."
    assert outlook.who_button.isHidden()  # all of them stand there already
    outlook.show_counting()
    assert outlook.figure.text() == "3"
    outlook.show_refused("No tier is called so.")
    assert outlook.figure.text() == "–"
    assert outlook.held.text() == "No tier is called so."
