"""One spelling of many: widths, kana, kanji, romaji."""

import jaconv
import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.readings import folded, initials, katakana, key, romaji, typed_ways, typed_words, words_of
from db.rules.search import entry_words

MORAS = [
    *"アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワンガジズダドバブパポ",
    *(
        "シャ",
        "シュ",
        "ショ",
        "チャ",
        "チョ",
        "ジュ",
        "ジョ",
        "キョ",
        "リュ",
        "オウ",
        "オオ",
        "ユウ",
    ),
]
READINGS = st.lists(st.sampled_from(MORAS), min_size=1, max_size=6).map("".join)
KUNREI = [
    ("sh", "sy"), ("ch", "ty"), ("j", "zy"), ("tsu", "tu"), ("fu", "hu"), ("syi", "si"),
    ("tyi", "ti"), ("zyi", "zi"),
]  # fmt: skip


def finds(typed: str, name: str) -> bool:
    """Tell whether what is typed fits anywhere in the words of a name."""
    entry = entry_words(words_of(name))
    ways = [typed_ways(word) for word in typed_words(typed)]
    return all(
        any(f" {start}" in entry for start in way.starts)
        or any(piece in entry for piece in way.anywhere)
        for way in ways
    )


@given(reading=st.lists(READINGS, min_size=1, max_size=2).map(" ".join), cut=st.data())
def test_any_piece_of_a_reading_finds_it_in_every_kana(reading: str, cut: st.DataObject) -> None:
    start = cut.draw(st.integers(0, len(reading) - 1))
    piece = reading[start : cut.draw(st.integers(start + 1, len(reading)))]
    for typed in (piece, jaconv.kata2hira(piece), jaconv.z2h(piece, kana=True)):
        assert finds(typed, reading)


@given(reading=READINGS, cut=st.data())
def test_a_reading_is_found_while_its_romaji_is_typed(reading: str, cut: st.DataObject) -> None:
    hepburn = romaji(reading)
    kunrei = hepburn
    for one, other in KUNREI:
        kunrei = kunrei.replace(one, other)
    end = cut.draw(st.integers(1, len(hepburn)))
    assert finds(hepburn[:end], reading)
    assert finds(hepburn[end - 1 :], reading)
    assert finds(kunrei, reading)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("tanaka", "タナカ"), ("TANAKA", "タナカ"), ("ｔａｎａｋ", "タナカ"), ("たなか", "ﾀﾅｶ"),
        ("shouji", "ショウジ"), ("syouji", "ショウジ"), ("shoji", "ショウジ"),
        ("shōji", "ショウジ"), ("syouzi", "ショウジ"), ("shoj", "ショウジ"),
        ("ショージ", "ショウジ"),
        ("ｼﾖｳｼﾞ", "ショウジ"), ("ショウジ", "シヨウジ"),
        ("ono", "オオノ"), ("oono", "オオノ"), ("ohno", "オオノ"), ("ōno", "オオノ"),
        ("ohn", "オオノ"),
        ("satoh", "サトウ"), ("satô", "サトウ"), ("sato", "サトウ"), ("サトー", "サトウ"),
        ("matcha", "マッチャ"), ("maccha", "マッチャ"), ("mattya", "マッチャ"),
        ("hattori", "ハットリ"), ("honnda", "ホンダ"), ("namba", "ナンバ"), ("nam", "ナンバ"),
        ("shin'ya", "シンヤ"), ("jun'ichi", "ジュンイチ"), ("kaworu", "カヲル"),
        ("bikuta", "ヴィクター"), ("たn", "タナカ"), ("zoe", "Zoë García"),
        ("garcía", "Zoë Garcia"),
        ("obrien", "Pat O’Brien"), ("garcia,zoe", "Garcia, Zoe"),
        ("マリア ガルシア", "マリア・ガルシア"),
        ("o’brien", "Pat O’Brien"), ("smith-jo", "Ann Smith‐Jones"),
        ("高橋", "髙橋"), ("髙橋", "高橋"), ("山崎", "山﨑さくら"), ("さくら", "山﨑さくら"),
        ("sakura", "山﨑さくら"), ("渡辺", "渡邊"), ("渡邉", "渡辺"), ("斉藤", "齋藤"),
        ("斎藤", "斉藤"),
        ("渡辺", "渡邉󠄀"), ("田中美", "田中 美咲"), ("美咲 田", "田中 美咲"), ("神", "神田"),
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_written(typed: str, name: str) -> None:
    assert finds(typed, name)


@pytest.mark.parametrize(
    ("typed", "name"),
    [("アナ", "タナカ"), ("佐藤", "田中"), ("田中 佐", "田中 美咲"), ("tanika", "タナカ")],
)
def test_other_names_are_not_found(typed: str, name: str) -> None:
    assert not finds(typed, name)


def test_a_reading_is_kept_in_full_width_katakana() -> None:
    assert katakana("ｼｮｳｼﾞ　みさき") == "ショウジ ミサキ"


@given(text=st.text(max_size=20))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert " " not in key(text)


def test_initials_follow_the_reading_and_are_left_out_where_nobody_knows_it() -> None:
    told = [("田中 美咲", "タナカ ミサキ"), ("田中 美咲", None), ("Maria Santos", None),
            ("Élodie de la Cruz", None), ("ジョン・スミス", None), ("123", None)]  # fmt: skip
    found = [initials(name, reading) for name, reading in told]
    assert found == ["T.M.", "", "M.S.", "E.D.L.", "J.S.", ""]
