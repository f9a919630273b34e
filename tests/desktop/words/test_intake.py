"""The words for what became of a file."""

from db.rules.columns import FIELDS
from db.rules.intake import BadRow, Notice
from desktop.words.intake import FIELD_WORDS, bad_lines, field_words, notice_lines, sentences


def test_every_field_has_its_word() -> None:
    assert set(FIELD_WORDS) == {field for fields in FIELDS.values() for field in fields}


def test_a_reason_names_line_field_and_what_stands_there() -> None:
    rows = [
        BadRow(11, "phone", "repeated", "090-0000-0003", "4"),
        BadRow(22, "birthday", "no_day", "1999/13/45"),
        BadRow(42, "number", "taken", "1040", "斎藤 ジョン"),
        BadRow(52, "points", "below_nothing", "-120"),
        BadRow(60, "name", "never heard of", "x"),
    ]
    assert bad_lines(rows) == [
        "Line 11: the phone number 090-0000-0003 stands on line 4 already.",
        "Line 22: the calendar has no day “1999/13/45” (Birthday).",
        "Line 42: 斎藤 ジョン has the number 1040 already.",
        "Line 52: -120 points are less than nothing.",
        "Line 60: “x” cannot be understood (Name).",
    ]


def test_what_stands_in_a_file_is_never_taken_for_a_place_to_fill() -> None:
    assert "{other}" in bad_lines([BadRow(2, "birthday", "no_day", "{other}")])[0]


def test_of_many_alike_only_the_first_are_named() -> None:
    notices = [Notice(line, "email", "repaired", "＠", "@") for line in range(2, 30)]
    lines = notice_lines(notices)
    assert len(lines) == 9
    assert lines[-1] == "… and 20 more like these."


def test_unknown_phones_are_told_in_one_sentence() -> None:
    notices = [Notice(line, "phone", "phone_unknown", "090-0000-0001") for line in (2, 3)]
    (line,) = notice_lines(notices)
    assert line.startswith("No numbering plan knows 2 of the phone numbers")


def test_fields_are_named_with_the_word_that_map_takes() -> None:
    assert field_words(["name", "unit_price"]) == "Name (name), Price for one (unit_price)"


def test_no_sentence_stands_twice_for_the_catalogue() -> None:
    assert all(sentences())
