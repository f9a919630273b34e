"""What is said of sales, stages and groups."""

from db.rules.retention import Trade
from db.rules.shop import ShopSettings
from desktop.insights.sales_words import SalesWords
from tests.desktop.two_months import NOTHING, OCTOBER, SEPTEMBER, month


def words(*figures: object) -> SalesWords:
    now, before = (*figures, None)[:2]
    return SalesWords(now, before, ShopSettings())  # type: ignore[arg-type]


def test_the_share_of_returning_customers_says_of_what() -> None:
    told = words(OCTOBER, SEPTEMBER).returning()
    assert (told.shown, told.note) == ("68.0 %", "¥1,412,300 of ¥2,076,900")
    assert words(NOTHING).returning().shown == "–"


def test_refunds_bring_a_net_line_of_their_own() -> None:
    plain = [each.words for each in words(OCTOBER).more()]
    assert "Refunds" not in plain
    refunded = month(10, trade=Trade(sales=2, buyers=1, revenue=1000, refunds=300,
                                     anonymous_sales=1, anonymous_revenue=70))  # fmt: skip
    rows = {each.words: each.shown for each in words(refunded).more()}
    assert rows["Members, net of refunds"] == "¥700"
    assert rows["Refunds"] == "−¥300"
    assert rows["1 sale without a card"] == "¥70"
    assert rows["Average sale"] == "¥500"


def test_each_stage_is_measured_by_something_else() -> None:
    notes = words(OCTOBER).stage_notes()
    assert notes == {
        "stage_new": "33.3 % came on a second day",
        "stage_settling": "– of those with a rhythm keep it",
        "stage_loyal": "10.0 % less than the year before",
    }
    assert words(NOTHING).stage_notes()["stage_loyal"] == "no year before to compare with"
    assert [each.shown for each in words(OCTOBER).stages()] == ["3", "5", "2"]


def test_groups_have_plain_names_a_share_and_something_to_do() -> None:
    told = words(OCTOBER, SEPTEMBER)
    best, gone = told.groups()
    row = told.group_row(best, {"champions": 900})
    assert row.cells == ("3", "75.0 %", "¥900")
    assert row.note == "Thank them by name, ask them to bring a friend."
    assert gone.behind[0].figure == "rfm:lost"
    top = told.top()
    assert (top.shown, top.behind[0].words) == ("60.0 %", "The best customer")
