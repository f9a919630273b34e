"""Amounts as they stand in a line of the feed: text, or a number read by its text."""

import json

from msgspec import Raw

from db.errors import BadAmount, BadRequest
from db.rules.money import amount_text, parse_amount
from db.session import Session


def given(amount: Raw) -> bool:
    """Tell whether a request named the amount; null is not naming it."""
    return bytes(amount) not in (b"", b"null")


def text_of(amount: Raw, field: str, *, default: str | None = None) -> str:
    """Return an amount as it was written; raises BadRequest where there must be one."""
    raw = bytes(amount)
    if not given(amount):
        if default is None:
            raise BadRequest(field, "missing")
        return default
    if raw.startswith(b'"'):
        return str(json.loads(raw))
    if raw[:1] in b"-0123456789":
        return raw.decode()
    raise BadAmount(raw.decode()[:40])


def amount_of(session: Session, amount: Raw, field: str) -> int:
    """Return an amount in minor units of the shop's currency; raises BadAmount."""
    return parse_amount(text_of(amount, field), digits=session.settings.digits)


def written(session: Session, amount_minor: int) -> str:
    """Write an amount the way the feed does: 1250 minor units of a dollar as "12.50"."""
    return amount_text(amount_minor, digits=session.settings.digits)
