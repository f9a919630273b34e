"""A campaign for other programs: a list for mail merge, and e-mails to start from a link."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from db.errors import BadRequest
from db.phones import phone_shown
from db.queries.campaigns import campaign_codes, campaign_members
from db.queries.coupons import coupons_coded
from db.queries.customers import CustomerRecord, customer_record
from db.rules.campaigns import Campaign
from db.rules.channels import is_open_to, way_of
from db.rules.coupons import spoken_code
from db.session import Session
from db.usecases.campaigns import refuse_not_started
from desktop.papers.letters import facts_of
from desktop.table_files import Cell, table_csv, table_workbook
from desktop.words import letters as words
from desktop.words.campaigns import offer_words

HEADER = (
    "customer", "name", "reading", "postcode", "address", "email", "phone", "points", "offer",
    "coupon", "coupon_until", "message",
)  # fmt: skip
LONGEST_LINK = 1900
"""Letters that every mail program and every system takes in a link."""


@dataclass(frozen=True)
class MailLink:
    """A link that opens an e-mail, and how many customers it goes to."""

    url: str
    customers: int


def campaign_csv(session: Session, campaign: Campaign) -> bytes:
    """Return who was drawn, and what each is told, as CSV; raises BadRequest before the start."""
    return table_csv(HEADER, _rows(session, campaign))


def campaign_workbook(session: Session, campaign: Campaign) -> bytes:
    """Return who was drawn, and what each is told, as a workbook; raises as `campaign_csv`."""
    return table_workbook(HEADER, _rows(session, campaign))


def mail_links(session: Session, campaign: Campaign, *, subject: str) -> list[MailLink]:
    """Return links that open the campaign's e-mails in the mail program of this computer.

    Words in which nobody's own facts stand go to many at once, unseen by each other (Bcc), in as
    many e-mails as a link's length asks for; otherwise there is one e-mail for each.
    Raises BadRequest before the start, and where nobody has an e-mail address.
    """
    people = [each for each in _people(session, campaign) if each.email]
    if not people:
        raise BadRequest("campaign", "nobody_to_write", campaign.name)
    text = campaign.message or ""
    if words.has_places(text):
        return [_own_mail(session, each, text, subject=subject) for each in people]
    addresses = list(dict.fromkeys(str(each.email) for each in people))
    return [
        MailLink(_link("", subject=subject, body=text, bcc=some), len(some))
        for some in _in_links(addresses, subject=subject, body=text)
    ]


def _people(session: Session, campaign: Campaign) -> list[CustomerRecord]:
    """Return who was drawn and is still open to the channel."""
    refuse_not_started(campaign)
    way = way_of(campaign.channel)
    drawn = campaign_members(session.db, campaign, treated=True)
    records = [customer_record(session.db, id) for id in drawn]
    return [each for each in records if way is None or is_open_to(each.consent, way)]


def _rows(session: Session, campaign: Campaign) -> Iterator[Sequence[Cell]]:
    moment, country = session.moment(), session.settings.country
    people = _people(session, campaign)
    codes = campaign_codes(moment, campaign)
    until = {
        coupon.code: coupon.valid_until for coupon in coupons_coded(session.db, [*codes.values()])
    }
    for each in people:
        facts = facts_of(moment, each)
        code = codes.get(each.id)
        yield (
            each.number, each.name, each.reading or "", each.postcode or "",
            (each.address or "").replace("\n", " "), each.email or "",
            phone_shown(each.phone, country=country) if each.phone else "", facts.points,
            offer_words(campaign.offer) if campaign.offer else "",
            spoken_code(code) if code else "", _iso(until.get(code or "")),
            words.owners_text(campaign.message or "", facts),
        )  # fmt: skip


def _own_mail(session: Session, person: CustomerRecord, text: str, *, subject: str) -> MailLink:
    said = words.owners_text(text, facts_of(session.moment(), person))
    return MailLink(_link(str(person.email), subject=subject, body=said), 1)


def _in_links(addresses: Sequence[str], *, subject: str, body: str) -> Iterator[list[str]]:
    """Part addresses so that each link is short enough; one address makes a link at any length."""
    some: list[str] = []
    for address in addresses:
        longer = [*some, address]
        if some and len(_link("", subject=subject, body=body, bcc=longer)) > LONGEST_LINK:
            yield some
            longer = [address]
        some = longer
    yield some


def _link(to: str, *, subject: str, body: str, bcc: Sequence[str] = ()) -> str:
    """Return a link as RFC 6068 has it: letters in UTF-8, lines end with CR and LF."""
    lines = "\r\n".join(body.splitlines())
    fields = {
        "bcc": ",".join(quote(address, safe="@") for address in bcc),
        "subject": quote(subject, safe=""),
        "body": quote(lines, safe=""),
    }
    told = "&".join(f"{name}={value}" for name, value in fields.items() if value)
    return f"mailto:{quote(to, safe='@')}?{told}"


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
