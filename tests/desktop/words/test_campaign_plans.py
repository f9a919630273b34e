"""What a campaign would do is said before it starts, honestly where it is too small."""

import pytest

from db.queries.campaigns import Reach
from db.rules.campaigns import LeftOut
from db.rules.channels import CAMPAIGN_CHANNELS, CampaignChannel
from db.rules.shop import ShopSettings
from db.usecases.campaigns import CampaignPreview
from desktop.words import campaign_plans as words

NOBODY = LeftOut()


def preview(treated: int, held: int, left_out: LeftOut = NOBODY) -> CampaignPreview:
    ids = tuple(f"{number}" for number in range(treated + held))
    return CampaignPreview(Reach(len(ids) + left_out.total, ids, left_out), treated, held)


def test_who_gets_nothing_is_said_with_the_reason() -> None:
    assert words.holdout_words(preview(48, 12), "letter") == (
        "12 of 60 get nothing, drawn by chance, so that you can see what the letter did."
    )
    assert words.holdout_words(preview(60, 0), "letter").startswith("Everybody gets it.")


@pytest.mark.parametrize("channel", CAMPAIGN_CHANNELS)
def test_every_way_has_its_words(channel: CampaignChannel) -> None:
    some = preview(48, 12)
    assert "48" in words.treated_words(some, channel)
    assert "12" in words.holdout_words(some, channel)
    if channel != "counter":
        said = words.left_out_words(LeftOut(refused=3, unreachable=2, elsewhere=1), channel)
        assert said.startswith("Left out: 3")
        assert said.endswith("1 is in another campaign now.")


def test_what_could_be_seen_grows_with_the_people() -> None:
    assert "26 more of 100" in words.power_words(preview(150, 38))
    assert "7 more of 100" in words.power_words(preview(1600, 400))
    few = words.power_words(preview(8, 2))
    assert few.startswith("These are few")
    assert "about 1,100 people" in few
    assert words.power_words(preview(60, 0)) == ""


def test_the_cost_is_worked_out_before_anything_is_spent() -> None:
    shop = ShopSettings()
    assert words.cost_words(preview(48, 12), 110, shop) == "Cost: 48 × ¥110 = ¥5,280."
    assert words.cost_words(preview(48, 12), 0, shop) == ""


def test_where_nobody_is_left_it_says_what_to_do() -> None:
    assert "Take a condition away" in words.nobody_words(preview(0, 0))
    assert "Choose another way" in words.nobody_words(preview(0, 0, LeftOut(unreachable=4)))


def test_names_stand_for_many() -> None:
    assert words.some_names(["Tanaka", "Sato"], 48) == "Tanaka, Sato and 46 more"
    assert words.some_names(["Tanaka", "Sato"], 2) == "Tanaka, Sato"
    assert "19 get it, 5 get nothing." in words.frozen_words(preview(19, 5))
    assert "24 customers get it." in words.frozen_words(preview(24, 0))
