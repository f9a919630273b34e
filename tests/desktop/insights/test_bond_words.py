"""What is said of plans, tiers, friends and answers."""

from db.rules.shop import ShopSettings
from desktop.insights.bond_words import BondWords
from tests.desktop.two_months import NOTHING, OCTOBER, SEPTEMBER


def test_the_score_is_told_with_how_sure_it_is() -> None:
    told = BondWords(OCTOBER, SEPTEMBER, ShopSettings()).score()
    assert (told.shown, told.change, told.tone) == ("+50", "+20", "info")
    assert "chance alone" in told.how[-1]  # ten answers in each month
    low, high = (round(each) for each in (OCTOBER.feedback.interval.low,  # type: ignore[union-attr]
                                          OCTOBER.feedback.interval.high))  # type: ignore[union-attr]  # fmt: skip
    assert told.note == f"10 answers · between {low:+} and {high:+}".replace("-", "−")
    assert [whose.figure for whose in told.behind] == ["promoters", "passives", "detractors"]
    assert BondWords(NOTHING, None, ShopSettings()).score().shown == "–"


def test_plans_tiers_and_friends_lead_to_their_customers() -> None:
    told = BondWords(OCTOBER, None, ShopSettings())
    assert told.has_plans()
    assert not BondWords(NOTHING, None, ShopSettings()).has_plans()
    assert [row.cells for row in told.plan_rows()] == [("3",), ("3",)]
    assert told.tiers()[0].behind[0].figure == "tier:Gold"
    assert told.members().behind[0].figure == "members"
    assert {whose.figure for each in told.friends() for whose in each.behind} == {
        "friends",
        "friends_qualified",
    }
    for figure in (told.recurring(), told.plan_churn(), *told.friends(), *told.answers()):
        assert figure.how, figure.name
