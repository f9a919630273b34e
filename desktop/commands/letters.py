"""`okaeri print letter …` and all else that goes to customers by post, the terms, the logo."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from db.clock import new_id
from db.environment import FileUnreadable
from db.rules.periods import add_months, parse_month
from desktop.commands.desk import Desk
from desktop.commands.paper import OUT, START, paper_choice, save_paper
from desktop.i18n import tr, trn

if TYPE_CHECKING:
    from db.session import Session
    from desktop.papers.letters import LetterOrder, Mailing

LETTER_PAPERS = ("a4", "letter")
POSTCARD_PAPERS = ("hagaki", "a6")
KIND_WORDS_PAPERS = ("a5", "a4", "letter")
LABEL_PAPERS = ("labels-2x6", "labels-3x7", "labels-2x7", "labels-letter-3x10")
KINDS = ("missed", "birthday", "thanks", "plan_ends", "points_end")

_CUSTOMERS = click.argument("customers", nargs=-1)
_EVERYONE = click.option("--all-with-address", "everyone", is_flag=True, help="Whoever has one.")
_KIND = click.option("--kind", type=click.Choice(KINDS), default="missed", show_default=True)
_TEXT = click.option(
    "--text",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file with your own words; {name}, {points}, {plan_end}, {to_next_tier} and others stand"
    " for the customer's own.",
)
_COUPON = click.option("--coupon", metavar="CODE", help="A coupon that goes with it.")


@click.command("letter")
@_CUSTOMERS
@_EVERYONE
@_KIND
@_TEXT
@_COUPON
@click.option("--friend", is_flag=True, help="With a slip for a friend.")
@OUT
@click.option("--paper", type=click.Choice(LETTER_PAPERS), help="By default the country's own.")
@click.pass_obj
def print_letter(
    desk: Desk,
    *,
    customers: tuple[str, ...],
    kind: str,
    text: Path | None,
    coupon: str | None,
    out: Path | None,
    paper: str | None,
    everyone: bool,
    friend: bool,
) -> None:
    """Print letters, the address in the window of an envelope; customers as in the feed."""
    from desktop.papers import letters as letter_paper
    from desktop.papers.summary import office_paper

    session = desk.session()
    order = _order(kind, text, coupon, friend=friend)
    mailing = _mailing(session, customers, order=order, everyone=everyone, by_post=everyone)
    chosen = paper or office_paper(session.settings.country)
    save_paper(
        out,
        lambda to: letter_paper.print_letters(session, mailing.customers, order, to, paper=chosen),
    )


@click.command("postcard")
@_CUSTOMERS
@_EVERYONE
@_KIND
@_TEXT
@_COUPON
@click.option("--no-boxes", is_flag=True, help="The cards have their postcode boxes already.")
@OUT
@click.option("--paper", type=click.Choice(POSTCARD_PAPERS), help="By default the country's own.")
@click.pass_obj
def print_postcard(
    desk: Desk,
    *,
    customers: tuple[str, ...],
    kind: str,
    text: Path | None,
    coupon: str | None,
    out: Path | None,
    paper: str | None,
    everyone: bool,
    no_boxes: bool,
) -> None:
    """Print postcards, two pages each: the address, then the message."""
    from desktop.papers import letters as letter_paper

    session = desk.session()
    order = _order(kind, text, coupon)
    mailing = _mailing(session, customers, order=order, everyone=everyone)
    chosen = paper or ("hagaki" if session.settings.country == "JP" else "a6")
    save_paper(
        out,
        lambda to: letter_paper.print_postcards(
            session, mailing.customers, order, to, paper=chosen, boxes=not no_boxes
        ),
    )


@click.command("labels")
@_CUSTOMERS
@_EVERYONE
@START
@OUT
@paper_choice(LABEL_PAPERS)
@click.pass_obj
def print_labels(
    desk: Desk,
    customers: tuple[str, ...],
    start: int,
    out: Path | None,
    paper: str,
    *,
    everyone: bool,
) -> None:
    """Print address labels, by postcode where all are printed."""
    from desktop.papers import letters as letter_paper
    from desktop.printing.address_labels import labels_on

    if start > labels_on(paper):
        raise click.BadParameter(f"1–{labels_on(paper)}", param_hint="--start")
    session = desk.session()
    mailing = _mailing(session, customers, order=None, everyone=everyone)
    save_paper(
        out,
        lambda to: letter_paper.print_labels(
            session, mailing.customers, to, paper=paper, start=start
        ),
    )


@click.command("certificate")
@click.option("--cause", metavar="NAME", help="All that a good cause was given.")
@click.option("--for", "name", metavar="NAME", help="Thanks to somebody, in your own words.")
@click.option("--staff", metavar="NAME", help="Somebody of the team, with what they did.")
@click.option("--month", metavar="YYYY-MM", help="Of --staff; the last whole month by default.")
@_TEXT
@OUT
@paper_choice(LETTER_PAPERS)
@click.pass_obj
def print_certificate(
    desk: Desk,
    *,
    cause: str | None,
    name: str | None,
    staff: str | None,
    month: str | None,
    text: Path | None,
    out: Path | None,
    paper: str,
) -> None:
    """Print a certificate of thanks, for a good cause, the team or somebody else."""
    from desktop.papers import letters as letter_paper

    if [bool(cause), bool(name), bool(staff)].count(True) != 1:
        raise click.UsageError(tr("Name a cause, or somebody to thank."))
    session = desk.session()
    if staff:
        from desktop.papers.team import print_team_certificate

        first = parse_month(month) if month else add_months(session.today.replace(day=1), -1)
        save_paper(out, lambda to: print_team_certificate(session, staff, first, to, paper=paper))
        return
    if cause:
        save_paper(
            out,
            lambda to: letter_paper.print_cause_certificate(session, cause, to, paper=paper),
        )
        return
    words = _read(text) if text else None
    save_paper(
        out,
        lambda to: letter_paper.print_thanks(session, name or "", words, to, paper=paper),
    )


@click.command("kind-words")
@OUT
@click.option("--paper", type=click.Choice(KIND_WORDS_PAPERS), help="By default the country's own.")
@click.pass_obj
def print_kind_words(desk: Desk, out: Path | None, paper: str | None) -> None:
    """Print a sheet of kind words of customers who agreed to it."""
    from desktop.papers import kind_words as kind_words_paper
    from desktop.papers.summary import office_paper

    session = desk.session()
    chosen = paper or office_paper(session.settings.country)
    save_paper(out, lambda to: kind_words_paper.print_kind_words(session, to, paper=chosen))


@click.command("terms")
@OUT
@click.option("--paper", type=click.Choice(LETTER_PAPERS), help="By default the country's own.")
@click.pass_obj
def print_terms(desk: Desk, out: Path | None, paper: str | None) -> None:
    """Print how the programme works, from the rules in force."""
    from desktop.papers import terms as terms_paper
    from desktop.papers.summary import office_paper

    session = desk.session()
    chosen = paper or office_paper(session.settings.country)
    save_paper(out, lambda to: terms_paper.print_terms(session, to, paper=chosen))


@click.command("logo")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--remove", is_flag=True, help="Take the logo away.")
@click.pass_obj
def logo(desk: Desk, file: Path | None, *, remove: bool) -> None:
    """Put the shop's logo on all papers: a PNG or JPEG, made smaller where it is too large."""
    from db.usecases.pictures import set_picture
    from desktop.picture_files import ready_picture

    if bool(file) == remove:
        raise click.UsageError(tr("Name a file, or --remove."))
    session = desk.session()
    content = ready_picture(_bytes(file)) if file else None
    set_picture(session, name="logo", content=content, operation_id=new_id())
    click.echo(tr("The logo is on all papers now.") if content else tr("The logo is gone."))


