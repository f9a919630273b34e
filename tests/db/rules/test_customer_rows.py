"""One row of a customers file."""

from datetime import UTC, date, datetime

import pytest

from db.rules.columns import FIELDS, Columns
from db.rules.customer_rows import CustomerRow, read_customer
from db.rules.intake import Cells, FileRow, FileTable, Unreadable, habits_of
from db.rules.shop import ShopSettings

NOW = datetime(2026, 11, 22, 1, 14, tzinfo=UTC)


def read(country: str = "JP", channel: str = "email", **cells: str) -> CustomerRow:
    """Read the second of two rows that hold the same."""
    columns: Columns = {field: place for place, field in enumerate(cells)}
    row = FileRow(7, tuple(cells.values()))
    table = FileTable("f.csv", FileRow(1, tuple(cells)), (row,))
    habits = habits_of(
        table,
        columns,
        settings=ShopSettings(country=country),
        now=NOW,
        today=date(2026, 11, 22),
    )
    return read_customer(Cells(row, columns), habits, channel=channel)


def refusal(**cells: str) -> tuple[str, str]:
    with pytest.raises(Unreadable) as refused:
        read(**{"name": "森", **cells})
    return refused.value.field, refused.value.problem


def test_a_row_of_a_japanese_list_is_read() -> None:
    row = read(
        number="1006",
        name="佐藤　愛",
        reading="ｻﾄｳ ｱｲ",
        phone="０９０－００００－０００６",
        email="kyaku6＠example.jp",
        birthday="昭和51年12月7日",
        joined="R4.9.22",
        points="3,646",
        note="苦いのが好き",
    )
    assert (row.line, row.number, row.name, row.reading) == (7, "1006", "佐藤 愛", "サトウ アイ")
    assert (row.phone, row.email) == ("090-0000-0006", "kyaku6@example.jp")
    assert (row.birthday, row.joined) == ("1976-12-07", date(2022, 9, 22))
    assert (row.points, row.note) == (3646, "苦いのが好き")
    assert [(notice.field, notice.kind) for notice in row.notices] == [
        ("phone", "repaired"),
        ("email", "repaired"),
    ]


def test_a_row_of_an_american_till_is_read() -> None:
    row = read(
        "US",
        number="SQ0001",
        first_name="Zoë",
        last_name="García",
        birthday="02/13/1993",
        joined="2025-07-19",
        note="second line\nof a note",
        consent="subscribed",
    )
    assert (row.number, row.name, row.birthday) == ("SQ0001", "Zoë García", "1993-02-13")
    assert (row.note, row.consent) == ("second line\nof a note", ("email",))
    assert row.notices == ()


def test_the_family_name_comes_first_where_it_is_written_in_kanji() -> None:
    assert read(last_name="山田", first_name="太郎").name == "山田 太郎"
    assert read(last_name="김", first_name="민준").name == "김 민준"
    assert read(last_name="Smith", first_name="Mia").name == "Mia Smith"
    assert read("US", last_name="山田", first_name="太郎").name == "山田 太郎"


def test_one_part_of_a_name_is_a_name() -> None:
    assert read(last_name="森", first_name="").name == "森"


def test_a_person_may_be_called_null() -> None:
    assert read("US", last_name="Null", first_name="Mia").name == "Mia Null"


def test_readings_in_two_parts_are_put_together() -> None:
    row = read(name="山田 太郎", last_reading="ﾔﾏﾀﾞ", first_reading="ﾀﾛｳ")
    assert row.reading == "ヤマダ タロウ"


def test_a_formula_in_a_note_is_text() -> None:
    for formula in ('=HYPERLINK("http://example.com")', "@SUM(1)", "-1+1", "+81"):
        assert read(name="森", note=formula).note == formula


def test_what_is_not_told_is_none() -> None:
    row = read(name="森", **{field: "" for field in FIELDS["customers"] if field != "name"})
    assert row == CustomerRow(7, "森")


