"""Puts a customer's membership on its paper, for window and command line."""

from typing import BinaryIO

from db.errors import NotSubscribed
from db.queries.customers import customer_record
from db.queries.subscriptions import all_plans, subscription_at
from db.rules.subscriptions import state_on, terms_on
from db.session import Session
from desktop import formats
from desktop.i18n import tr
from desktop.papers.look import look_of, write_money
from desktop.printing.membership import MembershipSheet, draw_membership
from desktop.words import memberships as words
from desktop.words.referrals import friend_line


def print_membership(session: Session, customer_id: str, to: BinaryIO, *, paper: str) -> None:
    """Print the paper of a membership; raises NotSubscribed where none runs any more."""
    draw_membership(membership_sheet(session, customer_id), to, paper=paper)


def membership_sheet(session: Session, customer_id: str) -> MembershipSheet:
    """Return all that the paper says as of now."""
    moment = session.moment()
    settings, today = moment.settings, moment.today
    record = customer_record(session.db, customer_id)
    subscription = subscription_at(moment, customer_id)
    if subscription is None or state_on(subscription, today) == "ended":
        raise NotSubscribed(customer_id)
    agreed = terms_on(subscription, today)
    others = any(plan.id != agreed.plan_id for plan in all_plans(session.db))
    return MembershipSheet(
        look=look_of(session),
        plan=agreed.plan,
        name=record.name,
        number=record.number,
        figures=words.figures_of(subscription, today, settings, write=write_money),
        benefits=words.benefits_of(agreed),
        note=words.note_of(subscription, today, settings, write=write_money),
        bonus=words.bonus_words(subscription, today),
        rules=words.rules_of(subscription, today, settings, others=others, write=write_money),
        closing=tr("Thank you for being a member."),
        friend=friend_line(settings, record.referral_code),
        as_of=tr("As of {day}").format(day=formats.day(today)),
    )
