"""By what way somebody was spoken to, in words."""

from datetime import datetime

from db.clock import fixed_clock
from db.queries.contacts import contacts_of
from db.rules.channels import WAYS
from db.rules.customers import NewCustomer
from db.rules.follow_ups import CONTACTS
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.follow_ups import make_contact
from desktop.i18n import speaking
from desktop.words.contacts import (
    channel_choices,
    contact_choices,
    contact_line,
    contact_words,
    last_words,
)


def test_every_way_has_its_words_in_both_languages() -> None:
    for language in ("en", "ja"):
        with speaking(language):
            assert len({contact_words(by) for by in CONTACTS}) == len(CONTACTS)
            assert [value for value, _ in channel_choices()] == ["", *WAYS]
            assert [value for value, _ in contact_choices()] == list(CONTACTS)


def test_what_was_said_last_comes_first_and_old_talk_is_left_out(session: Session) -> None:
    customer = add_customer(session, new=NewCustomer("Ito"), operation_id="ito").id
    for day in (1, 2, 3):
        then = fixed_clock(datetime.fromisoformat(f"2026-11-0{day}T10:00+09:00"))
        make_contact(
            session.with_request(clock=then), customer_id=customer, by="call",
            note=f"Talk {day}", operation_id=f"{day}",
        )  # fmt: skip
    assert last_words(session.moment(), customer) == [
        "Called · 3 Nov: Talk 3",
        "Called · 2 Nov: Talk 2",
    ]
    latest = contacts_of(session.moment(), customer)[0]
    with speaking("ja"):
        assert contact_line(latest, session.moment()) == "お電話 · 11月3日:Talk 3"
