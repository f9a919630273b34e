"""`okaeri print membership|friends|renewals`: what members are handed, and whom to speak to."""

from pathlib import Path

import click

from desktop.cli_desk import Desk
from desktop.cli_paper import OUT, save_paper

MEMBER_PAPERS = ("a4", "letter", "a6", "receipt80", "receipt58")


@click.command("membership")
@click.argument("customer")
@OUT
@click.option("--paper", type=click.Choice(MEMBER_PAPERS), help="By default the country's own.")
@click.pass_obj
def print_membership(desk: Desk, customer: str, out: Path | None, paper: str | None) -> None:
    """Print a customer's membership: what it gives, until when, and how it goes on."""
    from db.queries.customers import customer_named
    from desktop import membership_paper
    from desktop.summary import office_paper

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
    from desktop import friend_paper
    from desktop.summary import office_paper

    session = desk.session()
    country = session.settings.country
    id = customer_named(session.db, customer, country=country)
    chosen = paper or office_paper(country)
    save_paper(out, lambda to: friend_paper.print_friend_slips(session, id, to, paper=chosen))


MEMBERS_PAPERS = (print_membership, print_friends)
"""What `okaeri print` prints by this file."""
