"""The demo's people do not exist, and look it."""

import random
from itertools import islice

from db.phones import understand_phone
from db.readings import romaji
from db.rules.customers import NewCustomer, read_new_customer
from desktop.demo.people import invented_people


def people(count: int = 400, *, seed: int = 1) -> list[NewCustomer]:
    return list(islice(invented_people(random.Random(seed)), count))


def test_the_same_draw_gives_the_same_people() -> None:
    assert people() == people()
    assert people() != people(seed=2)


def test_the_first_is_a_tanaka_who_can_be_called() -> None:
    first = people(1)[0]
    assert (first.name, first.phone) == ("田中 美咲", "090-0000-0001")
    assert romaji(first.reading or "").lower().startswith("tanaka")


def test_nobody_shares_a_phone_or_a_mailbox() -> None:
    for told in ([one.phone for one in people()], [one.email for one in people()]):
        known = [each for each in told if each]
        assert len(set(known)) == len(known)
        assert len(known) < len(told), "some never told"


def test_their_numbers_and_addresses_are_nobody_s() -> None:
    for one in people():
        assert one.phone is None or one.phone.startswith("090-0000-")
        assert one.email is None or one.email.endswith("@example.jp")


def test_what_they_tell_is_what_a_book_takes() -> None:
    for one in people():
        told = {name: value for name, value in vars(one).items() if value not in (None, ())}
        assert read_new_customer(told).name == one.name
        if one.phone:
            assert understand_phone(one.phone, country="JP").kept


def test_names_come_in_two_scripts_and_japanese_ones_with_a_reading() -> None:
    latin = [one for one in people() if one.name[0] < "\u0250"]  # José, too
    japanese = [one for one in people() if one.name[0] > "\u3000"]
    assert len(latin) + len(japanese) == len(people())
    assert len(japanese) > len(latin) > 20
    assert all(one.reading for one in japanese)
    assert not any(one.reading for one in latin)


def test_some_birthdays_leave_the_year_untold() -> None:
    told = [one.birthday for one in people() if one.birthday]
    assert any(day.startswith("--") for day in told)
    assert any(not day.startswith("--") for day in told)
