"""The customer's card on the counter."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.widgets.customer_panel import CustomerFace, CustomerPanel, FactsPanel


def face(name: str = "田中 美咲", **more: str) -> CustomerFace:
    return CustomerFace(
        name=name,
        reading=more.get("reading", ""),
        number="No. 2000 0041 2873 9",
        chips=[("Gold until 31 Mar", "gold")],
        balance="1,240",
        unit="points · worth ¥1,240",
        ending=more.get("ending", ""),
    )


def test_what_is_not_there_takes_no_room(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    panel = CustomerPanel()
    qtbot.addWidget(panel)
    panel.show()
    panel.show_face(face())
    assert panel.reading.isHidden()
    assert panel.ending.isHidden()
    panel.show_face(face(reading="タナカ ミサキ", ending="120 points expire on 31 Dec"))
    assert panel.reading.isVisible()
    assert panel.ending.text() == "120 points expire on 31 Dec"


def test_a_name_of_any_length_leaves_the_buttons_their_place(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    panel = CustomerPanel()
    qtbot.addWidget(panel)
    panel.show_face(face("長" * 10_000))
    panel.resize(320, 240)
    with qtbot.waitExposed(panel):
        panel.show()
    assert panel.width() == 320
    assert panel.leave_button.geometry().right() <= 320
    assert panel.name.toolTip()


def test_facts_take_the_place_of_those_before(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    panel = FactsPanel("Rhythm")
    qtbot.addWidget(panel)
    panel.show()
    panel.show_facts([("Last visit", "12 days ago"), ("Usually every", "14 days")])
    panel.show_facts([("Last visit", "today")])
    shown = [(words.text(), value.text()) for words, value in panel._values if words.isVisible()]
    assert shown == [("Last visit", "today")]
