"""Each thing that moves points has words in both languages."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import get_args

import pytest

from db.rules.lots import SharedDay
from db.rules.shop import ShopSettings
from db.rules.statements import Cause, CauseKind, Line, LotState, LotStory, Standing
from desktop.i18n import speaking
from desktop.words import statements as words

DAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 1, 14, tzinfo=UTC)
YEN = ShopSettings()
DOLLARS = ShopSettings(currency="USD", digits=2)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with speaking("en"):
        yield


def cause(kind: CauseKind, *, name: str = "", reason: str = "", amount: int = 0) -> Cause:
    sale = "1-1" if amount else None
    return Cause(kind, DAY, AT, sale=sale, amount=amount, name=name, reason=reason)


def said(kind: CauseKind, *, name: str = "", reason: str = "", amount: int = 0) -> str:
    return words.cause_words(cause(kind, name=name, reason=reason, amount=amount), YEN)


def line(change: Standing, usable_from: date | None = None, reason: str = "") -> Line:
    return Line("1", cause("adjust", reason=reason), change, change, usable_from=usable_from)


def story(state: LotState, expires_on: date | None, *, by_visits: bool = False) -> LotStory:
    return LotStory("1", cause("sale"), 10, 5, state, DAY, expires_on, by_visits, ())


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("kind", get_args(CauseKind))
def test_every_kind_is_said_with_a_name_and_without(kind: CauseKind, language: str) -> None:
    with speaking(language):
        plain, named = said(kind), said(kind, name="2000000001579", amount=1980)
    assert plain
    assert named
    assert (language == "ja") == any(letter > "\u3000" for letter in plain)


def test_a_sale_says_its_amount_in_the_shop_s_money() -> None:
    sold = cause("sale", amount=1980)
    assert words.cause_words(sold, YEN) == "Sale ¥1,980"
    assert words.cause_words(sold, DOLLARS) == "Sale $19.80"
    assert said("used", amount=1980) == "Used on the sale of ¥1,980"


@pytest.mark.parametrize(
    ("reason", "name", "expected"),
    [
        ("referral", "佐藤 健", "For bringing 佐藤 健"),
        ("referral", "", "A friend's bonus"),
        ("referred", "", "Welcome gift, brought by a friend"),
        ("plan", "Club", "Points of Club"),
        ("renewal", "Club", "Bonus for renewing Club"),
        ("tier", "Gold", "Welcome to Gold"),
        ("streak", "Every week", "Weeks in a row: Every week"),
        ("birthday", "", "Birthday gift"),
        ("anniversary", "", "Anniversary gift"),
        ("something new", "x", "Points given"),
    ],
)
def test_a_gift_says_why(reason: str, name: str, expected: str) -> None:
    assert said("gift", reason=reason, name=name) == expected


def test_what_came_back_says_whether_it_was_refunded_or_undone() -> None:
    assert said("returned", reason="refund") == "Refund: points used come back"
    assert said("returned", reason="undo") == "Undone: points given back"
    assert said("returned", reason="coupon_voided") == "Coupon void: points given back"
    assert said("reversed", reason="refund") == "Refund: points taken back"
    assert said("reversed", reason="referral") == "A friend's bonus taken back"
    assert said("reversed", reason="streak") == "Gift for weeks in a row taken back"
    assert said("reversed", reason="undo") == "Undone: points taken back"


def test_one_who_was_joined_is_named_by_number_and_a_reward_by_its_name() -> None:
    assert said("merged", name="2000000001579") == "Joined with No. 2000 0000 0157 9"
    assert said("redeem", name="<b>Tea</b>") == "Reward: <b>Tea</b>"


def test_a_line_says_the_reason_what_waits_and_what_is_owed() -> None:
    assert words.line_words(line(Standing(5, 0, 0), reason="Sorry"), YEN) == "Correction · Sorry"
    waits = line(Standing(0, 42, 0), usable_from=date(2026, 11, 25))
    assert words.line_note(waits) == "42 wait until 25 Nov 2026"
    assert words.line_note(line(Standing(-25, 0, 15))) == "15 owed"
    assert words.line_note(line(Standing(20, 0, -15))) == "15 of them paid what was owed"
    back = cause("reversed", reason="refund", name="broken")
    assert words.cause_reason(back) == "broken"
    with_receipt = Cause("sale", DAY, AT, sale="1", amount=500, receipt="0077")
    told = words.line_words(Line("1", with_receipt, Standing(), Standing()), YEN)
    assert told == "Sale ¥500 · receipt 0077"


def test_when_is_the_shop_s_own_time_and_a_day_where_only_time_did_it() -> None:
    assert words.when(cause("sale"), YEN) == "22 Nov 2026 10:14"
    assert words.when(Cause("expired", DAY), YEN) == "22 Nov 2026"


def test_a_lot_says_how_long_it_lasts_or_what_became_of_it() -> None:
    last = date(2026, 12, 31)
    assert words.last_day_words(story("usable", last)) == "until 31 Dec 2026"
    assert words.last_day_words(story("usable", None)) == "no last day"
    assert words.last_day_words(story("waiting", last)) == "from 22 Nov 2026"
    assert words.last_day_words(story("used_up", last)) == "used up"
    assert words.last_day_words(story("expired", last)) == "expired after 31 Dec 2026"
    idle = words.last_day_words(story("usable", last, by_visits=True))
    assert idle == "until 31 Dec 2026, longer with each visit"


def test_a_balance_says_what_waits_and_what_is_owed_beside_it() -> None:
    assert words.standing_words(Standing(5, 3, 0)) == ["3 more points are waiting"]
    assert words.standing_words(Standing(-2, 0, 2)) == ["2 points are owed from a refund"]
    assert words.standing_words(Standing(5, 0, 0)) == []


def test_points_that_end_say_when_and_whether_a_visit_keeps_them() -> None:
    last = date(2026, 12, 31)
    assert words.ending_words(SharedDay(1, last)) == "1 point expires on 31 Dec 2026"
    kept = words.ending_words(SharedDay(9, last, by_visits=True))
    assert kept == "9 points expire on 31 Dec 2026 if nothing is bought by then"
    assert words.ending_words(SharedDay(9, None)) == ""


@pytest.mark.parametrize(
    ("kind", "reason", "words_said"),
    [
        ("redeem", "donation", "Donation: Trees"),
        ("redeem", "", "Reward: Trees"),
        ("gift", "surprise", "A surprise: Trees"),
        ("gift", "campaign", "A gift: Trees"),
        ("gift", "reward", "Reward: Trees"),
    ],
)
def test_what_was_given_away_or_won_is_named(kind: CauseKind, reason: str, words_said: str) -> None:
    assert said(kind, name="Trees", reason=reason) == words_said
    with speaking("ja"):
        assert "Trees" in said(kind, name="Trees", reason=reason)
