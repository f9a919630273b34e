"""Puts two entries of one person side by side in words: what speaks for it, what is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from db.phones import phone_shown
from db.queries.customers import CustomerRecord, CustomerRow
from db.rules.addresses import address_of, envelope_lines
from db.rules.customers import Likeness
from db.rules.duplicates import Sign
from db.rules.shop import ShopSettings
from db.usecases.merging import Merged
from desktop import formats
from desktop.i18n import tr, trn

_SIGNS: dict[Sign | Likeness, Callable[[], str]] = {
    "phone": lambda: tr("same phone"),
    "email": lambda: tr("same e-mail"),
    "name_and_reading": lambda: tr("same name and reading"),
    "name_and_birthday": lambda: tr("same name and birthday"),
    "alike": lambda: tr("nearly the same name, same birthday"),
    "nearly": lambda: tr("nearly the same name and reading"),
    "name": lambda: tr("same name"),
}


@dataclass(frozen=True)
class Side:
    """One of the two as the book has them."""

    record: CustomerRecord
    row: CustomerRow
    credit: int = 0  # money that the shop keeps for them, minor units


@dataclass(frozen=True)
class MergeRow:
    """One thing told of both, and what it would be; `takes` where the other one brings it."""

    words: str
    kept: str
    other: str
    after: str
    takes: bool = False


def sign_words(sign: Sign | Likeness) -> str:
    """Return what speaks for two people being one."""
    return _SIGNS[sign]()


def merge_rows(keep: Side, other: Side, then: Merged, settings: ShopSettings) -> list[MergeRow]:
    """Return what is told of both and what would be told of the one; what neither told is left."""
    one, two, after = keep.record, other.record, then.customer

    def phone(record: CustomerRecord) -> str:
        return phone_shown(record.phone, country=settings.country) if record.phone else ""

    told: list[tuple[str, Callable[[CustomerRecord], str]]] = [
        (tr("Name"), lambda record: record.name),
        (tr("Reading"), lambda record: record.reading or ""),
        (tr("Phone"), phone),
        (tr("E-mail"), lambda record: record.email or ""),
        (tr("Address"), lambda record: _address(record, settings.country)),
        (tr("Birthday"), lambda record: _birthday(record.birthday)),
        (tr("Member since"), lambda record: formats.day(record.joined)),
        (tr("Tags"), lambda record: ", ".join(record.tags)),
        (tr("Note"), lambda record: (record.note or "").replace("\n", " · ")),
    ]
    rows = [MergeRow(words, say(one), say(two), say(after), say(one) != say(after))
            for words, say in told]  # fmt: skip
    rows.insert(2, _numbers(one, two))
    rows.insert(5, _cards(one, two, after))
    rows += [*_past(keep.row, other.row), _points(keep.row, other.row, then)]
    rows.append(_credit(keep.credit, other.credit, settings))
    return [row for row in rows if row.kept or row.other or row.after]


def merge_notes(then: Merged, settings: ShopSettings) -> list[str]:
    """Return what else a merging does, a sentence each."""
    notes = []
    if then.plan is not None:
        amount = formats.money(then.credit, currency=settings.currency, digits=settings.digits)
        notes.append(
            tr("Both are on a plan: {plan} goes on, and {amount} come off its next payment.")
            .format(plan=then.plan, amount=amount)
        )  # fmt: skip
    if then.debt:
        owed = trn("{points} point stays owed.", "{points} points stay owed.", then.debt)
        notes.append(owed.format(points=formats.number(then.debt)))
    notes.append(
        tr("Every number, card, phone, e-mail and code of both will find {name}. "
           "A merging cannot be undone.").format(name=then.customer.name)
    )  # fmt: skip
    return notes


def _numbers(one: CustomerRecord, two: CustomerRecord) -> MergeRow:
    number = formats.member_number(one.number)
    return MergeRow(tr("Number"), number, formats.member_number(two.number), number)


def _cards(one: CustomerRecord, two: CustomerRecord, after: CustomerRecord) -> MergeRow:
    """Count the cards beside the member number; the number of the other one becomes a card."""
    kept, other, together = (
        formats.number(len(each.cards)) if each.cards else "" for each in (one, two, after)
    )
    return MergeRow(tr("Other cards"), kept, other, together, takes=True)


def _past(keep: CustomerRow, other: CustomerRow) -> list[MergeRow]:
    """Tell how both came so far; days on which both came are one visit, so nothing is added up."""
    days = [row.last_visit for row in (keep, other)]
    known = [day for day in days if day is not None]
    last = formats.day(max(known)) if known else ""
    shown = [formats.day(day) if day else "" for day in days]
    visits = (formats.number(row.visits) for row in (keep, other))
    return [
        MergeRow(tr("Visits"), next(visits), next(visits), ""),
        MergeRow(tr("Last visit"), shown[0], shown[1], last, takes=last != shown[0]),
    ]


def _points(keep: CustomerRow, other: CustomerRow, then: Merged) -> MergeRow:
    before, brought, together = map(formats.number, (keep.balance, other.balance, then.balance))
    return MergeRow(tr("Points"), before, brought, together, takes=before != together)


def _credit(keep: int, other: int, settings: ShopSettings) -> MergeRow:
    before, brought, together = (
        formats.money(amount, currency=settings.currency, digits=settings.digits) if amount else ""
        for amount in (keep, other, keep + other)
    )
    return MergeRow(tr("Store credit"), before, brought, together, takes=before != together)


def _address(record: CustomerRecord, country: str) -> str:
    address = address_of(record.postcode, record.address)
    return " ".join(envelope_lines(address, country=country)) if address else ""


def _birthday(birthday: str | None) -> str:
    """Write a birthday, without its year where that is not told."""
    if birthday is None:
        return ""
    if birthday.startswith("--"):
        return formats.day_short(date.fromisoformat(f"2000-{birthday[2:]}"))
    return formats.day(date.fromisoformat(birthday))
