"""Addresses: a postcode in one spelling, lines in order, the postcode where the post wants it."""

import pytest

from db.errors import BadRequest
from db.rules.addresses import (
    PostalAddress,
    address_of,
    composed,
    envelope_lines,
    postcode_in_front,
    read_address,
    read_postcode,
)


@pytest.mark.parametrize(
    "told",
    [
        "1500001",
        "150-0001",
        "〒150-0001",
        "１５０−０００１",
        "〒 150 0001",
        "150ー0001",
        "150－0001",
    ],
)
def test_a_japanese_postcode_has_one_spelling(told: str) -> None:
    assert read_postcode(told, country="JP") == "150-0001"


@pytest.mark.parametrize("told", ["SW1A 2AA", "90210-1234", "75008", "150001", "K1A 0B1"])
def test_postcodes_of_elsewhere_stay_as_they_were_told(told: str) -> None:
    assert read_postcode(f" {told} ", country="JP") == told
    assert read_postcode(told, country="GB") == told


def test_an_address_is_its_lines() -> None:
    assert read_address("東京都渋谷区　神宮前 1-2-3\r\n\n こもれび荘 101 ") == (
        "東京都渋谷区 神宮前 1-2-3\nこもれび荘 101"
    )
    assert read_address(" \n ") is None


@pytest.mark.parametrize(
    ("told", "problem"),
    [("1\n2\n3\n4\n5\n6\n7", "range"), ("x" * 101, "too_long"), ("a\u0007b", "invalid")],
)
def test_what_fits_no_envelope_is_refused(told: str, problem: str) -> None:
    with pytest.raises(BadRequest) as refused:
        read_address(told)
    assert (refused.value.field, refused.value.problem) == ("address", problem)


def test_a_postcode_in_front_of_an_address_is_told_apart() -> None:
    assert postcode_in_front("〒1500001 東京都渋谷区") == ("150-0001", "東京都渋谷区")
    assert postcode_in_front("〒150-0001\n東京都渋谷区") == ("150-0001", "東京都渋谷区")
    assert postcode_in_front("１５０－０００１　渋谷区１－２") == ("150-0001", "渋谷区１－２")
    for address in ("東京都渋谷区 150-0001", "1500001 Tokyo", "150-00012 x", "12-3456 Street"):
        assert postcode_in_front(address) is None


@pytest.mark.parametrize(
    ("country", "postcode", "lines"),
    [
        ("JP", "150-0001", ("〒150-0001", "1 High St", "Town")),
        ("US", "62701", ("1 High St", "Town 62701")),
        ("GB", "SW1A 2AA", ("1 High St", "Town", "SW1A 2AA")),
        ("DE", "80331", ("1 High St", "80331 Town")),
    ],
)
def test_each_country_has_its_place_for_the_postcode(
    country: str, postcode: str, lines: tuple[str, ...]
) -> None:
    told = PostalAddress(postcode, ("1 High St", "Town"))
    assert envelope_lines(told, country=country) == lines


def test_a_postcode_that_stands_in_the_lines_is_not_said_twice() -> None:
    told = PostalAddress("62701", ("1 High St", "Springfield, IL 62701"))
    assert envelope_lines(told, country="US") == told.lines
    assert envelope_lines(PostalAddress(None, ("1 High St",)), country="JP") == ("1 High St",)


def test_a_postcode_alone_is_no_address() -> None:
    assert address_of("150-0001", None) is None
    assert address_of(None, "a\nb") == PostalAddress(None, ("a", "b"))


def test_parts_of_an_address_are_put_together_as_their_country_writes_it() -> None:
    tokyo = {"region": "東京都", "city": "渋谷区"}
    whole = composed(**tokyo, street=["神宮前1-2-3", "101号"])
    assert whole == "東京都渋谷区神宮前1-2-3\n101号"
    told_twice = composed(**tokyo, street=["東京都渋谷区神宮前1", ""])
    assert told_twice == "東京都渋谷区神宮前1"
    american = composed(region="IL", city="Springfield", street=["742 Evergreen"])
    assert american == "742 Evergreen\nSpringfield, IL"
    assert composed(region="", city="", street=[""]) is None


def test_a_letter_abroad_carries_its_postcode_behind_the_town() -> None:
    abroad = PostalAddress("97477", ("742 Evergreen", "Springfield, OR"))
    assert envelope_lines(abroad, country="JP") == ("742 Evergreen", "Springfield, OR 97477")
