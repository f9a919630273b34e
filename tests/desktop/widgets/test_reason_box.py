"""The last question before something that cannot be taken back."""

from pytestqt.qtbot import QtBot

from desktop.widgets.reason_box import ReasonBox


def test_it_asks_and_does_only_what_was_asked_last(qtbot: QtBot) -> None:
    box, done = ReasonBox("coupon"), list[str]()
    qtbot.addWidget(box)
    assert box.isHidden()
    box.ask("Void?", lambda: done.append("void"), besides="Give the points back")
    box.reason.setText("lost")
    box.besides.setChecked(True)
    box.ask("Reprint?", lambda: done.append("reprint"))
    assert (box.question.text(), box.reason.text()) == ("Reprint?", "")
    assert box.besides.isHidden()
    assert not box.besides.isChecked()
    box.go_on()
    assert done == ["reprint"]
