"""The list of what is offered."""

from functools import partial

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.widgets.offer_list import OfferDeed, OfferList, OfferRow


def test_a_list_keeps_the_focus_where_it_was_and_speaks_for_each_button(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    offers = OfferList(empty_title="Nothing yet", empty="Make one.")
    qtbot.addWidget(offers)
    with qtbot.waitExposed(offers):
        offers.show()
    offers.activateWindow()
    offers.show_offers([])
    assert offers.empty.isVisible()
    assert not offers.offered.isVisible()
    done: list[str] = []
    rows = [
        OfferRow(name, "300 points", [("Used up", "warn")],
                 [OfferDeed("Edit", f"Edit {name}", f"offers.edit.{name}",
                            partial(done.append, name))])
        for name in ("Coffee", "Cake")
    ]  # fmt: skip
    offers.show_offers(rows[:1], rows[1:])
    assert not offers.empty.isVisible()
    assert offers.retired.isVisible()
    offers.buttons["offers.edit.Cake"].setFocus()
    offers.buttons["offers.edit.Coffee"].click()
    offers.show_offers(rows)
    assert done == ["Coffee"]
    assert not offers.retired.isVisible()
    assert offers.buttons["offers.edit.Cake"].hasFocus()
    assert offers.buttons["offers.edit.Cake"].accessibleName() == "Edit Cake"


def test_what_an_offer_brought_stands_under_what_it_is(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    offers = OfferList(empty_title="Nothing yet", empty="Make one.")
    qtbot.addWidget(offers)
    offers.show_offers([OfferRow("Rain", "Double points", figures="30 points in 1 sale")])
    texts = [each.text() for each in offers.offered.findChildren(QLabel)]
    assert texts == ["Rain", "Double points", "30 points in 1 sale"]
