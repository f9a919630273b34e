"""A result is one sentence first; it says less where it knows less."""

from dataclasses import replace
from datetime import date

import pytest

from db.queries.campaigns import CampaignResult
from db.rules.campaigns import Arm, Campaign, LeftOut, Measured
from db.rules.channels import CAMPAIGN_CHANNELS, CampaignChannel
from db.rules.segments import Segment
from db.rules.shop import ShopSettings
from desktop.words import campaign_results as words

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 30)
LETTER = Campaign("c", "Autumn", Segment(late_days=7), None, "letter", None, FIRST, LAST, 20, 110,
                  FIRST, started_on=FIRST)  # fmt: skip
GOOD = Arm(400, 120, 480_000), Arm(100, 12, 40_000)
FEW = Arm(48, 12, 30_000), Arm(12, 2, 5_000)


def result_of(treated: Arm, held: Arm, campaign: Campaign = LETTER) -> CampaignResult:
    return CampaignResult(campaign, Measured(treated, held), 500, LeftOut(), FIRST, LAST,
                          coupons=400, coupons_used=90, discounts=40_000, cost=44_000)  # fmt: skip


def test_the_big_sentence_speaks_of_people_of_a_hundred() -> None:
    assert words.headline(result_of(*GOOD), "over") == (
        "The letter brought 18 more of 100 back (between 9 and 25)."
    )
    assert words.headline(result_of(GOOD[1], GOOD[0]), "over") == (
        "The letter kept 18 of 100 away (between 9 and 25)."
    )


def test_where_it_is_too_few_it_says_so_and_no_number() -> None:
    assert words.headline(result_of(*FEW), "over") == "Too few to say."
    assert words.headline(result_of(*FEW), "running").startswith("Too early to say")
    assert words.headline(result_of(FEW[0], Arm()), "over").startswith("Everybody got it")


@pytest.mark.parametrize("channel", CAMPAIGN_CHANNELS)
def test_every_way_has_its_words(channel: CampaignChannel) -> None:
    campaign = replace(LETTER, channel=channel)
    said = {
        words.headline(result_of(*GOOD, campaign), "over"),
        words.headline(result_of(GOOD[1], GOOD[0], campaign), "over"),
        words.treated_bar(channel),
        words.written_line(3, 10, channel),
    }
    assert len(said) == 4
    assert not any("{" in sentence for sentence in said)


def test_the_money_is_gained_spent_and_set_against_each_other() -> None:
    facts = dict(words.result_facts(result_of(*GOOD), ShopSettings()))
    assert facts == {
        "Money gained": "¥320,000",
        "Spent": "¥84,000",
        "Gained for each ¥1 spent": "¥3.81",
        "Coupons": "90 of 400 used",
    }
    assert any("Newcombe" in each for each in words.explanation(result_of(*GOOD), ShopSettings()))


def test_a_campaign_is_one_line_of_the_list() -> None:
    assert words.campaign_line(LETTER, ShopSettings()) == (
        "7 days or more late against their own rhythm · Words alone · By letter · "
        "1 Oct 2026 to 30 Oct 2026"
    )
    assert words.state_chip(LETTER, "over")[1] == "good"
    assert words.outcome_line(result_of(*FEW, replace(LETTER, started_on=None)), "planned") == ""


def test_what_is_good_to_know_before_sending_depends_on_the_way() -> None:
    mail = replace(LETTER, channel="mail", message="Come again.")
    assert "Bcc" in words.sending_hint(mail)
    assert "of their own" in words.sending_hint(replace(mail, message="Dear {name}"))
    assert words.sending_hint(LETTER) == ""
