"""Facts under each other."""

from pytestqt.qtbot import QtBot

from desktop.widgets.facts_list import FactsList


def test_facts_are_shown_in_pairs_and_replaced(qtbot: QtBot) -> None:
    facts = FactsList()
    qtbot.addWidget(facts)
    facts.show_facts([("Made", "500"), ("Used", "61")])
    assert facts.text() == "Made\n500\nUsed\n61"
    facts.show_facts([("Made", "501")])
    assert facts.text() == "Made\n501"
    facts.show_facts([])
    assert facts.isHidden()
