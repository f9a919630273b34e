"""What bringing a friend brings, said only where something is given."""

import pytest

from db.rules.shop import Gift, ReferralTerms, ShopSettings
from desktop.i18n import speaking
from desktop.words.referrals import friend_words, gift_words

POINTS, COUPON = Gift(points=300), Gift(reward="Cake")


@pytest.mark.parametrize(
    ("referrer", "referee", "says"),
    [
        (Gift(), Gift(), ""),
        (POINTS, POINTS, "A friend who names this code on joining gets 300 points, and so do you."),
        (POINTS, COUPON,
         "A friend who names this code on joining gets a coupon for “Cake”; you get 300 points."),
        (POINTS, Gift(), "When a friend names this code on joining, you get 300 points."),
        (Gift(), COUPON, "A friend who names this code on joining gets a coupon for “Cake”."),
    ],
)  # fmt: skip
def test_both_gifts_are_told_as_they_are(referrer: Gift, referee: Gift, says: str) -> None:
    with speaking("en"):
        terms = ReferralTerms(referrer=referrer, referee=referee)
        assert friend_words(ShopSettings(referral=terms)) == says


def test_nothing_is_no_gift() -> None:
    with speaking("ja"):
        assert gift_words(Gift()) == ""
        assert "300" in gift_words(POINTS)
