"""`okaeri print …`: each paper as a PDF, drawn whole before anything is written."""

from pathlib import Path

import click

from db.rules.periods import parse_business_date, parse_month
from desktop.commands.desk import Desk
from desktop.commands.paper import OUT, START, paper_choice, save_paper
from desktop.i18n import tr

COUPON_PAPERS = (
    "a6", "a4", "letter", "receipt80", "receipt58", "labels-2x5", "labels-2x6", "labels-3x7",
    "labels-2x7", "labels-letter-2x5", "labels-letter-3x10",
)  # fmt: skip
CARD_PAPERS = ("cr80", "a4", "letter")
RECEIPT_PAPERS = ("receipt80", "receipt58")
VOUCHER_PAPERS = ("a6", "receipt80", "receipt58")
SUMMARY_PAPERS = ("a4", "letter")
STATEMENT_PAPERS = ("a4", "letter")
DAY_PAPERS = ("a4", "letter", "receipt80", "receipt58")


@click.group("print")
def print_group() -> None:
    """Print a paper as a PDF."""


@print_group.command("summary")
@click.argument("month")
@OUT
@paper_choice(SUMMARY_PAPERS)
@click.pass_obj
def print_summary(desk: Desk, month: str, out: Path, paper: str) -> None:
    """Print the retention summary of a month."""
    from desktop.papers import summary

    session = desk.session()
    first_day = parse_month(month)
    save_paper(out, lambda to: summary.print_summary(session, first_day, to, paper=paper))


@print_group.command("day")
@click.argument("day", metavar="[YYYY-MM-DD]", required=False)
@OUT
@paper_choice(DAY_PAPERS)
@click.pass_obj
def print_day(desk: Desk, day: str | None, out: Path, paper: str) -> None:
    """Print what a day brought, today so far by default."""
    from desktop.papers import day as day_paper

    session = desk.session()
    asked = parse_business_date(day) if day else session.today
    save_paper(out, lambda to: day_paper.print_day(session, asked, to, paper=paper))


@print_group.command("today")
@OUT
@click.option("--paper", type=click.Choice(SUMMARY_PAPERS), help="By default the country's own.")
@click.pass_obj
def print_today(desk: Desk, out: Path, paper: str | None) -> None:
    """Print whom to speak to today, by kind, with numbers and room for notes."""
    from desktop.papers import follow_ups
    from desktop.papers.summary import office_paper

    session = desk.session()
    chosen = paper or office_paper(session.settings.country)
    save_paper(out, lambda to: follow_ups.print_follow_ups(session, to, paper=chosen))


@print_group.command("coupons")
@click.argument("codes", nargs=-1)
@click.option("--batch", help="All coupons that were made together.")
@START
@OUT
@paper_choice(COUPON_PAPERS)
@click.pass_obj
def print_coupons(
    desk: Desk, codes: tuple[str, ...], batch: str | None, start: int, out: Path, paper: str
) -> None:
    """Print coupons by their codes, or a whole batch."""
    from desktop.papers import counter as papers
    from desktop.printing.coupon import fields_of

    if bool(codes) == bool(batch):
        raise click.UsageError(tr("Name coupon codes, or a batch."))
    if start > fields_of(paper):
        most = tr("This paper holds {count} on a sheet.").format(count=fields_of(paper))
        raise click.BadParameter(most, param_hint="--start")
    session = desk.session()
    if batch is None:
        save_paper(
            out, lambda to: papers.print_coupons(session, codes, to, paper=paper, start=start)
        )
        return
    save_paper(out, lambda to: papers.print_batch(session, batch, to, paper=paper, start=start))


@print_group.command("card")
@click.argument("customers", nargs=-1, required=True)
@OUT
@paper_choice(CARD_PAPERS)
@click.pass_obj
def print_card(desk: Desk, customers: tuple[str, ...], out: Path, paper: str) -> None:
    """Print member cards; customers are named as in the feed."""
    from db.queries.customers import customer_named
    from desktop.papers import counter as papers

    session = desk.session()
    country = session.settings.country
    ids = [customer_named(session.db, text, country=country) for text in customers]
    save_paper(out, lambda to: papers.print_cards(session, ids, to, paper=paper))


@print_group.command("statement")
@click.argument("customer")
@click.option("--from", "since", metavar="DAY", help="The first day, ISO 8601.")
@OUT
@paper_choice(STATEMENT_PAPERS)
@click.pass_obj
def print_statement(desk: Desk, customer: str, since: str | None, out: Path, paper: str) -> None:
    """Print why a customer's balance is what it is; customers are named as in the feed."""
    from db.queries.customers import customer_named
    from desktop.papers import statement as statement_paper

    session = desk.session()
    customer_id = customer_named(session.db, customer, country=session.settings.country)
    first = parse_business_date(since) if since is not None else None
    save_paper(
        out,
        lambda to: statement_paper.print_statement(
            session, customer_id, to, since=first, paper=paper
        ),
    )


@print_group.command("receipt")
@click.argument("sale", required=False)
@click.option("--plan", "customer", metavar="CUSTOMER", help="Of the last payment for a plan.")
@OUT
@paper_choice(RECEIPT_PAPERS)
@click.pass_obj
def print_receipt(
    desk: Desk, sale: str | None, customer: str | None, out: Path, paper: str
) -> None:
    """Print what a sale gave, or what was paid for a plan."""
    from db.queries.customers import customer_named
    from db.queries.plan_payments import is_plan_payment
    from desktop.papers import counter as papers
    from desktop.papers import plan_receipts

    if bool(sale) == bool(customer):
        raise click.UsageError(tr("Name a sale, or a customer with --plan."))
    session = desk.session()
    if customer:
        id = customer_named(session.db, customer, country=session.settings.country)
        save_paper(
            out, lambda to: plan_receipts.print_last_plan_receipt(session, id, to, paper=paper)
        )
    elif sale and is_plan_payment(session.db, sale):
        save_paper(out, lambda to: plan_receipts.print_plan_receipt(session, sale, to, paper=paper))
    else:
        save_paper(out, lambda to: papers.print_receipt(session, sale or "", to, paper=paper))


@print_group.command("voucher")
@click.argument("code")
@OUT
@paper_choice(VOUCHER_PAPERS)
@click.pass_obj
def print_voucher(desk: Desk, code: str, out: Path, paper: str) -> None:
    """Print a gift voucher with what is left of it."""
    from desktop.papers import counter as papers

    session = desk.session()
    save_paper(out, lambda to: papers.print_voucher(session, code, to, paper=paper))