PRINTED = (
    print_letter, print_postcard, print_labels, print_certificate, print_kind_words, print_terms,
)  # fmt: skip
"""What `okaeri print` prints by this file."""


def _order(
    kind: str, text: Path | None, coupon: str | None, *, friend: bool = False
) -> "LetterOrder":
    from desktop.papers.letters import LetterOrder
    from desktop.words.letters import LETTER_KINDS

    chosen = next(each for each in LETTER_KINDS if each == kind)
    return LetterOrder(chosen, _read(text) if text else None, coupon, friend)


def _mailing(
    session: "Session",
    customers: tuple[str, ...],
    *,
    order: "LetterOrder | None",
    everyone: bool,
    by_post: bool = True,
) -> "Mailing":
    """Return who is written to, after saying who is not; ends where nobody is left."""
    from db.queries.addresses import customers_with_address
    from db.queries.customers import customer_named
    from desktop.papers.letters import mailing_for
    from desktop.words.letters import mailing_notes

    if bool(customers) == everyone:
        raise click.UsageError(tr("Name customers, or --all-with-address."))
    country = session.settings.country
    ids = (
        customers_with_address(session.db)
        if everyone
        else [customer_named(session.db, text, country=country) for text in customers]
    )
    mailing = mailing_for(session, ids, order=order, by_post=by_post)
    for note in mailing_notes(mailing.refused, mailing.nowhere, mailing.unmeant):
        click.echo(note, err=True)
    if not mailing.customers:
        click.echo(tr("So there is nobody to write to."), err=True)
        raise SystemExit(1)
    count = len(mailing.customers)
    click.echo(trn("For {count} customer.", "For {count} customers.", count).format(count=count))
    return mailing


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise FileUnreadable(str(path), "missing") from error
    except OSError as error:
        raise FileUnreadable(str(path), "closed") from error


def _read(path: Path) -> str:
    """Return the words of a file, in any encoding in use."""
    from desktop.spreadsheets import encoding_of

    content = _bytes(path)
    encoding = encoding_of(content, country="JP")
    if encoding is None:
        raise FileUnreadable(str(path), "encoding")
    return content.decode(encoding).removeprefix("\ufeff")
