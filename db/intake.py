"""Writes the people and purchases of a file into the book, one after the other.

Both work inside the act of db/usecases/intake.py; with a moment instead of a transaction they
only look, and say the same.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace

from db import derived, journal
from db.enrolment import correct_customer, place_customer
from db.errors import AmbiguousCustomer, BadDate, BadRequest, UnknownCustomer
from db.journal import Circumstances, Draft, canonical
from db.moment import Moment
from db.phones import understand_phone
from db.queries.coupons import coupon_key
from db.queries.customers import customer_named
from db.queries.intake import Owner, is_claimed, owner_of_card, owner_of_phone
from db.readings import key
from db.rules.columns import NamedBy
from db.rules.customer_rows import CustomerRow
from db.rules.customers import NewCustomer, given_fields, is_member_number, understood_fields
from db.rules.intake import BadRow, Notice, Unreadable
from db.rules.periods import business_date
from db.rules.purchase_rows import PurchaseRow, claim_of
from db.session import Transaction

Entry = tuple[Draft, Circumstances]

_CHUNK = 1000  # purchases written at once: far faster than one by one, and still soon cancelled
_PHONE_OR_EMAIL = re.compile(r"@|^\+|^0\d{8,}$|\d[-() ]\d")


@dataclass
class Tally:
    """What became of the rows so far."""

    taken: int = 0
    already: int = 0
    made_customers: int = 0
    points: int = 0
    refunds: int = 0
    bad: list[BadRow] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


# -- Customers ------------------------------------------------------------------------------


class People:
    """Takes people in; remembers what the file told so far, so that nobody comes twice."""

    def __init__(self, moment: Moment, tally: Tally, *, file: str) -> None:
        self.moment = moment
        self.tally = tally
        self.file = file
        self.secret = coupon_key(moment.db)
        self.lines: dict[str, int] = {}  # claim, card or phone → the line that had it first

    def take(self, row: CustomerRow) -> None:
        """Take one person in; raises Unreadable where another has their number or phone."""
        new, phone, notices = self._understood(row)
        claim = self._claim(row)
        self._refuse_repeated(row, claim=claim, card=new.card, phone=phone)
        claimed = is_claimed(self.moment.db, claim)
        same = None if claimed else self._same_person(row, new.card, phone)
        for told in (claim, new.card and f"card:{new.card}", phone and f"phone:{phone}"):
            if told:
                self.lines[told] = row.line
        if claimed or (same is not None and not _is_nameless(same, new.card)):
            self.tally.already += 1
            return
        if isinstance(self.moment, Transaction):
            self._write(self.moment, row, new, same, claim)
        self.tally.taken += 1
        self.tally.points += row.points
        self.tally.notices.extend((*row.notices, *notices))

    def _write(
        self,
        tx: Transaction,
        row: CustomerRow,
        new: NewCustomer,
        same: Owner | None,
        claim: str,
    ) -> None:
        if same is not None:
            customer_id = same.id
            correct_customer(tx, customer_id, given_fields(new))
        elif new.card and is_member_number(new.card):
            customer_id = place_customer(tx, replace(new, card=None), number=new.card).id
        else:
            customer_id = place_customer(tx, new).id
        doc: dict[str, object] = {"file": self.file}
        if row.points:
            doc["expiry"] = asdict(tx.settings.expiry)
            tx.post(Draft("points.opening", doc, customer_id, "points", row.points, claim))
        else:
            tx.post(Draft("import.customer", doc, customer_id, claim=claim))

    def _understood(self, row: CustomerRow) -> tuple[NewCustomer, str | None, list[Notice]]:
        """Return the person as the book would keep them, and what is said of phone and e-mail."""
        told: dict[str, object] = {
            "name": row.name,
            "reading": row.reading,
            "birthday": row.birthday,
            "card": row.number,
            "joined": row.joined.isoformat() if row.joined else None,
            "note": row.note,
            "tags": row.tags,
            "consent": row.consent,
            "postcode": row.postcode,
            "address": row.address,
        }
        notices: list[Notice] = []
        try:
            fields = understood_fields(told)
        except BadRequest as refusal:
            raise Unreadable(refusal.field, refusal.problem) from refusal
        fields["email"] = _email(row, notices)
        phone = _phone(row, notices, country=self.moment.settings.country)
        if phone:
            fields["phone"] = row.phone
        return (
            NewCustomer(**{name: value for name, value in fields.items() if value}),
            phone,
            notices,
        )

    def _claim(self, row: CustomerRow) -> str:
        """Return what only this person can claim; without the shop's secret it tells nothing."""
        identity = [row.number, row.name, row.reading, row.phone, row.email, row.birthday]
        identity.append(row.joined.isoformat() if row.joined else None)
        digest = hashlib.blake2b(canonical(identity).encode(), key=self.secret, digest_size=16)
        return f"import.customer:{digest.hexdigest()}"

    def _refuse_repeated(
        self, row: CustomerRow, *, claim: str, card: str | None, phone: str | None
    ) -> None:
        if card and f"card:{card}" in self.lines:
            raise Unreadable("number", "repeated", card, str(self.lines[f"card:{card}"]))
        if phone and f"phone:{phone}" in self.lines:
            told = row.phone or phone
            raise Unreadable("phone", "repeated", told, str(self.lines[f"phone:{phone}"]))
        if claim in self.lines:
            raise Unreadable("name", "repeated", row.name, str(self.lines[claim]))

    def _same_person(self, row: CustomerRow, card: str | None, phone: str | None) -> Owner | None:
        """Return the person where they are in the book; raises Unreadable for someone else."""
        db = self.moment.db
        same = owner_of_card(db, card) if card else None
        if same and not _is_nameless(same, card) and not _is_called(same, row.name):
            raise Unreadable("number", "taken", card or "", same.name)
        owner = owner_of_phone(db, phone) if phone else None
        if owner and owner != same and (same or not _is_called(owner, row.name)):
            raise Unreadable("phone", "taken", row.phone or "", owner.name)
        return same or owner


