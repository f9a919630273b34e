"""Fields under their labels, and the panel they lie in."""

from pytestqt.qtbot import QtBot

from desktop.widgets.form import Form, choice_field, choose, chosen, search_field, text_field

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
