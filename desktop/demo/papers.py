"""Prints one of each paper of the demo's shop."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from db.clock import Clock, system_clock
from db.connection import open_book
from db.queries.addresses import customers_with_address
from db.queries.customers import customers_page
from db.queries.feedback import kind_words
from db.queries.friends import best_bringers
from db.queries.memberships import memberships
from db.queries.sales import last_sale
from db.queries.team import team_of
from db.queries.vouchers import vouchers_page
from db.rules.periods import add_months, last_day_of_month
from db.session import Session
from desktop.demo.offers import cause
from desktop.i18n import speaking, tr
from desktop.messages import label_of
from desktop.papers import counter as papers
from desktop.papers import day as day_paper
from desktop.papers import follow_ups as follow_up_paper
from desktop.papers import friends as friend_paper
from desktop.papers import kind_words as kind_words_paper
from desktop.papers import letters as letter_paper
from desktop.papers import membership as membership_paper
from desktop.papers import plan_receipts, summary
from desktop.papers import renewals as renewals_paper
from desktop.papers import statement as statement_paper
from desktop.papers import team as team_paper
from desktop.papers import terms as terms_paper
from desktop.papers.letters import LetterOrder

Draw = Callable[[BinaryIO], object]
_LABELS = 24  # two sheets


def print_papers(book: Path, folder: Path, *, clock: Clock = system_clock) -> list[Path]:
    """Print one of each paper into a folder; returns their places."""
    session = Session(open_book(book), clock=clock, label=label_of)
    places = []
    drawn = {
        **_counter_papers(session), **_member_papers(session), **_office_papers(session),
        **_team_papers(session),
    }  # fmt: skip
    for name, draw in drawn.items():
        page = BytesIO()
        draw(page)
        place = folder / name
        place.write_bytes(page.getvalue())
        places.append(place)
    session.db.conn.close()
    return places


def _counter_papers(session: Session) -> dict[str, Draw]:
    page = customers_page(session.db, order="spent", today=session.today, limit=10)
    regulars = [row.id for row in page.rows]
    sale = last_sale(session.db, regulars[0]) or ""
    voucher = vouchers_page(session.db, limit=1)[0].code
    with speaking(session.settings.language):  # in which the flyer got its name
        batch = tr("Flyer")
    return {
        "coupons.pdf": lambda to: papers.print_batch(session, batch, to, paper="a4"),
        "card.pdf": lambda to: papers.print_cards(session, regulars[:1], to, paper="cr80"),
        "cards.pdf": lambda to: papers.print_cards(session, regulars, to, paper="a4"),
        "receipt.pdf": lambda to: papers.print_receipt(session, sale, to, paper="receipt80"),
        "voucher.pdf": lambda to: papers.print_voucher(session, voucher, to, paper="a6"),
    }


def _member_papers(session: Session) -> dict[str, Draw]:
    """Return what is handed to somebody on a plan and to who brought friends, and whom to ask."""
    bringer = best_bringers(session.moment(), limit=1)[0].person.customer_id
    found: dict[str, Draw] = {
        "friends.pdf": lambda to: friend_paper.print_friend_slips(session, bringer, to, paper="a4"),
        "renewals.pdf": lambda to: renewals_paper.print_renewals(session, to, paper="a4"),
    }
    member = _on_a_plan(session)
    if member is None:  # of a demo of few people nobody may have joined
        return found
    return {
        "membership.pdf": lambda to: membership_paper.print_membership(
            session, member, to, paper="a4"
        ),
        "plan-receipt.pdf": lambda to: plan_receipts.print_last_plan_receipt(
            session, member, to, paper="receipt80"
        ),
        **found,
    }


def _team_papers(session: Session) -> dict[str, Draw]:
    """Return whom to speak to today, what customers said, and thanks to one of the team."""
    month = add_months(session.today.replace(day=1), -1)
    member = team_of(session.db, first=month, last=last_day_of_month(month))[0].staff or ""
    found: dict[str, Draw] = {
        "today.pdf": lambda to: follow_up_paper.print_follow_ups(session, to, paper="a4"),
        "team-certificate.pdf": lambda to: team_paper.print_team_certificate(
            session, member, month, to, paper="a4"
        ),
    }
    if kind_words(session.db, printable=True):  # of a demo of few people nobody may have said any
        found["kind-words.pdf"] = lambda to: kind_words_paper.print_kind_words(
            session, to, paper="a5"
        )
    return found


def _on_a_plan(session: Session) -> str | None:
    """Return somebody whose plan runs, best one who paid for a month of late."""
    today = session.today
    known = memberships(session.db, began_by=today, known_on=today)
    running = [each for each in known if each.state_on(today, known_on=today) == "active"]
    by_month = [each for each in running if each.until <= add_months(today, 1)]
    chosen = max(by_month or running, key=lambda each: each.until, default=None)
    return chosen.customer_id if chosen is not None else None


def _office_papers(session: Session) -> dict[str, Draw]:
    month = add_months(session.today.replace(day=1), -1)
    last_day = session.today.replace(day=1) - timedelta(days=1)
    known = customers_with_address(session.db)[:_LABELS]
    someone, order = known[:1], LetterOrder()
    with speaking(session.settings.language):
        given_to = cause()
    return {
        f"summary-{month:%Y-%m}.pdf": lambda to: summary.print_summary(
            session, month, to, paper="a4"
        ),
        "day.pdf": lambda to: day_paper.print_day(session, last_day, to, paper="a4"),
        "statement.pdf": lambda to: statement_paper.print_statement(
            session, someone[0], to, since=None, paper="a4"
        ),
        "terms.pdf": lambda to: terms_paper.print_terms(session, to, paper="a4"),
        "letter.pdf": lambda to: letter_paper.print_letters(
            session, someone, order, to, paper="a4"
        ),
        "postcard.pdf": lambda to: letter_paper.print_postcards(
            session, someone, order, to, paper="hagaki"
        ),
        "labels.pdf": lambda to: letter_paper.print_labels(session, known, to, paper="labels-2x6"),
        "certificate.pdf": lambda to: letter_paper.print_cause_certificate(
            session, given_to, to, paper="a4"
        ),
    }
