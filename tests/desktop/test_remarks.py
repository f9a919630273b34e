"""Every remark has its kind sentence, in both languages."""

from datetime import date

import pytest

from db.rules.remarks import Remark
from db.rules.shop import ShopSettings
from desktop.i18n import speaking
from desktop.remarks import said

DAY = date(2026, 12, 2)
REMARKS = [
    Remark("past_due", name="Bean Club", day=DAY, amount=980),
    Remark("renewal", name="Bean Club", day=DAY, days=10, points=200, amount=980),
    Remark("renewal", name="Bean Club", day=DAY, days=0, amount=980),
    Remark("birthday", days=3),
    Remark("birthday", days=0),
    Remark("expiring", day=DAY, days=10, points=120),
    Remark("welcome_back", days=56),
    Remark("new_face"),
    Remark("new_face", name="佐藤 健"),
    Remark("coupon", name="Slice of cake", day=DAY, code="C7K29QXM4T8D"),
    Remark("coupon", name="Slice of cake", code="C7K29QXM4T8D"),
    Remark("tier_near", name="Gold", amount=1200),
    Remark("tier_near", name="Gold", amount=12, measure="points"),
    Remark("tier_near", name="Gold", amount=1, measure="visits"),
]


@pytest.mark.parametrize("remark", REMARKS)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_sentence_is_whole_and_filled_in(remark: Remark, language: str) -> None:
    with speaking(language):
        words = said(remark, ShopSettings())
    assert words.tag
    assert "{" not in words.sentence + words.action_words
    assert bool(words.action) == bool(words.action_words)


def test_a_renewal_says_until_when_its_bonus_is_given() -> None:
    with speaking("en"):
        words = said(REMARKS[1], ShopSettings())
    assert words.sentence == "Bean Club ends in 10 days. Renewing by 2 Dec brings 200 points."
    assert words.action_words == "Renew ¥980"


def test_a_tier_is_measured_in_its_own_unit() -> None:
    with speaking("en"):
        sentences = [said(remark, ShopSettings()).sentence for remark in REMARKS[-3:]]
    assert sentences == [
        "Another ¥1,200 and they are Gold.",
        "Another 12 points and they are Gold.",
        "Another 1 visit and they are Gold.",
    ]
