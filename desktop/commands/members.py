"""`okaeri print membership|friends|renewals`: what members are handed, and whom to speak to."""

from pathlib import Path

import click

from desktop.commands.desk import Desk
from desktop.commands.paper import OUT, save_paper

MEMBER_PAPERS = ("a4", "letter", "a6", "receipt80", "receipt58")
LIST_PAPERS = ("a4", "letter")


@click.command("membership")
@click.argument("customer")
@OUT
@click.option("--paper", type=click.Choice(MEMBER_PAPERS), help="By default the country's own.")
@click.pass_obj
def print_membership(desk: Desk, customer: str, out: Path | None, paper: str | None) -> None:
    """Print a customer's membership: what it gives, until when, and how it goes on."""
    from db.queries.customers import customer_named
    from desktop.papers import membership as membership_paper
    from desktop.papers.summary import office_paper

    session = desk.session()
    country = session.settings.country
    id = customer_named(session.db, customer, country=country)
    chosen = paper or office_paper(country)
    save_paper(out, lambda to: membership_paper.print_membership(session, id, to, paper=chosen))


@click.command("friends")
@click.argument("customer")
@OUT
@click.option("--paper", type=click.Choice(MEMBER_PAPERS), help="By default the country's own.")
@click.pass_obj
def print_friends(desk: Desk, customer: str, out: Path | None, paper: str | None) -> None:
    """Print five slips with a customer's code, to be torn off and handed to friends."""
    from db.queries.customers import customer_named
    from desktop.papers import friends as friend_paper
    from desktop.papers.summary import office_paper

    session = desk.session()
    country = session.settings.country
    id = customer_named(session.db, customer, country=country)
    chosen = paper or office_paper(country)
    save_paper(out, lambda to: friend_paper.print_friend_slips(session, id, to, paper=chosen))


@click.command("renewals")
@click.option("--weeks", type=click.IntRange(1, 53), default=4, show_default=True, help="How many.")
@OUT
@click.option("--paper", type=click.Choice(LIST_PAPERS), help="By default the country's own.")
@click.pass_obj
def print_renewals(desk: Desk, weeks: int, out: Path | None, paper: str | None) -> None:
    """Print whose plan is to be paid for, week by week, with what to say."""
    from desktop.papers import renewals as renewals_paper
    from desktop.papers.summary import office_paper

    session = desk.session()
    chosen = paper or office_paper(session.settings.country)
    save_paper(
        out, lambda to: renewals_paper.print_renewals(session, to, paper=chosen, weeks=weeks)
    )


MEMBERS_PAPERS = (print_membership, print_friends, print_renewals)
"""What `okaeri print` prints by this file."""
