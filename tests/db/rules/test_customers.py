"""What may be written of a person, member numbers, referral codes, who is who."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import BadDate, BadRequest
from db.rules.customers import (
    NewCustomer,
    Told,
    birthdays_agree,
    code_digits,
    codes_meant,
    given_fields,
    invented_code_name,
    is_member_number,
    likenesses,
    member_number,
    names_alike,
    read_new_customer,
    referral_code_name,
    refuse_future,
    refuses_letters,
    understood_fields,
    welcomes_letters,
    with_check_digit,
    with_letters,
)

LETTERS = st.text("アイウエオカキク", min_size=3, max_size=8)


def understood(field: str, value: object) -> object:
    return understood_fields({field: value})[field]


def test_what_was_not_told_is_left_out() -> None:
    new = read_new_customer({"name": "田中 美咲", "phone": "", "email": None, "tags": []})
    assert new == NewCustomer("田中 美咲")
    assert given_fields(new) == {"name": "田中 美咲"}


def test_a_name_keeps_its_own_letters_and_loses_stray_spaces() -> None:
    assert understood("name", "　佐藤　　直樹 ") == "佐藤 直樹"
    assert understood("name", "\ufeff髙橋\u200b") == "髙橋"
    assert understood("name", "神田") == "神田"
    assert understood("name", "Zoe\u0308") == "Zoë"


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("name", "", "missing"),
        ("name", "　", "missing"),
        ("name", None, "missing"),
        ("name", "あ" * 10_000, "too_long"),
        ("name", "田中\n美咲", "invalid"),
        ("name", "tan\x00aka", "invalid"),
        ("name", "\ud800", "invalid"),
        ("name", 5, "type"),
        ("reading", "タナカ\x07", "invalid"),
        ("email", "nobody", "invalid"),
        ("email", "a@b", "invalid"),
        ("email", "a b@example.jp", "invalid"),
        ("email", "a@@example.jp", "invalid"),
        ("email", "a@example..jp", "invalid"),
        ("email", f"{'a' * 300}@example.jp", "too_long"),
        ("phone", 90, "type"),
        ("phone", "0" * 10_000, "too_long"),
        ("card", "x" * 65, "too_long"),
        ("note", "x" * 2001, "too_long"),
        ("note", "bell \x07", "invalid"),
        ("note", 7, "type"),
        ("tags", 7, "type"),
        ("tags", [7], "type"),
        ("tags", ["x" * 41], "too_long"),
        ("tags", [str(n) for n in range(51)], "too_long"),
        ("consent", {"email": True}, "type"),
        ("colour", "red", "unknown"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_field(field: str, value: object, problem: str) -> None:
    with pytest.raises(BadRequest) as refusal:
        understood(field, value)
    assert (refusal.value.field, refusal.value.problem) == (field, problem)


@pytest.mark.parametrize("day", ["1999-13-45", "1999-2-3", "--02-30", "19990203", "yesterday"])
def test_a_day_that_no_calendar_has_is_refused(day: str) -> None:
    with pytest.raises(BadDate):
        understood("birthday", day)


def test_a_birthday_may_lack_its_year() -> None:
    assert understood("birthday", "--08-16") == "--08-16"
    assert understood("birthday", "１９５３-04-23") == "1953-04-23"


def test_nobody_is_born_or_joins_tomorrow() -> None:
    refuse_future("2026-11-22", today=date(2026, 11, 22))
    refuse_future("--12-31", today=date(2026, 11, 22))
    with pytest.raises(BadDate):
        refuse_future("2026-11-23", today=date(2026, 11, 22))


@pytest.mark.parametrize(
    "address", ["kyaku1@example.jp", "taro..suzuki.@docomo.example.jp", "a+b@sub.example.co.uk"]
)
def test_addresses_that_people_have_are_taken(address: str) -> None:
    assert understood("email", address) == address


def test_full_width_letters_of_an_address_are_repaired() -> None:
    assert understood("email", "ｋｙａｋｕ＠example．jp") == "kyaku@example.jp"


def test_tags_are_taken_once_as_a_list_or_as_text() -> None:
    assert understood("tags", ["VIP", "vip", "犬連れ"]) == ("vip", "犬連れ")
    assert understood("tags", "VIP、犬連れ, ") == ("VIP", "犬連れ")


def test_consent_may_be_a_plain_yes_or_no() -> None:
    assert understood("consent", True) == ("any",)
    assert understood("consent", False) == ()
    assert understood("consent", ["email", "letter"]) == ("email", "letter")


def test_a_known_barcode_has_the_check_digit_that_is_printed_on_it() -> None:
    assert with_check_digit("490123456789") == "4901234567894"
    assert with_check_digit("400638133393") == "4006381333931"


@given(running=st.integers(1, 10**10 - 1), place=st.integers(0, 12), other=st.integers(1, 9))
def test_one_wrong_digit_is_no_member_number(running: int, place: int, other: int) -> None:
    number = member_number(running)
    assert is_member_number(number)
    wrong = str((int(number[place]) + other) % 10)
    assert not is_member_number(number[:place] + wrong + number[place + 1 :])


@pytest.mark.parametrize(
    "text", ["", "4901234567894", "20000000000", "２０００００００００１５", "2000000000016"]
)
def test_other_numbers_are_no_member_numbers(text: str) -> None:
    assert not is_member_number(text)


def test_a_referral_code_begins_with_the_given_name() -> None:
    assert referral_code_name(["misaki", "tanaka"]) == "MISAKI"
    assert referral_code_name(["seiichirou"]) == "SEIICHIR"
    assert referral_code_name(["o'brien", "pat"]) == "PAT"
    assert referral_code_name(["田中", "x"]) == ""


def test_an_invented_name_can_be_said_and_is_no_bad_word() -> None:
    drawn = iter(["KSK", "UOA", "KMR", "AIU"])
    assert invented_code_name(lambda _, __: next(drawn)) == "KAMIRU"


def test_a_code_grows_when_the_short_ones_are_taken() -> None:
    lengths = [len(code_digits(attempt, lambda letters, n: letters[0] * n)) for attempt in range(7)]
    assert lengths == [1, 1, 2, 2, 3, 3, 4]


def test_a_new_code_has_no_digit_that_looks_or_sounds_like_another() -> None:
    asked: list[str] = []

    def first_ones(letters: str, count: int) -> str:
        asked.append(letters)
        return letters[:count]

    code_digits(6, first_ones)
    assert set(asked[0]).isdisjoint("018")


@pytest.mark.parametrize(
    "typed", ["MISAKI7", "misaki-7", " Misaki 7 ", "ＭＩＳＡＫＩ７", "M1SAK17", "MlSAKl7"]
)
def test_a_code_is_understood_however_it_is_typed(typed: str) -> None:
    assert "MISAKI7" in codes_meant(typed)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("EM1LY5", "EMILY5"),
        ("EMILYS", ""),  # without a digit it is a name
        ("B0B8", "BOB8"),
        ("808B8", "BOB88"),  # an old code
        ("HIR0K0Z9", "HIROKO29"),
        ("ELENA23", "ERENA23"),
        ("SU2UKI6", "SUZUKI6"),
        ("MISAKI70", ""),  # no code ends in 0
        ("7", ""),
        ("A" * 60 + "7", ""),
    ],
)
def test_what_looks_alike_is_told_apart_by_its_place(typed: str, code: str) -> None:
    meant = codes_meant(typed)
    assert (code in meant) if code else len(meant) <= 2
    assert len(meant) <= 202


def test_what_was_typed_stands_first() -> None:
    assert codes_meant("LIRA7")[0] == "LIRA7"


@given(name=LETTERS, place=st.integers(0, 7), letter=st.sampled_from("アサン"))
def test_one_slip_of_the_finger_leaves_names_alike(name: str, place: int, letter: str) -> None:
    place = min(place, len(name) - 1)
    left_out, added = name[:place] + name[place + 1 :], name[:place] + letter + name[place:]
    changed = name[:place] + letter + name[place + 1 :]
    swapped = name[:place] + name[place : place + 2][::-1] + name[place + 2 :]
    for slip in (added, changed, swapped, *([left_out] if len(left_out) > 2 else [])):
        assert names_alike(name, slip)
        assert names_alike(slip, name)


def test_words_the_other_way_are_alike_and_other_names_are_not() -> None:
    assert names_alike("zoe garcia", "garcia zoe")
    assert not names_alike("タナカミサキ", "タナカナオキ")
    assert not names_alike("森", "林")


def test_birthdays_agree_where_the_year_is_not_told() -> None:
    assert birthdays_agree("1990-08-16", "--08-16")
    assert not birthdays_agree("1990-08-16", "1991-08-16")
    assert not birthdays_agree(None, None)


def test_what_speaks_for_one_person_is_told() -> None:
    known = Told("田中 美咲", "タナカ ミサキ", "09000000001", "M@example.jp", "--08-16")
    assert likenesses(Told("田中美咲", "タナカミサキ", birthday="1990-08-16"), known) == (
        "name_and_reading", "name_and_birthday",
    )  # fmt: skip
    assert likenesses(Told("別人", phone="09000000001", email="m@EXAMPLE.jp"), known) == (
        "phone", "email",
    )  # fmt: skip
    assert likenesses(Told("田仲 美咲", "タナカ ミサキ", birthday="--08-16"), known) == ("alike",)
    assert likenesses(Told("田中 美咲"), known) == ("name",)
    assert likenesses(Told("田中 美咲", birthday="1990-01-01"), known) == ()
    assert likenesses(Told("田中 美咲", "タナカ ミキ"), known) == ()
    assert likenesses(Told("佐藤 健", birthday="--08-16"), known) == ()


@pytest.mark.parametrize(
    ("consent", "refuses"),
    [
        ((), False),
        (("any",), False),
        (("Letter", "email"), False),
        (("email",), False),
        (("no letter",), True),
        (("letter", "no letter"), True),
    ],
)
def test_who_said_no_to_letters_is_known(consent: tuple[str, ...], *, refuses: bool) -> None:
    assert refuses_letters(consent) is refuses


def test_a_word_about_letters_leaves_the_other_ways_as_they_are() -> None:
    assert with_letters(("email",), True) == ("email", "letter")
    assert with_letters(("email", "letter"), False) == ("email", "no letter")
    assert with_letters(("no letter", "call"), None) == ("call",)
    assert refuses_letters(with_letters((), False))


def test_only_who_agreed_to_letters_welcomes_them() -> None:
    said = [("letter",), ("any", "email"), (), ("email",), ("letter", "no letter")]
    assert [welcomes_letters(each) for each in said] == [True, True, False, False, False]
