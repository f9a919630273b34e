"""What is said of points and offers."""

from db.queries.points_account import PointsAccount
from db.rules.shop import ShopSettings
from desktop.insights.reward_words import RewardWords
from tests.desktop.two_months import NOTHING, OCTOBER, SEPTEMBER, month


def words(*figures: object) -> RewardWords:
    now, before = (*figures, None)[:2]
    return RewardWords(now, before, ShopSettings())  # type: ignore[arg-type]


def test_points_owed_are_worth_their_value_and_some_will_lapse() -> None:
    told = words(OCTOBER, SEPTEMBER).points_owed()
    assert (told.shown, told.note) == ("184,220", "¥184,220 · 21 % will lapse")
    assert (told.change, told.tone) == ("+6,120", "info")
    lapse = words(OCTOBER).breakage()
    assert (lapse.shown, lapse.note) == ("21 %", "¥145,534 will be asked for")
    waiting = words(month(10, points=PointsAccount(opening=10, pending=1)))
    assert waiting.points_owed().note == "worth ¥10"
    assert "1 of them is still pending" in waiting.points_owed().how[1]
    assert "still pending" in waiting.account_note()
    assert (waiting.breakage().shown, waiting.breakage().note) == ("–", "too early to say")


def test_the_points_account_adds_up_from_what_is_shown() -> None:
    moved = PointsAccount(
        opening=100, earned=50, redeemed=20, expired=5, reversed=3, returned=2, adjusted=-4
    )
    rows = words(month(10, points=moved)).account()
    shown = [int(each.shown.replace(",", "").replace("−", "-")) for each in rows]
    assert sum(shown[:-1]) == shown[-1] == 120
    calm = [each.words for each in words(OCTOBER).account()]
    assert calm == ["At the start", "Earned", "Used", "Expired", "At the end"]


def test_what_rewards_cost_is_told_for_newcomers_and_regulars() -> None:
    rows = {row.words: row.cells for _, row in words(OCTOBER).cost_rows()}
    assert rows["Coupons"] == ("¥20", "¥30")
    assert rows["Together"] == ("¥20", "¥80")
    cost = words(OCTOBER).cost()
    assert (cost.shown, cost.note) == ("¥100", "0.0 % of sales")


def test_who_waits_for_coupons_is_seen() -> None:
    told = words(OCTOBER).dependence()
    assert (told.shown, told.note) == ("33.3 %", "10.0 % of sales money")
    assert words(NOTHING).dependence().shown == "–"


def test_each_figure_has_its_definition() -> None:
    told = words(OCTOBER)
    for figure in (*told.tiles(), *told.account(), *told.coupon_rows()):
        assert all(figure.how), figure.name
