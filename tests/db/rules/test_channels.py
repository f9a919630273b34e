"""Ways to speak to customers: a no holds, e-mails ask for a yes."""

import pytest

from db.rules.channels import WAYS, Way, agrees, is_open_to, refuses, way_of, with_word


@pytest.mark.parametrize(
    ("consent", "closed"),
    [
        ((), {"mail", "message"}),
        (("email",), {"message"}),
        (("E-Mail", "no letters"), {"letter", "message"}),
        (("any",), set()),
        (("any", "no calls"), {"call"}),
        (("none", "letter"), set(WAYS)),
    ],
)
def test_a_no_closes_a_way_and_so_does_silence_for_mails(
    consent: tuple[str, ...], closed: set[Way]
) -> None:
    assert {way for way in WAYS if not is_open_to(consent, way)} == closed


def test_of_two_words_the_no_holds() -> None:
    assert refuses(("call", "no phone"), "call")
    assert not agrees(("call", "no phone"), "call")


def test_a_postcard_is_a_letter_and_the_counter_is_open_to_all() -> None:
    assert [way_of(each) for each in ("postcard", "letter", "counter")] == [
        "letter",
        "letter",
        None,
    ]


@pytest.mark.parametrize("way", WAYS)
def test_a_word_about_one_way_says_nothing_of_the_others(way: Way) -> None:
    others = [each for each in WAYS if each != way]
    for before in ((), ("any",), ("none",), (way, "vip")):
        after = with_word(before, way, allowed=False)
        assert refuses(after, way)
        assert [agrees(after, each) for each in others] == [agrees(before, each) for each in others]
        assert agrees(with_word(after, way, allowed=True), way)
