"""What the demo's shop offers, and how its papers look."""

from collections.abc import Callable
from typing import Any

from db.session import Session
from db.usecases.pictures import set_picture
from db.usecases.promotions import add_promotion
from db.usecases.rewards import NewReward, add_reward
from db.usecases.shop import set_shop
from db.usecases.stamps import add_stamp_card
from db.usecases.streaks import add_streak
from db.usecases.tiers import NewTier, add_tier
from desktop.i18n import tr
from desktop.resources import resource


def open_shop(session: Session, operation: Callable[[], str]) -> None:
    """Let the owner make the offers that the story needs; `operation` names each act."""
    set_shop(session, changes=_choices(), operation_id=operation())
    logo = resource("samples/demo_logo.png").read_bytes()
    set_picture(session, name="logo", content=logo, operation_id=operation())
    for name, threshold, multiplier in ((tr("Silver"), 10_000, "1.2"), (tr("Gold"), 30_000, "1.5")):
        tier = NewTier(name, str(threshold), multiplier=multiplier)
        add_tier(session, tier, operation_id=operation())
    for terms in _promotions():
        add_promotion(session, terms=terms, operation_id=operation())
    for reward in _rewards():
        add_reward(session, reward, operation_id=operation())
    card = {"name": tr("Record stamps"), "needed": 5, "reward": tr("Record cleaning")}
    add_stamp_card(session, terms=card, operation_id=operation())
    weeks = {"name": tr("Three weeks in a row"), "weeks": 3, "gift": {"points": 50}}
    add_streak(session, terms=weeks, operation_id=operation())
    promise = {"reward": tr("¥200 off"), "minimum": "6000"}
    set_shop(session, changes={"next_visit": promise}, operation_id=operation())


def _choices() -> dict[str, Any]:
    return {
        "expiry": {"months": 12},
        "referral": {
            "referrer": {"points": 200},
            "referee": {"points": 100},
            "minimum": "1000",
            "ask_owner": True,
        },
        "paper": {
            "address": tr("1-2-3 Komorebi, Sample City"),
            "phone": "03-0000-0000",
            "receipt_words": tr("Thank you. Listen to something good tonight."),
            "coupon_words": tr("Please show this coupon before you pay."),
        },
    }


def _promotions() -> list[dict[str, Any]]:
    return [
        {"name": tr("Rainy-day double"), "multiplier": "2", "when": {"called": True}},
        {
            "name": tr("Friday evening"),
            "multiplier": "1.5",
            "when": {"weekdays": ["fri"], "hours": {"from": "17:00", "to": "19:00"}},
        },
        {"name": tr("Welcome"), "points": 30, "once": "ever", "when": {"first_sale": True}},
        {"name": tr("Happy birthday"), "points": 50, "when": {"birthday": "week"}},
    ]


def cause() -> str:
    """Return the good cause to which points may be given."""
    return tr("Komorebi School music club")


def _rewards() -> list[NewReward]:
    offered = (
        (tr("Record cleaning"), "free_item", "300", 60),
        (tr("¥200 off"), "amount_off", "200", 100),
        (tr("Tote bag"), "free_item", "800", 250),
        (tr("¥1,000 off"), "amount_off", "1000", 450),
        (tr("Limited single"), "free_item", "2500", 900),
    )
    given = [
        NewReward(name, kind, value, cost, valid_days=60) for name, kind, value, cost in offered
    ]
    return [*given, NewReward(cause(), "donation", "100", 100)]
