"""What is said of scores."""

from dataclasses import replace

from db.rules.feedback import FeedbackCounts
from db.rules.shop import ShopSettings
from desktop.words.feedback import advice, group_words, net_score, net_score_words, sureness_words


def test_the_net_score_is_said_with_how_sure_it_is() -> None:
    counts = FeedbackCounts(6, 2, 2)
    assert net_score(counts) == "+40"
    assert net_score_words(counts).startswith("+40 (95 %: −")
    assert sureness_words(counts).startswith(
        "10 answers; the true score most likely lies between −"
    )
    assert net_score_words(FeedbackCounts()) == "–"
    assert net_score(FeedbackCounts()) == "–"
    assert sureness_words(FeedbackCounts()) == "Nobody has answered yet."


def test_each_group_brings_its_own_advice_and_no_reminder_is_promised_where_there_is_none() -> None:
    settings = ShopSettings()
    said = [advice(score, settings) for score in (3, 8, 10)]
    assert len(set(said)) == 3
    assert "24 hours" in said[0]
    unhappy = replace(settings.follow_ups.unhappy, on=False)
    silent = replace(settings, follow_ups=replace(settings.follow_ups, unhappy=unhappy))
    assert "Today" not in advice(3, silent)
    assert group_words("promoter") == "Would recommend us"
