"""The terms follow from the rules in force: every choice that changes them changes a sentence."""

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction

import pytest

from db.queries.shop import Category
from db.rules.promotions import Conditions, Promotion
from db.rules.rewards import Reward, Terms
from db.rules.shop import (
    Expiry,
    Gift,
    NextVisit,
    ReferralTerms,
    ShopSettings,
    YearlyGift,
)
from db.rules.subscriptions import Plan
from db.rules.tiers import Tier
from db.session import Session
from db.usecases.promotions import add_promotion, edit_promotion
from db.usecases.rewards import NewReward, add_reward
from desktop.i18n import speaking
from desktop.words.terms import Offers, expiry_words, offers_at, terms_sections

GOLD = Tier("g", "Gold", 50_000, "spend", Fraction("1.5"), 12, 12, "met", date(2026, 1, 1))
PASS = Plan("p", "Coffee pass", 980, "month", Fraction(2), 5, 50, 14, 7, None, 0)
RAIN = Promotion("r", "Rain", Fraction(2), conditions=Conditions(called=True))
FRIDAY = Promotion("f", "Friday", Fraction(3), conditions=Conditions(weekdays=("fri",)))
CAKE = Reward("c", "Cake", 100, Terms("free_item", 500, "Cake"))
FOREST = Reward("d", "Forest", 100, Terms("donation", 100, "Forest"))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with speaking("en"):
        yield


def said(settings: ShopSettings | None = None, offers: Offers | None = None) -> list[str]:
    sections = terms_sections(settings or ShopSettings(), offers or Offers())
    assert all(sentences for _, sentences in sections)
    return [sentence for _, sentences in sections for sentence in sentences]


def added(settings: ShopSettings | None = None, offers: Offers | None = None) -> set[str]:
    """Return the sentences that these choices bring which a new shop's terms do not have."""
    return set(said(settings, offers)) - set(said())


def dropped(settings: ShopSettings | None = None, offers: Offers | None = None) -> set[str]:
    return set(said()) - set(said(settings, offers))


SETTINGS = [
    ({"earn_per": 500}, "For every ¥500 that you pay you collect 1 point."),
    ({"earn_points": 3}, "For every ¥100 that you pay you collect 3 points."),
    ({"earn_points": 0}, "Purchases bring no points by themselves."),
    ({"currency": "USD", "digits": 2}, "For every $1.00 that you pay you collect 1 point."),
    ({"rounding": "nearest"}, "Parts of a point are rounded, from a half upwards."),
    ({"rounding": "up"}, "Parts of a point count as a whole one."),
    ({"max_points_per_sale": 50}, "One purchase brings 50 points at most."),
    ({"max_points_per_day": 60}, "One day brings 60 points at most."),
    ({"pending_days": 14}, "Points of a purchase can be used 14 days after it."),
    ({"pending_days": 1}, "Points of a purchase can be used from the next day on."),
    ({"point_value": 2}, "1 point is worth ¥2 when you pay with points."),
    ({"redeem_step": 10}, "Points are used in steps of 10."),
    ({"redeem_minimum": 100}, "Points can be used from 100 points on."),
    ({"redeem_max_percent": 50}, "Points pay up to 50 % of a purchase."),
    ({"points_gifts": True}, "You may give points to another member."),
    ({"coupons_per_sale": 3}, "Up to 3 coupons can be used on a purchase."),
    ({"birthday": YearlyGift("Cake")}, "For your birthday you receive a coupon for “Cake”."),
    ({"anniversary": YearlyGift("Tea")},
     "For each year since you joined you receive a coupon for “Tea”."),
    ({"next_visit": NextVisit("Tea")},
     "A purchase brings a coupon for “Tea” for your next visit."),
    ({"next_visit": NextVisit("Tea", minimum=1000)},
     "A purchase from ¥1,000 brings a coupon for “Tea”."),
    ({"referral": ReferralTerms(referrer=Gift(300))}, "You receive 300 points."),
    ({"referral": ReferralTerms(referee=Gift(reward="Tea"))},
     "Your friend receives a coupon for “Tea”."),
    ({"referral": ReferralTerms(Gift(1), minimum=1000)},
     "This holds once your friend's first purchase comes to ¥1,000 or more."),
    ({"referral": ReferralTerms(Gift(1))}, "This holds with your friend's first purchase."),
    ({"referral": ReferralTerms(Gift(1), hold_days=7)}, "It comes 7 days after that purchase."),
    ({"referral": ReferralTerms(Gift(1), max_per_month=3)}, "3 friends a month count."),
    ({"expiry": Expiry("months", 12)},
     "Points can be used for 12 months from the day you collect them."),
    ({"expiry": Expiry("months", 12), "return_days": 45},
     "They can then be used for at least 45 more days."),
]  # fmt: skip


