"""Who may be one person: what speaks for it, what against, and how fast in a large book."""

import random
from time import process_time

import pytest

from db.rules.duplicates import Face, LikelyPair, Sign, likely_pairs, phone_keys

JP = {"calling_code": "81"}


def face(name: str, reading: str | None = None, *, id: str = "", phone: str | None = None,
         email: str | None = None, birthday: str | None = None) -> Face:  # fmt: skip
    phones = phone_keys(phone, **JP) if phone else ()
    return Face(id or f"{name}{reading}{phone}{email}{birthday}", name, reading, phones, email,
                birthday)  # fmt: skip


def why(*faces: Face) -> list[tuple[Sign, ...]]:
    return [pair.why for pair in likely_pairs(faces)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("+819012345678", "09012345678", True),
        ("+819012345678", "9012345678", True),
        ("+819012345678", "00819012345678", True),
        ("+819012345678", "819012345678", True),
        ("+819012345678", "+819012345679", False),
        ("+12125551234", "+13125551234", False),
        ("110", "110", False),
        ("0812345678", "2345678", False),
    ],
)
def test_a_phone_is_one_in_every_writing(one: str, other: str, same: bool) -> None:
    assert bool(set(phone_keys(one, **JP)) & set(phone_keys(other, **JP))) is same


@pytest.mark.parametrize(
    ("one", "other", "signs"),
    [
        (face("a", phone="09012345678"), face("b", phone="+819012345678"), ("phone",)),
        (face("a", email="x@y.jp"), face("b", email="x@y.jp"), ("email",)),
        (face("田中美咲", birthday="1990-08-16"), face("田中美咲", birthday="--08-16"),
         ("name_and_birthday", "name")),
        (face("田中美咲", birthday="1990-08-16"), face("美咲田中", birthday="1990-08-16"),
         ("name_and_birthday", "name")),
        (face("田中美咲", birthday="1990-08-16"), face("田中美紀", birthday="1990-08-16"),
         ("alike",)),
        (face("田中美咲", birthday="1990-08-16"), face("田中美咲", birthday="1991-08-16"), None),
        (face("田中美咲", "タナカミサキ"), face("田中美咲", "タナカミサキ", id="2"),
         ("name_and_reading",)),
        (face("田中美咲", "タナカミサキ"), face("美咲田中", "ミサキタナカ"), ("name_and_reading",)),
        (face("田中美咲", "タナカミサキ"), face("田中美咲", "タナカミサギ"), ("nearly",)),
        (face("渡部陽子", "ワタナベヨウコ"), face("渡辺陽子", "ワタナベヨウコ"), ("nearly",)),
        (face("田中美咲", "タナカミサキ"), face("田中美咲"), ("name",)),
        (face("田中美咲", "タナカミサキ"), face("山田太郎", "タナカミサキ"), None),
        (face("山本健", "ヤマモトケン"), face("山木健", "ヤマキケン"), None),
        (face("石川結衣", "イシカワユイ", birthday="--08-16"),
         face("小川結衣", "オガワユイ", birthday="--08-16"), None),
        (face("mariasantos"), face("mariasanto"), ("nearly",)),
        (face("marybrown"), face("markbrown"), None),
        (face("健", "ケン"), face("健", "タケシ"), None),
    ],
)  # fmt: skip
def test_what_speaks_for_two_being_one(
    one: Face, other: Face, signs: tuple[Sign, ...] | None
) -> None:
    assert why(one, other) == ([signs] if signs else [])


def test_the_strongest_stands_first_and_what_differs_makes_a_sign_weaker() -> None:
    found = likely_pairs([
        face("森葵", id="a1"), face("森葵", id="a2"),
        face("林蓮", "ハヤシレン", id="b1", phone="09000000001"),
        face("林蓮", "ハヤシレン", id="b2", phone="09000000002"),
        face("岡湊", "オカミナト", id="c1"), face("岡湊", "オカミナト", id="c2"),
        face("辻愛", id="d1", phone="09012345678"), face("x", id="d2", phone="9012345678"),
        face("堀光", id="e1", birthday="--01-02"), face("堀光", id="e2", birthday="--01-02"),
    ])  # fmt: skip
    assert [pair.one[0] for pair in found] == ["d", "e", "c", "b", "a"]


def test_a_name_that_many_bear_says_nothing() -> None:
    three = [face("田中実", "タナカミノル", id=str(number)) for number in range(3)]
    assert len(why(*three)) == 3
    four = [*three, face("田中実", "タナカミノル", id="3")]
    assert why(*four) == []
    born = [face("田中実", id=f"b{number}", birthday="1950-01-05") for number in range(2)]
    assert why(*four, *born) == [("name_and_birthday",)]


def test_in_a_book_where_many_share_their_names_other_phones_speak_against() -> None:
    names = [f"{'甲乙丙丁戊己庚辛壬癸'[n % 10]}{n}" for n in range(60)]
    twice = [face(name, id=f"{name}-{n}", phone=f"090{n}{place:07}")
             for place, name in enumerate(names) for n in range(2)]  # fmt: skip
    assert why(*twice) == []
    assert why(*twice[:40]) == [("name",)] * 20
    without = [face(each.name, id=each.customer_id) for each in twice]
    assert len(why(*without)) == 60


def test_an_address_that_a_whole_firm_shares_is_nobodys_own() -> None:
    assert why(*(face(f"人{n}", id=str(n), email="info@firm.jp") for n in range(13))) == []


def test_those_said_to_be_two_are_not_proposed_again() -> None:
    pair = [face("田中美咲", id="1"), face("田中美咲", id="2")]
    assert likely_pairs(pair, distinct={frozenset({"1", "2"})}) == []


def test_who_was_merged_speaks_for_the_one_who_was_kept() -> None:
    faces = [face("鈴木愛", id="1"), face("田中愛", id="1", email="a@b.jp"),
             face("佐藤健", id="2", email="a@b.jp")]  # fmt: skip
    assert likely_pairs(faces) == [LikelyPair("1", "2", ("email",), 50)]


def test_a_large_book_is_looked_through_without_comparing_all_with_all() -> None:
    draw = random.Random(3)
    kana = "アイウエオカキクケコサシスセソタチツテトナニヌネノ"
    faces = []
    for number in range(20_000):
        reading = "".join(draw.choices(kana, k=7))
        birthday = (
            f"{draw.randrange(1950, 2005)}-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}"
        )
        faces.append(face(reading.lower(), reading, id=str(number), phone=f"0901{number:07}",
                          birthday=birthday))  # fmt: skip
    faces.append(face(faces[7].name, faces[7].reading, id="again"))
    began = process_time()
    found = likely_pairs(faces)
    assert process_time() - began < 5  # all with all would take minutes
    assert {found[0].one, found[0].other} == {"7", "again"}
