"""One week of renewals as a card."""

from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.i18n import use_language
from desktop.widgets.renewal_week import RenewalRow, RenewalWeekCard

ROWS = [
    RenewalRow(id, f"客 {id}", "090-0000-0000", f"客 {id}'s Club ends today.", "¥980", "", "plain")
    for id in "ab"
]


def test_ticks_and_serving_are_told_by_customer(qtbot: QtBot) -> None:
    use_language("en")
    told: list[object] = []
    card = RenewalWeekCard(0, ticked=lambda *tick: told.append(tick), serve=told.append)
    qtbot.addWidget(card)
    card.show_rows("This week", "2 members, ¥1,960", ROWS, chosen={"b"})
    assert [box.isChecked() for box in card.boxes.values()] == [False, True]
    card.boxes["a"].click()
    card.tick_all()
    card.serve_buttons["b"].click()
    assert told == [("a", True), ("a", False), ("b", False), "b"]
    assert card.all_button.accessibleName() == "Tick all: This week"


def test_every_tick_says_whose_it_is_and_has_room_for_a_finger(qtbot: QtBot) -> None:
    card = RenewalWeekCard(0, ticked=lambda *_: None, serve=lambda _: None)
    qtbot.addWidget(card)
    card.show_rows("This week", "", ROWS, chosen=set())
    box = card.boxes["a"]
    assert (box.accessibleName(), box.accessibleDescription()) == (
        "客 a", "客 a's Club ends today.",
    )  # fmt: skip
    assert box.minimumWidth() >= theme.TOUCH <= box.minimumHeight()