@pytest.mark.parametrize(
    ("text", "consent"),
    [
        ("subscribed", ("email",)),
        ("Yes", ("email",)),
        ("○", ("email",)),
        ("希望する", ("email",)),
        ("unsubscribed", ()),
        ("希望しない", ()),
        ("unknown", ()),
        ("", ()),
        ("letter, email", ("email", "letter")),
    ],
)
def test_only_a_clear_yes_is_consent(text: str, consent: tuple[str, ...]) -> None:
    row = read(name="森", consent=text)
    assert (row.consent, row.notices) == (consent, ())


def test_an_unclear_consent_is_none_and_is_said() -> None:
    row = read(name="森", consent="perhaps")
    assert row.consent == ()
    assert [notice.kind for notice in row.notices] == ["unclear"]


def test_a_yes_is_for_the_way_that_the_column_names() -> None:
    assert read(channel="letter", name="森", consent="可").consent == ("letter",)


def test_tags_are_told_apart() -> None:
    assert read(name="森", tags="常連、犬連れ, 常連").tags == ("常連", "犬連れ")


@pytest.mark.parametrize(
    ("field", "text", "problem"),
    [
        ("name", "", "missing"),
        ("name", "国" * 300, "too_long"),
        ("birthday", "1999/13/45", "no_day"),
        ("birthday", "2027/1/1", "ahead"),
        ("birthday", "0001-01-01", "no_day"),
        ("joined", "2031/4/1", "ahead"),
        ("joined", "soon", "no_day"),
        ("joined", "8月16日", "no_day"),
        ("points", "1,2x0", "no_number"),
        ("points", "12.5", "no_number"),
        ("points", "-120", "below_nothing"),
        ("points", "▲120", "below_nothing"),
    ],
)
def test_a_bad_cell_keeps_its_row_out_with_the_reason(field: str, text: str, problem: str) -> None:
    assert refusal(**{field: text}) == (field, problem)


def test_today_is_not_ahead() -> None:
    assert read(name="森", joined="2026/11/22").joined == date(2026, 11, 22)


def test_full_width_points_are_repaired_and_said() -> None:
    row = read(name="森", points="１２０")
    assert row.points == 120
    assert [(notice.field, notice.became) for notice in row.notices] == [("points", "120")]


def test_an_address_is_read_whole_or_from_its_parts() -> None:
    whole = read(name="森", postcode="１５０－０００１", address="東京都渋谷区神宮前1-2-3")
    assert (whole.postcode, whole.address) == ("150-0001", "東京都渋谷区神宮前1-2-3")
    parts = {"region": "東京都", "city": "渋谷区", "address": "神宮前1-2-3", "address_2": "101号"}
    assert read(name="森", **parts).address == "東京都渋谷区神宮前1-2-3\n101号"
    american = {"address": "742 Evergreen Terrace", "city": "Springfield", "region": "IL"}
    assert read(country="US", name="Homer", **american).address == (
        "742 Evergreen Terrace\nSpringfield, IL"
    )
    assert read(name="森").address is None


def test_a_first_zero_that_a_spreadsheet_lost_is_put_back_and_said() -> None:
    row = read(name="森", postcode="600001")
    assert row.postcode == "0600001"
    assert [(each.field, each.kind, each.became) for each in row.notices] == [
        ("postcode", "repaired", "0600001")
    ]
    assert read(country="US", name="Homer", postcode="600001").postcode == "600001"
    assert read(name="森", postcode="1500001.0").postcode == "1500001"


def test_what_is_no_postcode_is_left_out_and_the_person_goes_in() -> None:
    row = read(name="森", postcode="ask at the counter please")
    assert row.postcode is None
    assert row.notices[0].kind == "left_out"


def test_a_no_to_letters_is_kept_as_a_no() -> None:
    assert read(channel="letter", name="森", consent="不可").consent == ("no letter",)
    assert read(channel="email", name="森", consent="不可").consent == ()
