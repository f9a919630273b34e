"""Puts a payment for a plan on its slip, as things stood right after it."""

from datetime import timedelta
from typing import BinaryIO

from db.queries.customers import customer_record
from db.queries.plan_payments import PlanPayment, last_plan_payment, plan_payment
from db.rules.shop import ShopSettings
from db.session import Session
from desktop import formats
from desktop.i18n import tr, trn
from desktop.papers.coupon_sheets import coupon_sheets
from desktop.papers.look import look_of, write_money
from desktop.printing.plan_receipt import PlanReceiptSheet, draw_plan_receipt
from desktop.words.memberships import bonus_words
from desktop.words.referrals import friend_line


def print_plan_receipt(session: Session, payment: str, to: BinaryIO, *, paper: str) -> None:
    """Print the slip of a payment, named by its fact; raises UnknownSale where it is none."""
    told = plan_payment(session.moment(), payment)
    draw_plan_receipt(plan_receipt_sheet(session, told), to, paper=paper)


def print_last_plan_receipt(
    session: Session, customer_id: str, to: BinaryIO, *, paper: str
) -> None:
    """Print the slip of a customer's last payment; raises NotSubscribed where there is none."""
    told = last_plan_payment(session.moment(), customer_id)
    draw_plan_receipt(plan_receipt_sheet(session, told), to, paper=paper)


def plan_receipt_sheet(session: Session, payment: PlanPayment) -> PlanReceiptSheet:
    """Return what is printed about a payment."""
    settings = session.settings
    customer = customer_record(session.db, payment.customer_id)
    return PlanReceiptSheet(
        look=look_of(session),
        title=_title(payment),
        paid_at=payment.at.astimezone(settings.timezone),
        staff=payment.staff,
        number=customer.number,
        plan=payment.plan,
        period=tr("{first} to {last}").format(
            first=formats.day(payment.first), last=formats.day(payment.last)
        ),
        amounts=tuple(_amounts(payment, settings)),
        paid=write_money(payment.paid, settings),
        notes=tuple(_notes(payment, settings)),
        earned=tuple(_earned(payment)),
        next_steps=tuple(_next_steps(payment, settings)),
        referral_line=friend_line(settings, customer.referral_code),
        words=settings.paper.receipt_words,
        coupons=tuple(coupon_sheets(session, payment.coupons)),
    )


def _title(payment: PlanPayment) -> str:
    return {
        "trial": tr("Plan on trial"),
        "joined": tr("Plan joined"),
        "renewed": tr("Plan renewed"),
        "changed": tr("Plan changed"),
    }[payment.kind]


def _amounts(payment: PlanPayment, settings: ShopSettings) -> list[tuple[str, str]]:
    if payment.kind == "trial":
        return []
    said = [(tr("Price"), write_money(payment.price, settings))]
    if payment.credit:
        said.append((tr("Credit for days left"), write_money(-payment.credit, settings)))
    return said


def _notes(payment: PlanPayment, settings: ShopSettings) -> list[str]:
    said = []
    if payment.plan_before and payment.plan_before != payment.plan:
        said.append(tr("until now: {plan}").format(plan=payment.plan_before))
    if payment.credit_left:
        words = tr("{amount} of credit is kept for your next payment.")
        said.append(words.format(amount=write_money(payment.credit_left, settings)))
    return said


def _earned(payment: PlanPayment) -> list[str]:
    said = []
    if payment.points:
        words = trn("{points} point", "{points} points", payment.points)
        said.append(words.format(points=formats.signed(payment.points)))
    said += [tr("For you: {coupon}").format(coupon=each.terms.name) for each in payment.coupons]
    return said


def _next_steps(payment: PlanPayment, settings: ShopSettings) -> list[str]:
    """Return until when it runs, and what the next payment will be."""
    standing = payment.subscription
    until = formats.day(standing.until)
    price = write_money(standing.terms.price, settings)
    if payment.kind == "trial":
        first = formats.day(standing.until + timedelta(days=1))
        said = tr("Free until {day}. From {next} on it costs {amount}, if you stay.")
        return [said.format(day=until, next=first, amount=price)]
    said = tr("Next renewal by {day}: {amount}.").format(day=until, amount=price)
    bonus = bonus_words(standing, payment.day)
    return [said, bonus] if bonus else [said]