def _is_called(owner: Owner, name: str) -> bool:
    return key(name) in map(key, owner.names)


def _is_nameless(owner: Owner, card: str | None) -> bool:
    """Tell whether a customer was made on the way of purchases and has only a number so far."""
    return card is not None and key(owner.name) == key(card)


def _email(row: CustomerRow, notices: list[Notice]) -> str | None:
    try:
        return understood_fields({"email": row.email})["email"]  # type: ignore[no-any-return]
    except BadRequest:
        notices.append(Notice(row.line, "email", "left_out", row.email or ""))
        return None


def _phone(row: CustomerRow, notices: list[Notice], *, country: str) -> str | None:
    """Return the phone as it would be kept; one that no numbering plan knows is said."""
    if row.phone is None:
        return None
    try:
        phone = understand_phone(row.phone, country=country)
    except BadRequest:
        notices.append(Notice(row.line, "phone", "left_out", row.phone))
        return None
    if not phone.known:
        notices.append(Notice(row.line, "phone", "phone_unknown", row.phone))
    return phone.kept


# -- Purchases ------------------------------------------------------------------------------


class Purchases:
    """Takes purchases in; remembers customers and how often an equal purchase was met."""

    def __init__(
        self,
        moment: Moment,
        tally: Tally,
        *,
        file: str,
        named_by: NamedBy,
        new_customers: bool,
    ) -> None:
        self.moment = moment
        self.tally = tally
        self.file = file
        self.named_by = named_by
        self.new_customers = new_customers
        self.customers: dict[str, str | None] = {}  # None: nobody, and none may be made
        self.met = Counter[str]()
        self.waiting: dict[str | None, list[Entry]] = {}  # by customer, each in order of time

    def take(self, sale: PurchaseRow) -> None:
        """Take one purchase in; raises Unreadable where it is not clear whose it is."""
        equal = claim_of(sale)
        self.met[equal] += 1
        claim = f"{equal}:{self.met[equal]}"
        if is_claimed(self.moment.db, claim):
            self.tally.already += 1
            return
        customer_id = self._customer(sale) if sale.customer else None
        if isinstance(self.moment, Transaction):
            self._prepare(self.moment, sale, customer_id, claim)
        self.tally.taken += 1
        self.tally.refunds += sale.amount < 0
        self.tally.notices.extend(sale.notices)

    def finish(self, progress: Callable[[int, int], None]) -> None:
        """Write the purchases that wait, those of one customer together."""
        done, total = 0, sum(map(len, self.waiting.values()))
        chunk: list[Entry] = []
        for customer_id, entries in self.waiting.items():
            step = len(entries) if customer_id else _CHUNK
            for start in range(0, len(entries), step):
                chunk.extend(entries[start : start + step])
                if len(chunk) >= _CHUNK:
                    self._write(chunk)
                    done += len(chunk)
                    progress(done, total)
                    chunk.clear()
        self._write(chunk)

    def _write(self, entries: list[Entry]) -> None:
        if entries and isinstance(self.moment, Transaction):
            facts = journal.append_all(self.moment.db, entries)
            changed = derived.apply_history(self.moment.db, facts)
            self.moment.changed.update(("facts", *changed))

    def _prepare(
        self, tx: Transaction, sale: PurchaseRow, customer_id: str | None, claim: str
    ) -> None:
        amount = sale.amount_minor
        doc: dict[str, object] = {
            "amount": amount,
            "total": amount,
            "paid": amount,
            "points": 0,
            "import": self.file,
        }
        if amount < 0:
            doc["refund"] = True
        for name in ("receipt", "category", "staff", "note"):
            if getattr(sale, name) is not None:
                doc[name] = getattr(sale, name)
        settings = tx.settings
        at = min(sale.at, tx.now)
        day = business_date(at, zone=settings.timezone, day_starts=settings.day_starts)
        then = replace(tx.circumstances, at=at, day=day)
        draft = Draft("sale", doc, customer_id, "spent", amount, claim)
        self.waiting.setdefault(customer_id, []).append((draft, then))

    def _customer(self, sale: PurchaseRow) -> str:
        """Return the customer's id, made on the way where need be; raises Unreadable."""
        text = sale.customer
        assert text is not None
        if text not in self.customers:
            self.customers[text] = self._found(text) or self._made(text, sale)
        customer_id = self.customers[text]
        if customer_id is None:
            raise Unreadable("customer", "unknown", text)
        return customer_id

    def _found(self, text: str) -> str | None:
        owner = owner_of_card(self.moment.db, text.replace(" ", ""))
        if owner or (self.named_by == "number" and not _PHONE_OR_EMAIL.search(text)):
            return owner.id if owner else None
        try:
            return customer_named(self.moment.db, text, country=self.moment.settings.country)
        except UnknownCustomer:
            return None
        except AmbiguousCustomer as refusal:
            raise Unreadable("customer", "ambiguous", text) from refusal

    def _made(self, text: str, sale: PurchaseRow) -> str | None:
        if not self.new_customers:
            return None
        settings = self.moment.settings
        day = business_date(sale.at, zone=settings.timezone, day_starts=settings.day_starts)
        called = {"number": "card"}.get(self.named_by, self.named_by)
        try:
            told = understood_fields({"name": text, called: text, "joined": day.isoformat()})
            if isinstance(self.moment, Transaction):
                customer_id = place_customer(self.moment, NewCustomer(**told)).id
            else:
                customer_id = "to be made"
        except (BadRequest, BadDate) as refusal:
            raise Unreadable("customer", "unusable", text) from refusal
        self.tally.made_customers += 1
        return customer_id
