"""The accounts of the summary: what was given and tried in the month, and in no other."""

from datetime import date

from db.session import Session
from db.usecases.campaigns import add_campaign, start_campaign
from db.usecases.promotions import add_promotion
from desktop.papers.summary_accounts import campaigns_of, promotions_of
from tests.desktop.a_shop_year import at, live_a_year, sell

OCTOBER = {"first": date(2026, 10, 1), "last": date(2026, 10, 31)}
SEPTEMBER = {"first": date(2026, 9, 1), "last": date(2026, 9, 30)}


def test_a_promotion_stands_in_the_months_in_which_it_gave(session: Session) -> None:
    live_a_year(session)
    terms = {"name": "Double", "multiplier": "2"}
    add_promotion(at(session, date(2026, 10, 1)), terms=terms, operation_id="double")
    someone = session.db.conn.execute("SELECT id FROM customers LIMIT 1").fetchone()[0]
    sell(session, date(2026, 10, 29), 5000, someone)
    [double] = promotions_of(session.moment(), **OCTOBER)
    assert (double.name, double.sales, double.points, double.worth_minor) == ("Double", 1, 50, 50)
    assert promotions_of(session.moment(), **SEPTEMBER) == ()


def test_a_campaign_stands_in_the_months_it_ran_through(session: Session) -> None:
    live_a_year(session)
    terms = {
        "name": "Autumn letter", "segment": {"minimum_visits": 1}, "channel": "counter",
        "from": "2026-10-20", "to": "2026-11-30", "holdout_percent": 20,
    }  # fmt: skip
    there = at(session, date(2026, 10, 20))
    add_campaign(there, terms=terms, operation_id="add")
    assert campaigns_of(session.moment(), **OCTOBER) == ()
    start_campaign(there, campaign="Autumn letter", operation_id="start")
    [letter] = campaigns_of(session.moment(), **OCTOBER)
    assert letter.name == "Autumn letter"
    assert "came back" in letter.told
    assert campaigns_of(session.moment(), **SEPTEMBER) == ()
