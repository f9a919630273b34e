"""The table of whom a campaign reached, and who got nothing so that it can be measured."""

from sqlite_utils import Database

from db.queries.facts import Fact


def campaign_started(db: Database, fact: Fact) -> set[str]:
    """Freeze the group as it was drawn."""
    campaign = fact.doc["campaign"]
    rows = [(campaign, customer, 1) for customer in fact.doc["treated"]]
    rows += [(campaign, customer, 0) for customer in fact.doc["held"]]
    db.conn.executemany("INSERT INTO campaign_members VALUES (?, ?, ?)", rows)
    return {"campaign_members"}


def campaign_members_merged(db: Database, kept: str, merged: str) -> None:
    """Let one person stand once in each campaign: reached, where one of the two was."""
    db.conn.execute(
        """INSERT INTO campaign_members
           SELECT campaign_id, ?, treated FROM campaign_members WHERE customer_id = ?
           ON CONFLICT DO UPDATE SET treated = max(treated, excluded.treated)""",
        (kept, merged),
    )
    db.conn.execute("DELETE FROM campaign_members WHERE customer_id = ?", (merged,))


PROJECTIONS = {"campaign.start": campaign_started}
