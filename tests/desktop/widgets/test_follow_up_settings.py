"""The owner switches and tunes each rule; what was not touched stays as it was."""

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from db.errors import BadRequest
from db.rules.follow_up_choices import spoken_follow_up_choices
from db.session import Session
from db.usecases.shop import set_shop
from desktop.widgets.follow_up_settings import FollowUpForm


@pytest.fixture
def form(dressed_app: QApplication, session: Session, qtbot: QtBot) -> FollowUpForm:
    del dressed_app
    made = FollowUpForm(session.settings)
    qtbot.addWidget(made)
    made.show_settings(session.settings)
    return made


def field(form: FollowUpForm, name: str) -> QLineEdit:
    found = form.fields[f"follow_ups.{name}"]
    assert isinstance(found, QLineEdit)
    return found


def test_every_choice_of_every_rule_has_its_place(form: FollowUpForm, session: Session) -> None:
    spoken = spoken_follow_up_choices(session.settings.follow_ups, digits=0)
    for kind, choices in spoken.items():
        if kind == "quiet_days":
            continue
        assert form.switches[kind].isChecked() == choices["on"]
        for name in set(choices) - {"on"}:
            placed: QWidget = field(form, f"{kind}.{name}")
            assert form.isAncestorOf(placed), f"{kind}.{name} stands in no sentence"
    assert form.changes() == {}


def test_what_was_changed_by_hand_is_kept(form: FollowUpForm, session: Session) -> None:
    form.switches["birthday"].setChecked(False)
    field(form, "newcomer.steps").setText("3、 21")
    field(form, "quiet_days").setText("30")
    set_shop(session, changes=form.changes(), operation_id="set")
    kept = session.settings.follow_ups
    assert not kept.birthday.on
    assert kept.newcomer.steps == (3, 21)
    assert kept.quiet_days == 30
    assert kept.renewal == session.settings.follow_ups.renewal


def test_what_cannot_be_meant_is_refused_by_its_field(form: FollowUpForm) -> None:
    field(form, "newcomer.steps").setText("soon")
    with pytest.raises(BadRequest) as refused:
        form.changes()
    assert refused.value.field == "follow_ups.newcomer.steps"
