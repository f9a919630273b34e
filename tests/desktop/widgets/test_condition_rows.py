"""The conditions of a promotion, row by row."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.errors import BadRequest
from db.rules.shop import ShopSettings
from desktop import theme
from desktop.widgets.condition_rows import (
    AmountRow,
    Around,
    BirthdayRow,
    ChoiceRow,
    ConditionRow,
    DatesRow,
    FlagRow,
    GoodsRow,
    HoursRow,
    NumberRow,
    Spoken,
    TagRow,
    WeekdaysRow,
)

AROUND = Around(
    ShopSettings(), date(2026, 11, 22), first_weekday=6, categories=("Beans", "Salt & Co"),
    tiers=("Silver", "Gold"), plans=("Club",),
)  # fmt: skip
Row = Callable[[type[ConditionRow], str], ConditionRow]


@pytest.fixture
def row(dressed_app: QApplication, qtbot: QtBot) -> Row:
    del dressed_app

    def make(kind_of_row: type[ConditionRow], kind: str) -> ConditionRow:
        made = kind_of_row(kind, "Words", AROUND)  # type: ignore[call-arg, arg-type]
        qtbot.addWidget(made)
        made.show()
        return made

    return make


@pytest.mark.parametrize(
    ("kind_of_row", "kind", "when"),
    [
        (FlagRow, "first_sale", {"first_sale": True}),
        (NumberRow, "nth_visit", {"nth_visit": 10}),
        (AmountRow, "minimum", {"minimum": "1980"}),
        (ChoiceRow, "tier", {"tier": "Gold"}),
        (ChoiceRow, "plan", {"plan": "Club"}),
        (TagRow, "tag", {"tag": "student"}),
        (DatesRow, "dates", {"from": "2026-12-01", "to": "2026-12-31"}),
        (DatesRow, "dates", {"to": "2026-12-31"}),
        (HoursRow, "hours", {"hours": {"from": "14:00", "to": "17:30"}}),
        (HoursRow, "hours", {"hours": {"from": "22:00", "to": "02:00"}}),
        (WeekdaysRow, "weekdays", {"weekdays": ["sun", "mon", "fri"]}),
        (GoodsRow, "categories", {"categories": ["Salt & Co"]}),
        (BirthdayRow, "birthday", {"birthday": "week"}),
    ],
)
def test_a_row_reads_what_it_was_shown(
    row: Row, kind_of_row: type[ConditionRow], kind: str, when: Spoken
) -> None:
    made = row(kind_of_row, kind)
    made.show_when(when)
    assert made.read() == when


@pytest.mark.parametrize(
    ("kind_of_row", "kind", "field"),
    [
        (NumberRow, "nth_visit", "when.nth_visit"),
        (AmountRow, "minimum", "when.minimum"),
        (TagRow, "tag", "when.tag"),
        (DatesRow, "dates", "when.from"),
        (HoursRow, "hours", "when.hours.from"),
        (WeekdaysRow, "weekdays", "when.weekdays"),
        (GoodsRow, "categories", "when.categories"),
    ],
)
def test_a_row_that_says_nothing_is_refused_at_its_own_field(
    row: Row, kind_of_row: type[ConditionRow], kind: str, field: str
) -> None:
    made = row(kind_of_row, kind)
    with pytest.raises(BadRequest) as refusal:
        made.read()
    assert (refusal.value.field, refusal.value.problem) == (field, "missing")
    assert field in made.fields


def test_weekdays_begin_where_the_shops_weeks_begin_and_fit_a_finger(
    row: Row, qtbot: QtBot
) -> None:
    made = row(WeekdaysRow, "weekdays")
    assert isinstance(made, WeekdaysRow)
    assert next(iter(made.days)) == "sun"
    assert [each.text() for each in made.days.values()][:2] == ["Sun", "Mon"]
    for each in made.days.values():
        assert min(each.width(), each.height()) >= theme.TOUCH
    with qtbot.waitSignal(made.changed):
        qtbot.mouseClick(made.days["wed"], Qt.MouseButton.LeftButton)
    assert made.read() == {"weekdays": ["wed"]}


def test_the_cross_takes_the_row_away(row: Row, qtbot: QtBot) -> None:
    made = row(TagRow, "tag")
    assert made.remove_button.accessibleName() == "Take away: Words"
    with qtbot.waitSignal(made.removed) as heard:
        made.remove_button.click()
    assert heard.args == [made]


def test_every_field_has_a_name_to_be_found_and_spoken_by(row: Row) -> None:
    for kind_of_row, kind in (
        (NumberRow, "nth_visit"), (AmountRow, "minimum"), (ChoiceRow, "tier"), (TagRow, "tag"),
        (DatesRow, "dates"), (HoursRow, "hours"), (WeekdaysRow, "weekdays"),
        (GoodsRow, "categories"), (BirthdayRow, "birthday"), (FlagRow, "called"),
    ):  # fmt: skip
        for stop in row(kind_of_row, kind).stops():
            assert stop.objectName().startswith("promotion.when.")
            assert stop.accessibleName()
