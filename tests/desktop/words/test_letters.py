"""What letters say: ready words that are true, the owner's own with the facts in their places."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from desktop.i18n import speaking
from desktop.words import letters as words
from desktop.words.letters import LETTER_KINDS, LetterFacts, LetterKind

FACTS = LetterFacts(
    name="Misaki Tanaka",
    shop="Café Komorebi",
    points=1282,
    ending=120,
    ending_on=date(2026, 12, 31),
    plan="Coffee pass",
    plan_until=date(2027, 1, 14),
)
BARE = LetterFacts("Misaki Tanaka", "Café Komorebi")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with speaking("en"):
        yield


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_every_occasion_has_a_name_and_words_of_its_own(kind: LetterKind, language: str) -> None:
    with speaking(language):
        said = words.ready_text(kind, FACTS)
        assert len(words.paragraphs(said)) == 2
        assert "{" not in said
        assert words.kind_words(kind)
        others = {words.ready_text(each, FACTS) for each in LETTER_KINDS}
        assert len(others) == len(LETTER_KINDS)


def test_words_that_would_not_be_true_are_not_said() -> None:
    assert [kind for kind in LETTER_KINDS if words.can_say(kind, FACTS)] == list(LETTER_KINDS)
    assert [kind for kind in LETTER_KINDS if not words.can_say(kind, BARE)] == [
        "plan_ends", "points_end",
    ]  # fmt: skip


def test_the_customers_own_facts_stand_in_the_words() -> None:
    assert "120 of your points can be used until 31 Dec 2026." in words.ready_text(
        "points_end", FACTS
    )
    kept = replace(FACTS, kept_by_visits=True)
    assert "keeps all of them" in words.ready_text("points_end", kept)
    plan = words.ready_text("plan_ends", FACTS)
    assert "“Coffee pass” is paid until 14 Jan 2027" in plan


def test_the_owners_words_take_the_facts_where_they_are_asked_for() -> None:
    text = "{name}: {points} at {shop}, until {points_end}; {plan} to {plan_end}. {cake} {0}"
    assert words.owners_text(text, FACTS) == (
        "Misaki Tanaka: 1,282 at Café Komorebi, until 31 Dec 2026; Coffee pass to 14 Jan 2027."
        " {cake} {0}"
    )
    every = " ".join(f"{{{place}}}" for place in words.PLACES)
    assert words.owners_text(every, BARE) == "Misaki Tanaka Café Komorebi 0 – – – – – – – –"


def test_the_way_to_the_next_tier_and_the_next_payment_stand_where_they_are_asked_for() -> None:
    facts = replace(
        FACTS, tier="Silver", next_tier="Gold", to_next_tier="¥3,200", plan_price="¥980",
        next_tier_by=date(2027, 3, 31),
    )  # fmt: skip
    text = "{tier}: {to_next_tier} to {next_tier} by {next_tier_by}. {plan}: {plan_price}."
    assert words.owners_text(text, facts) == (
        "Silver: ¥3,200 to Gold by 31 Mar 2027. Coffee pass: ¥980."
    )


def test_empty_lines_part_paragraphs() -> None:
    assert words.paragraphs("one\r\ntwo\r\n\r\n\u3000\nthree\n\n\n") == ("one\ntwo", "three")
    assert words.paragraphs(" \n ") == ()


def test_names_carry_the_title_of_their_language() -> None:
    assert (words.addressed("田中 美咲"), words.greeting("田中 美咲")) == (
        "田中 美咲", "Dear 田中 美咲,",
    )  # fmt: skip
    with speaking("ja"):
        assert (words.addressed("田中 美咲"), words.greeting("田中 美咲")) == (
            "田中 美咲 様", "田中 美咲 様",
        )  # fmt: skip


def test_figures_tell_only_what_there_is() -> None:
    assert words.figures(BARE, "missed") == []
    assert words.points_note(BARE) == ""
    assert words.figures(FACTS, "missed") == [
        ("Your points", "1,282"),
        ("Of these end first", "120, until 31 Dec 2026"),
    ]
    assert words.figures(FACTS, "plan_ends")[-1] == ("Coffee pass", "until 14 Jan 2027")
    assert words.points_note(replace(FACTS, ending_on=None)) == "You have 1,282 points."
    assert words.points_note(FACTS).startswith("You have 1,282 points; 120 of them")


def test_whoever_is_left_out_is_counted_with_the_reason() -> None:
    assert words.mailing_notes(0, 0, 0) == []
    assert words.mailing_notes(2, 1, 3) == [
        "2 customers asked for no letters and are left out.",
        "1 customer has no address in the book.",
        "The words would not be true for 3 customers, who are left out.",
    ]
