"""Fields under their labels, and the panel they lie in."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.form import (
    Form,
    SidePanel,
    choice_field,
    choose,
    chosen,
    search_field,
    text_field,
)

ZONES = [("Asia/Tokyo", "Tokyo"), ("Europe/Berlin", "Berlin")]


def test_a_choice_is_its_value_not_its_words(qtbot: QtBot) -> None:
    field = choice_field("zone", "Time zone", ZONES)
    qtbot.addWidget(field)
    choose(field, "Europe/Berlin")
    assert (chosen(field), field.currentText()) == ("Europe/Berlin", "Berlin")


def test_a_value_that_is_not_offered_is_kept_as_it_is(qtbot: QtBot) -> None:
    field = choice_field("zone", "Time zone", ZONES)
    qtbot.addWidget(field)
    choose(field, "Asia/Kabul")
    assert chosen(field) == "Asia/Kabul"


def test_what_is_typed_and_is_no_choice_is_its_own_value(qtbot: QtBot) -> None:
    field = search_field("zone", "Time zone", ZONES)
    qtbot.addWidget(field)
    field.setEditText("Mars")
    assert chosen(field) == "Mars"
    field.setEditText("Berlin")
    assert chosen(field) == "Europe/Berlin"


def test_a_form_knows_its_fields_by_their_names(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    field = text_field("name", "Name", longest=5)
    form.add("name", "Name", field)
    field.insert("田中 美咲さん")
    assert form.fields["name"] is field
    assert len(field.text()) == 5


def test_a_panel_opens_at_its_top_and_follows_the_focus_as_its_form_grows(qtbot: QtBot) -> None:
    page = QWidget()
    page.resize(600, 300)
    qtbot.addWidget(page)
    panel, form = SidePanel(page, "panel"), Form()
    panel.body.addWidget(form)
    first, last = (text_field(name, name) for name in ("first", "last"))
    form.add("first", "First", first)
    for number in range(8):
        form.add(f"{number}", f"{number}", text_field(f"{number}", f"{number}"))
    form.add("last", "Last", last)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    panel.open_panel("Panel", first)
    bar = panel.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert bar.value() == 0
    last.setFocus()
    form.add("more", "More", text_field("more", "More"))
    qtbot.waitUntil(lambda: not last.visibleRegion().isEmpty())
    panel.open_panel("Panel", first)
    assert bar.value() == 0


def test_what_was_brought_up_stays_in_sight_until_it_is_let_go(qtbot: QtBot) -> None:
    page = QWidget()
    page.resize(600, 300)
    qtbot.addWidget(page)
    panel, form, result = SidePanel(page, "panel"), Form(), Form()
    first = text_field("first", "First")
    form.add("first", "First", first)
    for number in range(8):
        form.add(f"{number}", f"{number}", text_field(f"{number}", f"{number}"))
    panel.body.addWidget(form)
    panel.body.addWidget(result)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    panel.open_panel("Panel", first)
    panel.bring_up(result)
    for number in range(8):
        result.add(f"{number}", f"{number}", text_field(f"r{number}", f"{number}"))
    shown = result.fields["0"]
    qtbot.waitUntil(lambda: not shown.visibleRegion().isEmpty())
    panel.bring_up(None)
    qtbot.waitUntil(lambda: not first.visibleRegion().isEmpty())