@pytest.mark.parametrize(("choice", "sentence"), SETTINGS, ids=[str(each) for each, _ in SETTINGS])
def test_each_choice_changes_its_sentence(choice: dict[str, object], sentence: str) -> None:
    assert sentence in added(ShopSettings(**choice))  # type: ignore[arg-type]


def test_choices_that_customers_do_not_feel_change_nothing() -> None:
    unfelt = ShopSettings(name="x", active_days=30, adjust_limit=1, return_days=5, country="US")
    assert said(unfelt) == said()


def test_what_no_longer_holds_is_no_longer_said() -> None:
    assert dropped(ShopSettings(expiry=Expiry("months", 12))) == {"Points never end."}
    assert any("worth" in each for each in dropped(ShopSettings(redeem_max_percent=0)))
    assert dropped(ShopSettings(rounding="up")) == {"Parts of a point are left out."}


@pytest.mark.parametrize(
    ("expiry", "sentence"),
    [
        (Expiry(), "Points never end."),
        (Expiry("months", 1), "Points can be used for 1 month from the day you collect them."),
        (Expiry("inactive_months", 6),
         "Points last as long as you come: 6 months after your last purchase they end."),
        (Expiry("yearly", yearly="03-31"), "Points end each year on 31 Mar."),
        (Expiry("yearly", yearly="03-31", minimum_months=6),
         "Points end each year on 31 Mar, those younger than 6 months a year later."),
    ],
)  # fmt: skip
def test_every_way_in_which_points_end_is_told(expiry: Expiry, sentence: str) -> None:
    assert expiry_words(expiry) == sentence


@pytest.mark.parametrize(
    ("offers", "sentence"),
    [
        (Offers(categories=(Category("t", "Tobacco", earns=False),)),
         "What is sold as “Tobacco” earns no points."),
        (Offers(categories=(Category("b", "Beans", earns=True, earn=(100, 3)),)),
         "What is sold as “Beans” earns 3 points per ¥100."),
        (Offers(promotions=(FRIDAY,)), "Now: Triple points, every Friday."),
        (Offers(promotions=(RAIN,)), "On days that we announce: Double points on every sale."),
        (Offers(rewards=(CAKE,)),
         "Points can be exchanged for rewards; ask at the counter for the ones of today."),
        (Offers(rewards=(FOREST,)),
         "Points can be given to a good cause; we pass on what they are worth."),
        (Offers(money=True),
         "They can be used in parts; what is left is printed on the receipt."),
        (Offers(plans=(PASS,)), "A plan goes on only when you pay for the next period."),
        (Offers(tiers=(GOLD,), plans=(PASS,)),
         "When several multipliers meet on one purchase, what each adds is added up."),
    ],
)  # fmt: skip
def test_each_offer_has_its_sentence(offers: Offers, sentence: str) -> None:
    assert sentence in added(offers=offers)


def test_levels_and_plans_are_told_with_all_their_terms() -> None:
    told = " ".join(said(offers=Offers(tiers=(GOLD,), plans=(PASS,))))
    for each in ("“Gold”", "¥50,000", "× 1.5", "“Coffee pass”", "¥980", "× 2", "5 %", "14 days"):
        assert each in told


def test_the_largest_multiplier_alone_counts_where_the_shop_says_so() -> None:
    offers = Offers(tiers=(GOLD,), plans=(PASS,))
    best = added(ShopSettings(stacking="best"), offers)
    assert "When several multipliers meet on one purchase, only the largest counts." in best
    assert not any("several multipliers" in each for each in added(offers=Offers(tiers=(GOLD,))))


def test_everything_can_be_said_in_japanese() -> None:
    everything = Offers(
        (Category("b", "豆", earns=True, earn=(100, 3)),), (GOLD,), (PASS,), (RAIN, FRIDAY),
        (CAKE, FOREST), money=True,
    )  # fmt: skip
    english = said(ShopSettings(birthday=YearlyGift("x")), everything)
    with speaking("ja"):
        japanese = said(ShopSettings(birthday=YearlyGift("x")), everything)
    assert len(japanese) == len(english)
    assert not set(japanese) & set(english)


def test_only_what_is_offered_now_is_told(session: Session, set_shop: Callable[..., None]) -> None:
    set_shop(name="Café Komorebi")
    add_reward(session, NewReward("Cake", "free_item", "500", 100), operation_id="a")
    add_reward(session, NewReward("Gift", "free_item", "500", 0), operation_id="b")
    for name, when in (
        ("Now", {}),
        ("Past", {"to": "2026-11-21"}),
        ("Later", {"from": "2026-11-23"}),
        ("Stopped", {}),
        ("Tagged", {"tag": "x"}),
    ):
        terms = {"name": name, "multiplier": "2", "when": when}
        add_promotion(session, terms=terms, operation_id=name)
    edit_promotion(session, promotion="Stopped", changes={"offered": False}, operation_id="s")
    offers = offers_at(session.moment())
    assert [each.name for each in offers.promotions] == ["Now"]
    assert [each.name for each in offers.rewards] == ["Cake"]
    assert offers.money is False
