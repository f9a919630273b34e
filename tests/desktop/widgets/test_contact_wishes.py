"""A word about one way leaves the others as they were."""

from PySide6.QtWidgets import QApplication

from desktop.widgets.contact_wishes import ContactWishes
from desktop.widgets.form import choose, chosen


def test_only_what_was_changed_by_hand_is_changed(dressed_app: QApplication) -> None:
    del dressed_app
    wishes = ContactWishes()
    wishes.show_consent(("mail", "no letter", "photos"), "mail")
    assert wishes.changes() == {}
    assert {way: chosen(field) for way, field in wishes.ways.items()} == {
        "call": "", "letter": "no", "mail": "yes", "message": "",
    }  # fmt: skip
    choose(wishes.ways["call"], "no")
    choose(wishes.channel, "")
    assert wishes.changes() == {
        "channel": None,
        "consent": ("mail", "no letter", "photos", "no call"),
    }


def test_a_yes_to_one_way_after_a_no_to_all_leaves_the_others_a_no(
    dressed_app: QApplication,
) -> None:
    del dressed_app
    wishes = ContactWishes()
    wishes.show_consent(("none",), None)
    choose(wishes.ways["mail"], "yes")
    assert wishes.changes() == {"consent": ("no call", "no letter", "no message", "mail")}
