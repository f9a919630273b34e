"""What the groups spent adds up to what everybody spent, and to the customers behind each."""

from datetime import date

from db.queries.behind import customers_behind
from db.queries.group_spending import group_spending
from db.rules.spans import period_of
from db.session import Session
from tests.desktop.a_shop_year import live_a_year


def test_each_group_has_what_its_customers_spent(session: Session) -> None:
    live_a_year(session)
    period = period_of("month", date(2026, 10, 1))
    spent = group_spending(session.db, period=period)
    for name, amount in spent.items():
        behind = customers_behind(
            session.db, period=period, figure=f"rfm:{name}", settings=session.settings,
            today=session.today,
        )  # fmt: skip
        assert sum(row.spent for row in behind.rows) == amount, name
    assert sum(spent.values()) > 0
